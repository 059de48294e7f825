/** Where wires end at a node. No wire begins here: pressing on it takes the end of the one that is there. */

import { Handle, Position, useNodeId, useStoreApi } from "@xyflow/react";
import type { MouseEvent } from "react";
import { type Card, INPUT_HANDLE, type WireEdge } from "./flow";
import "./ports.css";

export function InputPort() {
  const id = useNodeId();
  const flow = useStoreApi<Card, WireEdge>();
  const takeEnd = (event: MouseEvent) => {
    const wires = flow.getState().edges.filter((edge) => edge.target === id);
    const meant = wires.find((wire) => wire.selected) ?? (wires.length === 1 ? wires[0] : undefined);
    // The wire's own anchor lies beside the port, and under the node.
    const anchor =
      meant && document.querySelector(`[data-id="${CSS.escape(meant.id)}"] .react-flow__edgeupdater`);
    anchor?.dispatchEvent(new globalThis.MouseEvent("mousedown", event.nativeEvent));
  };
  return (
    <Handle
      type="target"
      position={Position.Left}
      id={INPUT_HANDLE}
      tabIndex={-1}
      isConnectableStart={false}
      onMouseDown={takeEnd}
    />
  );
}
