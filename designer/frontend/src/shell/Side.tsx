/** The right side: the chosen node, the variables, or the revisions. */

import { Tabs } from "@mantine/core";
import { type SidePanel, useView } from "@/editor/view";
import { t } from "@/i18n";

const PANELS: readonly SidePanel[] = ["inspector", "variables", "revisions"];

export function Side() {
  const side = useView((state) => state.side);
  return (
    <Tabs
      value={side}
      onChange={(chosen) => useView.setState({ side: (chosen ?? "inspector") as SidePanel })}
      keepMounted={false}
    >
      <Tabs.List>
        {PANELS.map((panel) => (
          <Tabs.Tab key={panel} value={panel}>
            {t(`shell:panel_${panel}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
