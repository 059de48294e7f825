/** The drawing. One Tab stop: the arrow keys walk over it, and every change is spoken. */

import {
  Background,
  BackgroundVariant,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import { type DragEvent, type MouseEvent, Suspense, useEffect, useMemo, useRef } from "react";
import { useEditor, useWorkplace } from "@/editor/context";
import { IDLE } from "@/editor/store";
import { openSide } from "@/editor/view";
import { GRID, OVERVIEW_ZOOM } from "@/geometry";
import { t } from "@/i18n";
import { Tidying } from "@/layout/Tidying";
import { Minimap } from "@/overview/Minimap";
import { Overview } from "@/overview/Overview";
import { DRAGGED_TYPE } from "@/palette/Palette";
import { lately } from "@/shell/lately";
import Wire from "@/wires/Wire";
import { ComponentPicker } from "./ComponentPicker";
import { openContextMenu, useContextMenu } from "./context_menu";
import { EmptyHint, Notices, Tools } from "./Furniture";
import { type Card, flowMaker, type WireEdge } from "./flow";
import { applyChanges, clickTarget, dropOnWire, endConnection, endReconnection, wireAt } from "./gestures";
import { LaneBands } from "./LaneBands";
import { NodeCard } from "./NodeCard";
import { FrameCard, NoteCard } from "./NoteCard";
import { focusCanvas, setFlow } from "./navigation";
import { placeAt, rememberPointer } from "./pointer";
import { place as addAt, openQuickAddAt } from "./quick_add";
import { TargetPicker } from "./TargetPicker";
import { editText } from "./texts";
import { usePastes } from "./usePastes";
import "./canvas.css";

const ContextMenu = lately(async () => (await import("./ContextMenu")).ContextMenu);
const NODE_TYPES = { card: NodeCard, note: NoteCard, frame: FrameCard };
const EDGE_TYPES = { wire: Wire };
const NO_CARDS: Card[] = [];
const NO_WIRES: WireEdge[] = [];

export function Canvas() {
  return (
    <ReactFlowProvider>
      <Drawing />
    </ReactFlowProvider>
  );
}

function Drawing() {
  const place = useWorkplace();
  const { editor, catalogue, mayEdit } = place;
  const flow = useReactFlow<Card, WireEdge>();
  const document = useEditor((state) => state.document);
  const selection = useEditor((state) => state.selection);
  const mode = useEditor((state) => state.mode);
  const focused = useEditor((state) => state.focused);
  const isOverview = useStore((state) => state.transform[2] < OVERVIEW_ZOOM);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const maker = useMemo(() => flowMaker(catalogue, mayEdit), [catalogue, mayEdit]);
  const nodes = useMemo(() => maker.nodes(document, selection), [maker, document, selection]);
  const edges = useMemo(() => maker.edges(document, selection), [maker, document, selection]);
  const hasMenu = useContextMenu((state) => state.open !== null);
  const root = useRef<HTMLDivElement>(null);
  usePastes(root);

  useEffect(() => {
    setFlow(flow);
    return () => setFlow(null);
  }, [flow]);

  const clickPane = (event: MouseEvent) => {
    focusCanvas();
    if (mode.kind === "placing") {
      const spliced = wireAt(document, event.clientX, event.clientY);
      addAt(place, mode.type, { position: placeAt(event.clientX, event.clientY), output: null }, spliced);
    }
    if (mode.kind !== "idle") editor.setMode(IDLE);
    else editor.focus(null);
  };

  const clickNode = (event: MouseEvent, id: string) => {
    focusCanvas();
    if (mode.kind === "placing") return clickPane(event);
    if (clickTarget(place, id)) return;
    editor.focus(id);
    openSide("inspector");
  };

  const drop = (event: DragEvent) => {
    const type = event.dataTransfer.getData(DRAGGED_TYPE);
    if (!type || !mayEdit) return;
    event.preventDefault();
    const spliced = wireAt(document, event.clientX, event.clientY);
    addAt(place, type, { position: placeAt(event.clientX, event.clientY), output: null }, spliced);
  };

  return (
    <div
      ref={root}
      className={`canvas canvas-${mode.kind}`}
      data-canvas
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is one Tab stop, with keys of its own
      tabIndex={0}
      role="application"
      aria-label={t("canvas:label")}
      aria-describedby="canvas-keys"
      aria-activedescendant={focused === null ? undefined : `node-${focused}`}
      onMouseMove={(event) => rememberPointer({ x: event.clientX, y: event.clientY })}
      onMouseLeave={() => rememberPointer(null)}
      onDrop={drop}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(DRAGGED_TYPE)) event.preventDefault();
      }}
    >
      <p className="sr" id="canvas-keys">
        {t("canvas:keys")}
      </p>
      <ReactFlow<Card, WireEdge>
        nodes={isOverview ? NO_CARDS : nodes}
        edges={isOverview ? NO_WIRES : edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={(changes) => applyChanges(place, changes)}
        onNodeDragStart={editor.beginGesture}
        onNodeDragStop={(event, node, moved) => {
          if (moved.length === 1 && "clientX" in event)
            dropOnWire(place, node.id, event.clientX, event.clientY);
          editor.endGesture();
        }}
        onSelectionDragStart={editor.beginGesture}
        onSelectionDragStop={editor.endGesture}
        onNodeClick={(event, node) => clickNode(event, node.id)}
        onNodeDoubleClick={(_, node) => node.type === "note" && mayEdit && editText(node.id)}
        onEdgeClick={(event, edge) => {
          focusCanvas();
          if (mode.kind === "placing") clickPane(event);
          else if (edge.data) editor.select({ nodes: new Set(), wire: edge.data.output });
        }}
        onPaneClick={(event) => {
          clickPane(event as MouseEvent);
          if (mode.kind === "idle") editor.selectNodes([]);
        }}
        onDoubleClick={(event) => {
          const isPane =
            event.target instanceof Element && event.target.classList.contains("react-flow__pane");
          if (isPane && mayEdit) openQuickAddAt(placeAt(event.clientX, event.clientY), null);
        }}
        onNodeContextMenu={(event, node) => openContextMenu(place, event, { node: node.id })}
        onEdgeContextMenu={(event, edge) =>
          edge.data && openContextMenu(place, event, { wire: edge.data.output })
        }
        onPaneContextMenu={(event) => openContextMenu(place, event as MouseEvent, {})}
        onSelectionContextMenu={(event, chosen) =>
          openContextMenu(place, event, { node: chosen[0]?.id ?? "" })
        }
        onConnectEnd={(event, ends) => endConnection(place, event, ends)}
        onReconnect={() => undefined}
        onReconnectEnd={(event, wire) => endReconnection(place, event, wire.data?.output)}
        edgesReconnectable={mayEdit}
        isValidConnection={() => false}
        nodesConnectable={mayEdit}
        nodesDraggable={mayEdit && mode.kind === "idle"}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={["Shift", "Control", "Meta"]}
        selectionMode={SelectionMode.Partial}
        panActivationKeyCode="Space"
        zoomOnDoubleClick={false}
        onlyRenderVisibleElements
        elevateNodesOnSelect={false}
        elevateEdgesOnSelect={false}
        snapToGrid
        snapGrid={[GRID, GRID]}
        minZoom={0.05}
        maxZoom={2}
        fitView
        fitViewOptions={{ padding: 0.12, minZoom: OVERVIEW_ZOOM + 0.1, maxZoom: 1 }}
      >
        <Background
          variant={BackgroundVariant.Dots}
          gap={GRID}
          size={1.4}
          color="color-mix(in srgb, var(--faint) 35%, transparent)"
        />
        <LaneBands />
        {isOverview ? <Overview /> : null}
        <Minimap />
      </ReactFlow>
      <EmptyHint />
      <Notices />
      <Tidying />
      <Tools />
      <ComponentPicker size={{ width, height }} />
      <TargetPicker size={{ width, height }} />
      {hasMenu ? (
        <Suspense fallback={null}>
          <ContextMenu />
        </Suspense>
      ) : null}
    </div>
  );
}
