/**
 * Hands React Flow what is drawn. As its props a change would render all of the canvas, and what changed only in a
 * second pass; given to its store it renders what changed, at once.
 */

import { useStoreApi } from "@xyflow/react";
import { useEffect, useMemo } from "react";
import { useWorkplace } from "@/editor/context";
import { shownIn } from "@/editor/shown";
import { type Card, flowMaker, type WireEdge } from "./flow";

/** Nothing is handed over before React Flow is there, and no cards and wires while an overview shows them all. */
export function useDrawn(isThere: boolean, isOverview: boolean): void {
  const place = useWorkplace();
  const flow = useStoreApi<Card, WireEdge>();
  const maker = useMemo(() => flowMaker(place.catalogue, place.mayEdit), [place]);
  // After the effects of React Flow itself, which settle how it takes what it is given.
  useEffect(() => {
    if (!isThere) return;
    const hand = (cards: Card[], wires: WireEdge[]) => {
      const { nodes, edges, setNodes, setEdges } = flow.getState();
      if (cards !== nodes) setNodes(cards);
      if (wires !== edges) setEdges(wires);
    };
    if (isOverview) {
      hand([], []);
      return;
    }
    const show = () => {
      const state = place.editor.store.getState();
      const shown = shownIn(place, state);
      hand(maker.nodes(shown, state.selection), maker.edges(shown, state.selection));
    };
    show();
    return place.editor.store.subscribe(show);
  }, [place, flow, maker, isThere, isOverview]);
}
