/** Ctrl-K: every command by name. */

import { COMMANDS } from "@/commands/all";
import { isPossible } from "@/commands/command";
import { keyOf } from "@/commands/keys";
import { useWorkplace } from "@/editor/context";
import { openOverlay } from "@/editor/view";
import { t, wordsOf } from "@/i18n";
import { Picker } from "./Picker";

export function CommandPalette() {
  const place = useWorkplace();
  // Whoever knows a command from elsewhere may know it in the other language.
  const others = wordsOf(place.page.language === "ru" ? "en" : "ru").commands ?? {};
  const choices = COMMANDS.filter((command) => command.id !== "commands").map((command) => {
    const isOff = !isPossible(command, place);
    return {
      id: command.id,
      label: t(`commands:${command.id}`),
      also: [[others[command.id] ?? ""]],
      group: t(`commands:group_${isOff ? "off" : command.group}`),
      detail: command.hindrance?.(place) || (keyOf(command) ? <kbd>{keyOf(command)}</kbd> : null),
      isOff,
    };
  });
  return (
    <div className="overlay">
      <Picker
        label={t("commands:commands")}
        placeholder={t("shell:what_to_do")}
        choices={choices.sort((a, b) => Number(a.isOff) - Number(b.isOff))}
        onClose={() => openOverlay(null)}
        onChoose={(id) => COMMANDS.find((command) => command.id === id)?.run(place)}
      />
    </div>
  );
}
