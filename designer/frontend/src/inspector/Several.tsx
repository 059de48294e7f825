/** Several nodes are chosen: what can be done with them together. */

import { commandById } from "@/commands/all";
import { isPossible } from "@/commands/command";
import { shownKey } from "@/commands/keys";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";

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
  const place = useWorkplace();
  return (
    <div className="inspector-several">
      <p>{t("inspector:many", { count })}</p>
      {TOGETHER.map(commandById)
        .filter((command) => isPossible(command, place))
        .map((command) => (
          <button key={command.id} type="button" onClick={() => command.run(place)}>
            {t(`commands:${command.id}`)}
            {command.keys[0] ? <kbd>{shownKey(command.keys[0])}</kbd> : null}
          </button>
        ))}
    </div>
  );
}
