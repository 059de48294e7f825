/** A placed component: what it is, what it does with its parameters, and its outputs as rows with ports. */

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { NodeBadge } from "@/checks/NodeBadge";
import { isFilledAlike } from "@/document/changes";
import { drawnOutputs, type Output, outputTitle } from "@/document/outputs";
import { type ScenarioNode, SPENT } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { hasRows } from "@/geometry";
import { t } from "@/i18n";
import { useNodeMark } from "@/revisions/marks";
import { summary } from "../document/summary";
import { ComponentChip } from "./ComponentIcon";
import type { Card } from "./flow";
import { InputPort } from "./InputPort";
import { Title } from "./Title";
import { useNode } from "./useNode";
import "./cards.css";

export const NodeCard = memo(function NodeCard({ id, data, selected }: NodeProps<Card>) {
  const { catalogue } = useWorkplace();
  const node = useNode(data.node);
  const component = catalogue.get(node.type);
  const isFocused = useEditor((state) => state.focused === id);
  const mark = useNodeMark(id);
  const classes = [
    "canvas-card",
    selected ? "canvas-card-selected" : "",
    isFocused ? "canvas-card-focused" : "",
    component?.lane ? "canvas-card-lane" : "",
    mark ? `canvas-card-${mark}` : "",
  ];
  return (
    <div className={classes.filter(Boolean).join(" ")} id={`node-${id}`} title={node.title}>
      {component?.lane ? null : <InputPort />}
      <div className="canvas-head">
        <ComponentChip icon={component?.icon ?? ""} family={component?.family ?? "unknown"} />
        <span className="canvas-words">
          <Title node={node} />
          <Described node={node} />
        </span>
      </div>
      <Outputs node={node} wired={data.wired} />
      <NodeBadge id={id} />
    </div>
  );
});

/** The line under the title; of a component that needs no parameters it is the kind. */
function Described({ node }: { node: ScenarioNode }) {
  const { catalogue, page } = useWorkplace();
  const component = catalogue.get(node.type);
  const text = summary(node, catalogue, page.language);
  const kind = component?.title[page.language] ?? t("canvas:unknown", { type: node.type });
  if (text) return <span className="canvas-summary">{text}</span>;
  return kind === node.title ? null : <span className="canvas-summary">{kind}</span>;
}

interface OutputsProps {
  readonly node: ScenarioNode;
  /** The keys of the outputs that lead somewhere. */
  readonly wired: ReadonlySet<string>;
}

/** The rows or ports; to write the node's name renders none of them. */
const Outputs = memo(function Outputs({ node, wired }: OutputsProps) {
  const { catalogue } = useWorkplace();
  const outputs = drawnOutputs(node, catalogue, wired);
  return hasRows(outputs.length) ? (
    <ul className="canvas-rows">
      {outputs.map((output) => (
        <Row key={output.id} node={node.id} output={output} isWired={wired.has(output.id)} />
      ))}
    </ul>
  ) : (
    outputs.map((output) => (
      <Handle key={output.id} type="source" position={Position.Right} id={output.id} tabIndex={-1} />
    ))
  );
}, isSameOutputs);

function isSameOutputs(before: OutputsProps, after: OutputsProps): boolean {
  return before.wired === after.wired && isFilledAlike(before.node, after.node);
}

function Row({ node, output, isWired }: { node: string; output: Output; isWired: boolean }) {
  const { page } = useWorkplace();
  const isFocused = useEditor((state) => state.focused === node && state.focusedOutput === output.id);
  const isSpent = output.id.endsWith(SPENT);
  const title = outputTitle(output, page.language);
  return (
    <li
      className={`canvas-row${isWired ? "" : " canvas-row-loose"}${isFocused ? " canvas-row-focused" : ""}`}
    >
      {output.value && !isSpent && output.value !== title ? (
        <span className="canvas-value">{output.value}</span>
      ) : null}
      <span className={title === output.value ? "canvas-output canvas-value" : "canvas-output"}>
        {isSpent ? t("canvas:spent", { title }) : title}
      </span>
      <Handle type="source" position={Position.Right} id={output.id} tabIndex={-1} />
    </li>
  );
}
