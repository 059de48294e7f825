/** Several nodes are chosen: what can be done with them together. */

import { t } from "@/i18n";
import { CommandButtons } from "./CommandButtons";

const TOGETHER = [
  "tidy",
  "align_left",
  "align_right",
  "align_top",
  "align_bottom",
  "align_spread_across",
  "align_spread_down",
  "duplicate",
  "remove",
] as const;

export function Several({ count }: { count: number }) {
  return (
    <div className="inspector-several">
      <p>{t("inspector:many", { count })}</p>
      <CommandButtons ids={TOGETHER} />
    </div>
  );
}
