/** Commands to be clicked, each with its key: those of a list that are possible just now. */

import { catchKeyboard } from "@/canvas/navigation";
import { useChecks } from "@/checks/issues";
import { commandById } from "@/commands/all";
import { isPossible } from "@/commands/command";
import { shownKey } from "@/commands/keys";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";

export function CommandButtons({ ids }: { ids: readonly string[] }) {
  const place = useWorkplace();
  // To the next issue: there may be the first, or no more, since this was drawn.
  useChecks((state) => state.all.length > 0);
  return ids
    .map(commandById)
    .filter((command) => isPossible(command, place))
    .map((command) => (
      <button
        key={command.id}
        type="button"
        onClick={() => {
          command.run(place);
          // A button may be gone with what it was clicked for.
          catchKeyboard();
        }}
      >
        {t(`commands:${command.id}`)}
        {command.keys[0] ? <kbd>{shownKey(command.keys[0])}</kbd> : null}
      </button>
    ));
}
