/** Nothing is chosen: what can be done from here, and the keys for it. */

import { commandById } from "@/commands/all";
import { isPossible } from "@/commands/command";
import { shownKey } from "@/commands/keys";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";

/** What has no button of its own in sight. */
const FROM_HERE = ["add", "find", "next_issue", "toggle_main_path", "select_all", "shortcuts"] as const;

export function Nothing() {
  const place = useWorkplace();
  return (
    <div className="inspector-several inspector-start">
      <p>{t(place.mayEdit ? "inspector:nothing" : "inspector:nothing_to_read")}</p>
      {FROM_HERE.map(commandById)
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
