/** What the keys do: the list behind `?`, made from the commands themselves. */

import { COMMANDS } from "@/commands/all";
import type { Group } from "@/commands/command";
import { shownKey } from "@/commands/keys";
import { openOverlay } from "@/editor/view";
import { t } from "@/i18n";
import { Dialog } from "./Dialog";

const GROUPS: readonly Group[] = ["edit", "drawing", "walk", "view", "page"];
/** The clipboard's keys are the browser's own, so no command carries them. */
const BROWSER_KEYS: Readonly<Record<string, string>> = { copy: "Mod+C", cut: "Mod+X", paste: "Mod+V" };

export function Shortcuts() {
  return (
    <Dialog title={t("commands:shortcuts")} onClose={() => openOverlay(null)} isWide>
      <div className="shell-shortcuts">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`commands:group_${group}`)}</h3>
            <dl>
              {COMMANDS.filter((command) => command.group === group)
                .map((command) => ({ id: command.id, key: command.keys[0] ?? BROWSER_KEYS[command.id] }))
                .filter(({ key }) => key !== undefined)
                .map(({ id, key }) => (
                  <div key={id}>
                    <dt>{t(`commands:${id}`)}</dt>
                    <dd>
                      <kbd>{shownKey(key ?? "")}</kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
