/** A collapsed frame: one card for all that stands in it, with an output for each wire that leads out of it. */

import { IconFrame } from "@tabler/icons-react";
import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo, useMemo } from "react";
import { InsideBadge } from "@/checks/NodeBadge";
import { useEditor, useWorkplace } from "@/editor/context";
import { foldingIn, useFolding } from "@/editor/shown";
import { hasRows } from "@/geometry";
import { t } from "@/i18n";
import { FoldButton } from "./FoldButton";
import type { Card } from "./flow";
import { cardOutput, countHidden } from "./folding";
import { InputPort } from "./InputPort";
import { Title } from "./Title";
import { useIsEdited } from "./texts";
import { useNode } from "./useNode";
import "./cards.css";
import "./folding.css";

export const FoldedCard = memo(function FoldedCard({ id, data, selected }: NodeProps<Card>) {
  const place = useWorkplace();
  const node = useNode(data.node);
  const { owners } = useFolding();
  const count = useEditor((state) => countHidden(place, foldingIn(place, state), id));
  const isFocused = useEditor((state) => state.focused === id);
  const isEdited = useIsEdited(id);
  const inside = useMemo(
    () => [...owners].flatMap(([hidden, frame]) => (frame === id ? [hidden] : [])),
    [owners, id],
  );
  const classes = [
    "canvas-card canvas-folded",
    selected ? "canvas-card-selected" : "",
    isFocused ? "canvas-card-focused" : "",
  ];
  return (
    <div
      className={classes.filter(Boolean).join(" ")}
      id={`node-${id}`}
      title={node.title}
      data-colour={String(node.params.colour ?? "")}
    >
      {data.node.params.is_entered === true ? <InputPort /> : null}
      <div className="canvas-head">
        <span className="canvas-chip canvas-chip-drawing">
          <IconFrame size={16} aria-hidden />
        </span>
        <span className="canvas-words">
          {/* A double click opens the frame: its name is written after F2 only. */}
          {isEdited ? <Title node={node} /> : <b>{node.title}</b>}
          <span className="canvas-summary">
            {[node.params.title, t("canvas:inside", { count })].filter(Boolean).join(" · ")}
          </span>
        </span>
        <FoldButton frame={node} isOpen={false} />
      </div>
      {hasRows(data.ports.length) ? (
        <ul className="canvas-rows">
          {data.ports.map((key) => (
            <Row key={key} frame={id} output={key} />
          ))}
        </ul>
      ) : (
        data.ports.map((key) => (
          <Handle key={key} type="source" position={Position.Right} id={key} tabIndex={-1} />
        ))
      )}
      <InsideBadge nodes={inside} />
    </div>
  );
});

function Row({ frame, output }: { frame: string; output: string }) {
  const place = useWorkplace();
  const isFocused = useEditor((state) => state.focused === frame && state.focusedOutput === output);
  const node = useEditor((state) => cardOutput(place, state.drawn, output).node);
  const name = useEditor((state) => cardOutput(place, state.drawn, output).name);
  return (
    <li className={`canvas-row${isFocused ? " canvas-row-focused" : ""}`} title={`${node}: ${name}`}>
      <span className="canvas-output">{node}</span>
      <span className="canvas-folded-output">{`: ${name}`}</span>
      <Handle type="source" position={Position.Right} id={output} tabIndex={-1} />
    </li>
  );
}
