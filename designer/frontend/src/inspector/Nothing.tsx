/** Nothing is chosen: how much is drawn, which calls come here, what can be done from here and the keys for it. */

import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import type { Page } from "@/page";
import { CommandButtons } from "./CommandButtons";

/** What has no button of its own in sight. */
const FROM_HERE = ["add", "find", "next_issue", "toggle_main_path", "select_all", "shortcuts"] as const;

export function Nothing() {
  const place = useWorkplace();
  const count = useEditor((state) => state.document.nodes.length);
  return (
    <div className="inspector-several inspector-start">
      {count > 1 ? (
        <p>
          {t("inspector:drawn", { count })} {callsOf(place.page)}
        </p>
      ) : null}
      <p>{t(place.mayEdit ? "inspector:nothing" : "inspector:nothing_to_read")}</p>
      <CommandButtons ids={FROM_HERE} />
    </div>
  );
}

/** More numbers than these are counted, not named. */
const NAMED_MAX = 3;

/** Which calls enter this scenario. */
function callsOf({ numbers, is_main }: Page): string {
  const more = numbers.length - NAMED_MAX;
  const named = numbers.slice(0, NAMED_MAX).join(", ");
  const told = more > 0 ? `${named} ${t("inspector:and_more", { more })}` : named;
  return [
    numbers.length > 0 ? t("inspector:led_here", { count: numbers.length, numbers: told }) : null,
    is_main ? t("inspector:led_to_main") : null,
    numbers.length === 0 && !is_main ? t("inspector:none_led_here") : null,
  ]
    .filter(Boolean)
    .join(" ");
}
