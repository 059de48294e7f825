/** The button at the edge of a panel that folds it away and brings it back. */

import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { commandById } from "@/commands/all";
import { shownKey } from "@/commands/keys";
import { useWorkplace } from "@/editor/context";
import type { Panel } from "@/editor/panels";
import { t } from "@/i18n";

export function PanelEdge({ panel, isOpen }: { panel: Panel; isOpen: boolean }) {
  const place = useWorkplace();
  const command = commandById(`toggle_${panel}`);
  const name = t(`commands:toggle_${panel}`);
  const Icon = (panel === "palette") === isOpen ? IconChevronLeft : IconChevronRight;
  return (
    <button
      type="button"
      className={`shell-edge shell-edge-${panel}`}
      aria-label={name}
      aria-expanded={isOpen}
      title={`${name} (${shownKey(command.keys[0] ?? "")})`}
      onClick={() => command.run(place)}
    >
      <Icon size={12} aria-hidden />
    </button>
  );
}
