/** Collapsing frames and opening them; whoever goes to something inside finds it open. */

import { type Folding, isCollapsed, realOutput, shownAs } from "@/document/folding";
import { setParam } from "@/document/params";
import { repeatsOf } from "@/document/replacing";
import { isSame } from "@/document/same";
import type { ScenarioDocument, ScenarioNode } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { foldingIn, shownIn } from "@/editor/shown";
import type { EditorState } from "@/editor/store";
import { t } from "@/i18n";
import { outputName } from "@/revisions/telling";
import { announce } from "@/speech/announce";

/** How many components a card stands for: notes and frames are not counted. */
export function countHidden({ editor, catalogue }: Workplace, { owners }: Folding, frame: string): number {
  const { nodes } = editor.store.getState().drawn;
  return nodes.filter(({ id, type }) => owners.get(id) === frame && catalogue.get(type)?.executed !== false)
    .length;
}

/** What a row of a card says: what the node inside is called, and its output. */
export function cardOutput(
  { catalogue, page }: Workplace,
  document: ScenarioDocument,
  key: string,
): { readonly node: string; readonly name: string } {
  const output = realOutput({ source: "", key });
  const node = document.nodes.find(({ id }) => id === output.source)?.title ?? output.source;
  return { node, name: outputName(output, catalogue, page.language, document) };
}

/** Opens frames on this page alone, as they are not stored: somebody wants to see what is in them. */
export function showOpen({ editor }: Workplace, frames: Iterable<string>): void {
  editor.setOpened(new Set([...editor.store.getState().opened, ...frames]));
}

export function mayFold(place: Workplace, frame: ScenarioNode | undefined): boolean {
  if (frame?.type !== "frame" || foldingIn(place).frames.has(frame.id)) return false;
  return place.mayEdit || isCollapsed(frame);
}

export function mayOpen(place: Workplace, frame: ScenarioNode | undefined): boolean {
  return frame !== undefined && foldingIn(place).frames.has(frame.id);
}

/** One step of undo; of a frame that was opened on this page alone, none. */
export function foldFrame(place: Workplace, id: string): void {
  const { editor, catalogue } = place;
  const { opened } = editor.store.getState();
  if (opened.has(id)) editor.setOpened(new Set([...opened].filter((frame) => frame !== id)));
  if (place.mayEdit) editor.edit((document) => setParam(document, catalogue, id, "collapsed", true));
  const count = countHidden(place, foldingIn(place), id);
  announce(t("canvas:said_folded", { title: titleOf(place, id), count }));
}

/** Whoever may only read opens it for themselves. */
export function openFrame(place: Workplace, id: string): void {
  const { editor, catalogue, mayEdit } = place;
  if (mayEdit) editor.edit((document) => setParam(document, catalogue, id, "collapsed", undefined));
  else showOpen(place, [id]);
  announce(t("canvas:said_opened", { title: titleOf(place, id) }));
}

function titleOf({ editor }: Workplace, id: string): string {
  const frame = editor.store.getState().document.nodes.find((node) => node.id === id);
  return frame?.title ?? id;
}

/**
 * Opens what hides nodes that were just changed out of sight, `before` being the document and `shown` what was shown of
 * it. What happened to a frame and all that it hides, or to a wire that leads out of it, is seen.
 */
export function showChanged(
  place: Workplace,
  changed: readonly ScenarioNode[],
  before: ScenarioDocument,
  shown: ScenarioDocument,
): void {
  const { owners } = foldingIn(place);
  if (owners.size === 0) return;
  const now = shownIn(place);
  const isWireSeen = !isSame([shown.edges, repeatsOf(shown)], [now.edges, repeatsOf(now)]);
  const ids = new Set(changed.map(({ id }) => id));
  const stood = new Set(before.nodes);
  const frames = changed.flatMap((node) => {
    const frame = owners.get(node.id);
    const isOnlyRewired = stood.has(node);
    return frame && !ids.has(frame) && !(isOnlyRewired && isWireSeen) ? [frame] : [];
  });
  if (frames.length > 0) showOpen(place, frames);
}

/**
 * Keeps the keyboard and the selection in sight, until the function that comes back is called: a frame opens when
 * they go into it, and takes them when it is collapsed around them. It opens too when something comes to lie in the
 * room that it takes: nothing is hidden that was not there when somebody collapsed it.
 */
export function followFolding(place: Workplace): () => void {
  const { editor } = place;
  let known = foldingIn(place);
  const look = (state: EditorState, before: EditorState) => {
    const now = foldingIn(place, state);
    const was = known;
    known = now;
    const { focused, selection } = state;
    const chosen = focused === null ? [...selection.nodes] : [focused, ...selection.nodes];
    const entered = chosen.flatMap((id) => now.owners.get(id) ?? []).filter((frame) => was.frames.has(frame));
    const wanted = now === was ? entered : [...entered, ...takers(now, was, before.document)];
    if (wanted.length > 0) showOpen(place, wanted);
    else if (chosen.some((id) => now.owners.has(id))) {
      const nodes = [...selection.nodes].map((id) => shownAs(now, id));
      editor.selectAndFocus(nodes, focused && shownAs(now, focused));
    } else if (state.document !== before.document) forgetOpen(place, state);
  };
  const state = editor.store.getState();
  look(state, state);
  return editor.store.subscribe(look);
}

/** The cards that hide what stood beside them before. */
function takers(now: Folding, was: Folding, before: ScenarioDocument): string[] {
  const stood = new Set(before.nodes.map(({ id }) => id));
  return [...now.owners].flatMap(([id, frame]) => {
    const isTaken = was.frames.has(frame) ? !was.owners.has(id) : stood.has(id) && !stood.has(frame);
    return isTaken ? [frame] : [];
  });
}

/** A frame that is stored open needs no opening; the next time it is collapsed, it is. */
function forgetOpen({ editor }: Workplace, { opened, document }: EditorState): void {
  if (opened.size === 0) return;
  const left = document.nodes.filter((node) => opened.has(node.id) && isCollapsed(node));
  if (left.length < opened.size) editor.setOpened(new Set(left.map(({ id }) => id)));
}
