/**
 * Hands React Flow what is drawn. As its props a change would render all of the canvas, and what changed only in a
 * second pass; given to its store it renders what changed, at once.
 */

import { useStoreApi } from "@xyflow/react";
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useWorkplace } from "@/editor/context";
import { shownIn } from "@/editor/shown";
import { type Card, flowMaker, type WireEdge } from "./flow";
import { useEditedText } from "./texts";

/**
 * Nothing is handed over before React Flow is there, and no cards and wires while an overview shows them all: but the
 * node that is being written in, whose field must not go.
 */
export function useDrawn(isThere: boolean, isOverview: boolean): void {
  const place = useWorkplace();
  const flow = useStoreApi<Card, WireEdge>();
  const maker = useMemo(() => flowMaker(place.catalogue, place.mayEdit), [place]);
  const hand = useRef(() => {});
  hand.current = () => {
    if (!isThere) return;
    const state = place.editor.store.getState();
    const shown = shownIn(place, state);
    const written = useEditedText.getState().node;
    const isEmpty = isOverview && written === null;
    const all = isEmpty ? [] : maker.nodes(shown, state.selection, written);
    const cards = isOverview ? all.filter(({ id }) => id === written) : all;
    const wires = isOverview ? [] : maker.edges(shown, state.selection);
    const { nodes, edges, setNodes, setEdges } = flow.getState();
    if (cards !== nodes && cards.length + nodes.length > 0) setNodes(cards);
    if (wires !== edges && wires.length + edges.length > 0) setEdges(wires);
  };

  // Before anybody else follows the store, so that what they render is rendered together with this. Not while React
  // Flow is still handling a click of which the change comes: it would choose and give up what it does not know yet.
  useLayoutEffect(() => {
    let isDue = false;
    const handSoon = () => {
      if (isDue) return;
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        hand.current();
      });
    };
    const ends = [place.editor.store.subscribe(handSoon), useEditedText.subscribe(handSoon)];
    return () => {
      for (const end of ends) end();
    };
  }, [place]);

  // After the effects of React Flow itself, which settle how it takes what it is given.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it hands over what these call for
  useEffect(() => hand.current(), [maker, isThere, isOverview]);
}
