/** The drawing. One Tab stop: the arrow keys walk over it, and every change is spoken. */

import {
  ConnectionLineType,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import { Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { isTyping } from "@/commands/keys";
import { useEditor, useWorkplace } from "@/editor/context";
import { GRID, OVERVIEW_ZOOM, TITLES_ZOOM } from "@/geometry";
import { t } from "@/i18n";
import type { Look } from "@/overview/look";
import { Minimap } from "@/overview/Minimap";
import { Overview } from "@/overview/Overview";
import { DRAGGED_TYPE } from "@/palette/Palette";
import { lately } from "@/shell/lately";
import { FormerWires } from "@/wires/FormerWires";
import Wire from "@/wires/Wire";
import { ComponentPicker } from "./ComponentPicker";
import { openMenuByKey, useContextMenu } from "./context_menu";
import { Dots } from "./Dots";
import { FoldedCard } from "./FoldedCard";
import { EmptyHint, Tools } from "./Furniture";
import type { Card, WireEdge } from "./flow";
import { followFolding } from "./folding";
import { useGivingUp } from "./giving_up";
import { dropComponent, flowHandlers } from "./handlers";
import { LaneBands } from "./LaneBands";
import { Legend } from "./Legend";
import { NodeCard } from "./NodeCard";
import { FrameCard, NoteCard } from "./NoteCard";
import { setFlow } from "./navigation";
import { openingLook } from "./opening";
import { rememberPointer } from "./pointer";
import { useSigns } from "./signs";
import { TargetPicker } from "./TargetPicker";
import { useDrawn } from "./useDrawn";
import { useFirstFocus } from "./useFirstFocus";
import { useKeptLook } from "./useKeptLook";
import { usePanningKey } from "./usePanningKey";
import { usePastes } from "./usePastes";
import { usePinch } from "./usePinch";
import { useSteadyView } from "./useSteadyView";
import "./canvas.css";
import "./context_menu.css";

const ContextMenu = lately(async () => (await import("./ContextMenu")).ContextMenu);
const NODE_TYPES = { card: NodeCard, note: NoteCard, frame: FrameCard, folded: FoldedCard };
const EDGE_TYPES = { wire: Wire };
/** On a smaller canvas the map would lie over the tools and half of the drawing; on a narrower one tools have no words. */
const MAP_ROOM = { width: 660, height: 480 };
/** React Flow's own hints are for keys that are not its own here, and in English. */
const NO_WORDS = {
  "node.a11yDescription.default": "",
  "node.a11yDescription.keyboardDisabled": "",
  "edge.a11yDescription.default": "",
};
/** Its link would be a Tab stop of its own, in English; README.md names React Flow and its licence. */
const PRO_OPTIONS = { hideAttribution: true };
const ADDING_KEYS = ["Shift", "Control", "Meta"];
const SNAP: [number, number] = [GRID, GRID];

export function Canvas() {
  return (
    <ReactFlowProvider>
      <Drawing />
    </ReactFlowProvider>
  );
}

function Drawing() {
  const place = useWorkplace();
  const { mayEdit } = place;
  const flow = useReactFlow<Card, WireEdge>();
  const mode = useEditor((state) => state.mode);
  const focused = useEditor((state) => state.focused);
  const isOverview = useStore((state) => state.transform[2] < OVERVIEW_ZOOM);
  const hasTitlesOnly = useStore((state) => state.transform[2] < TITLES_ZOOM);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const handlers = useMemo(() => flowHandlers(place), [place]);
  const hasMenu = useContextMenu((state) => state.open !== null);
  const isMainShown = useSigns((state) => state.isMainShown);
  const root = useRef<HTMLDivElement>(null);
  const [opening, setOpening] = useState<Look | null>(null);
  usePastes(root);
  useGivingUp(root, place.editor);
  usePanningKey(root);
  usePinch(root);
  useSteadyView(root);
  useKeptLook(root);
  useFirstFocus(root);
  useDrawn(opening !== null, isOverview);

  // React Flow comes when the canvas has its size: then its first picture is at the right place already.
  useLayoutEffect(() => {
    const area = root.current?.getBoundingClientRect();
    if (area) setOpening((known) => known ?? openingLook(place, area));
  }, [place]);

  useEffect(() => {
    setFlow(flow);
    return () => setFlow(null);
  }, [flow]);

  useEffect(() => followFolding(place), [place]);

  return (
    <div
      ref={root}
      className={`canvas canvas-${mode.kind}${isMainShown ? "" : " canvas-no-main"}${hasTitlesOnly ? " canvas-titles" : ""}`}
      data-canvas
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is one Tab stop, with keys of its own
      tabIndex={0}
      role="application"
      aria-label={t("canvas:label")}
      aria-describedby="canvas-keys"
      aria-activedescendant={focused === null ? undefined : `node-${focused}`}
      onMouseMove={(event) => rememberPointer({ x: event.clientX, y: event.clientY })}
      onMouseLeave={() => rememberPointer(null)}
      // The browser's own menu has nothing for a drawing; in a field it has.
      onContextMenu={(event) => {
        if (!isTyping(event.target)) event.preventDefault();
        // The pointer meets something that lies on the canvas: this comes from the menu key.
        if (event.target === event.currentTarget) openMenuByKey(place);
      }}
      onDrop={(event) => dropComponent(place, event)}
      onDragOver={(event) => {
        if (mayEdit && event.dataTransfer.types.includes(DRAGGED_TYPE)) event.preventDefault();
      }}
    >
      <p className="sr" id="canvas-keys">
        {t(mayEdit ? "canvas:keys" : "canvas:keys_to_read")}
      </p>
      {opening ? (
        <ReactFlow<Card, WireEdge>
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          {...handlers}
          nodesConnectable={mayEdit}
          nodesDraggable={mayEdit && mode.kind === "idle"}
          nodesFocusable={false}
          edgesFocusable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={ADDING_KEYS}
          selectionMode={SelectionMode.Partial}
          panActivationKeyCode="Space"
          connectionLineType={ConnectionLineType.SmoothStep}
          panOnScroll
          panOnScrollSpeed={1}
          ariaLabelConfig={NO_WORDS}
          proOptions={PRO_OPTIONS}
          zoomOnDoubleClick={false}
          onlyRenderVisibleElements
          elevateNodesOnSelect={false}
          elevateEdgesOnSelect={false}
          snapToGrid
          snapGrid={SNAP}
          minZoom={0.05}
          maxZoom={2}
          defaultViewport={opening}
        >
          <Dots />
          <LaneBands />
          <FormerWires />
          {isOverview ? <Overview /> : null}
          {width >= MAP_ROOM.width && height >= MAP_ROOM.height ? <Minimap /> : null}
        </ReactFlow>
      ) : null}
      <EmptyHint />
      <div className={width < MAP_ROOM.width ? "canvas-foot canvas-foot-small" : "canvas-foot"}>
        <Tools />
        <Legend size={{ width, height }} />
      </div>
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
