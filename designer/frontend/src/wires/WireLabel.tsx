/**
 * What a wire is called, for whoever hears the drawing. A name or a setting that is written anew tells the wires of
 * its own node alone, and one picture later; a step of a drag tells none.
 */

import { memo, useCallback, useSyncExternalStore } from "react";
import { ledInWords } from "@/canvas/describing";
import type { WireData } from "@/canvas/flow";
import { nodeOf } from "@/canvas/useNode";
import { type ChangedNode, changedNodes } from "@/document/changes";
import { useWorkplace, type Workplace } from "@/editor/context";
import { afterPicture } from "@/editor/later";
import type { Editor } from "@/editor/store";
import { quoted } from "@/i18n/quotes";
import { outputName } from "@/revisions/telling";

type Listener = () => void;
type Follow = (nodes: readonly string[], listener: Listener) => Listener;

/** Of the element that names a wire; ids of wires have a space within. */
export function wireLabelId(wire: string): string {
  return `wire-${encodeURIComponent(wire)}`;
}

interface Props {
  readonly wire: string;
  readonly data: WireData;
  /** The node that it is drawn to. */
  readonly target: string;
}

export const WireLabel = memo(function WireLabel({ wire, data, target }: Props) {
  const place = useWorkplace();
  const { source } = data.output;
  const subscribe = useCallback(
    (listener: Listener) => followNames(place.editor)([source, target], listener),
    [place, source, target],
  );
  const label = useSyncExternalStore(subscribe, () => labelOf(place, data, target));
  return <desc id={wireLabelId(wire)}>{label}</desc>;
});

function labelOf(
  { editor, catalogue, page }: Workplace,
  { output, limit }: WireData,
  target: string,
): string {
  const { drawn } = editor.store.getState();
  const titleOf = (id: string) => nodeOf(drawn.nodes, id)?.title ?? id;
  const led = ledInWords(outputName(output, catalogue, page.language, drawn), titleOf(target), limit);
  return `${quoted(titleOf(output.source), page.language)}: ${led}`;
}

const followers = new WeakMap<Editor, Follow>();

/** Calls when one of these nodes may be called, or lead on, otherwise than before. */
function followNames(editor: Editor): Follow {
  const known = followers.get(editor);
  if (known) return known;
  const listeners = new Map<string, Set<Listener>>();
  editor.store.subscribe(({ drawn }, before) => {
    const changed = changedNodes(before.drawn.nodes, drawn.nodes);
    const ids = changed ? changed.filter(saysOtherwise).map(({ after }) => after.id) : listeners.keys();
    for (const id of ids) for (const listener of listeners.get(id) ?? []) afterPicture(listener);
  });
  const follow: Follow = (nodes, listener) => {
    for (const id of nodes) listeners.set(id, (listeners.get(id) ?? new Set()).add(listener));
    return () => {
      for (const id of nodes) {
        listeners.get(id)?.delete(listener);
        if (listeners.get(id)?.size === 0) listeners.delete(id);
      }
    };
  };
  followers.set(editor, follow);
  return follow;
}

function saysOtherwise({ before, after }: ChangedNode): boolean {
  return before.title !== after.title || before.params !== after.params;
}
