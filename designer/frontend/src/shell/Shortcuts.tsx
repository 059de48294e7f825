/** What the keys do for whoever looks: the list behind `?`, made from the commands themselves. */

import { COMMANDS } from "@/commands/all";
import type { Group } from "@/commands/command";
import { keyOf } from "@/commands/keys";
import { useWorkplace } from "@/editor/context";
import { openOverlay } from "@/editor/view";
import { t } from "@/i18n";
import { Dialog } from "./Dialog";

const GROUPS: readonly Group[] = ["edit", "drawing", "walk", "view", "compare", "page"];

export function Shortcuts() {
  const { mayEdit } = useWorkplace();
  return (
    <Dialog title={t("commands:shortcuts")} onClose={() => openOverlay(null)} isWide>
      <div className="shell-shortcuts">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`commands:group_${group}`)}</h3>
            <dl>
              {COMMANDS.filter((command) => command.group === group && (mayEdit || !command.edits))
                .map((command) => ({ id: command.id, key: keyOf(command) }))
                .filter(({ key }) => key !== null)
                .map(({ id, key }) => (
                  <div key={id}>
                    <dt>{t(`commands:${id}`)}</dt>
                    <dd>
                      <kbd>{key}</kbd>
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
