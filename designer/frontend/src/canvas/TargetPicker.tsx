/** Where an output may lead: every node that a call can enter, nearest ones first, a new one, and "nowhere". */

import { IconPlus } from "@tabler/icons-react";
import { useViewport } from "@xyflow/react";
import { canBeEntered, disconnect, targetOf } from "@/document/connecting";
import type { ScenarioNode } from "@/document/types";
import { useWorkplace } from "@/editor/context";
import { NODE_WIDTH } from "@/geometry";
import { t } from "@/i18n";
import { Picker } from "@/shell/Picker";
import { announce } from "@/speech/announce";
import { ComponentChip } from "./ComponentIcon";
import { giveBack } from "./navigation";
import { openQuickAdd } from "./quick_add";
import { leadTo, NEW, useTargets } from "./targets";

const NOWHERE = "";

export function TargetPicker({ size }: { size: { width: number; height: number } }) {
  const workplace = useWorkplace();
  const { editor, catalogue, page } = workplace;
  const output = useTargets((state) => state.output);
  const { x, y, zoom } = useViewport();
  if (!output) return null;
  const { document } = editor.store.getState();
  const from = document.nodes.find((node) => node.id === output.source);
  if (!from) return null;
  // The nearest first, and the node itself after all others.
  const far = (node: ScenarioNode) =>
    node === from
      ? Number.POSITIVE_INFINITY
      : Math.hypot(node.position[0] - from.position[0] - NODE_WIDTH, node.position[1] - from.position[1]);
  const nodes = document.nodes
    .filter((node) => canBeEntered(document, catalogue, node.id))
    .sort((a, b) => (far(a) < far(b) ? -1 : 1))
    .map((node) => ({
      id: node.id,
      label: node.title,
      also: [[node.id, catalogue.get(node.type)?.title[page.language] ?? ""]],
      detail: catalogue.get(node.type)?.title[page.language],
      icon: (
        <ComponentChip
          icon={catalogue.get(node.type)?.icon ?? ""}
          family={catalogue.get(node.type)?.family ?? "unknown"}
        />
      ),
    }));
  const choices = [
    ...nodes,
    { id: NEW, label: t("inspector:new_node"), icon: <IconPlus size={16} aria-hidden /> },
    ...(targetOf(document, output) ? [{ id: NOWHERE, label: t("canvas:nowhere") }] : []),
  ];
  const left = Math.max(8, Math.min((from.position[0] + NODE_WIDTH) * zoom + x + 16, size.width - 348));
  const top = Math.max(8, Math.min(from.position[1] * zoom + y, size.height - 438));
  return (
    <div className="canvas-popup" style={{ left, top }}>
      <Picker
        label={t("canvas:lead_where")}
        placeholder={t("canvas:lead_where")}
        choices={choices}
        onClose={(to, isChosen) => {
          useTargets.setState({ output: null });
          if (!isChosen) announce(t("canvas:said_not_led"));
          giveBack(to);
        }}
        onChoose={(id) => {
          if (id === NEW) {
            useTargets.setState({ output: null });
            return openQuickAdd(workplace, editor.store.getState().focused);
          }
          if (id !== NOWHERE) return leadTo(workplace, output, id);
          editor.edit((current) => disconnect(current, output));
          announce(t("commands:said_wire_removed"));
        }}
      />
    </div>
  );
}
