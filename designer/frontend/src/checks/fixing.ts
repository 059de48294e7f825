/** Doing what an issue proposes: one step of undo, spoken. What no longer fits the drawing is left alone. */

import type { components } from "@/api";
import { placeAfter } from "@/canvas/free_place";
import { boundsOf, keepInView } from "@/canvas/navigation";
import { snapped } from "@/canvas/pointer";
import { addNode, defaultParams } from "@/document/adding";
import type { Catalogue, Language } from "@/document/catalogue";
import { connect, disconnect, makeRepeat, targetOf } from "@/document/connecting";
import { unmarkMain } from "@/document/main_output";
import { wiredKeys } from "@/document/outputs";
import { setParam, setVariables } from "@/document/params";
import { isSame } from "@/document/same";
import type { Json, Point, ScenarioDocument, Variable } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { ROW_GAP } from "@/geometry";
import { t } from "@/i18n";
import { ServerProblem } from "@/server/client";
import { announce } from "@/speech/announce";

export type Fix = components["schemas"]["ShownFix"];
type Edit = Fix["edit"];
type Kind = Edit["kind"];

/** The server may know more kinds than this page, which then shows no button. */
const KINDS: ReadonlySet<string> = new Set<Kind>([
  "set_param",
  "remove_param",
  "replace_text",
  "make_repeat",
  "connect",
  "connect_new",
  "add_lane",
  "disconnect",
  "unmark_main",
  "declare",
  "rename_variable",
]);

export function canFix(fix: Fix): boolean {
  return KINDS.has(fix.edit.kind);
}

/** Carries a fix out and says how it went. */
export async function applyFix(place: Workplace, fix: Fix): Promise<void> {
  const { editor, catalogue, page } = place;
  const before = editor.store.getState().document;
  const { edit } = fix;
  const after =
    edit.kind === "rename_variable"
      ? await renamed(place, before, edit)
      : fixed(before, catalogue, edit, page.language);
  // What was drawn while the server worked must not be lost.
  const isCurrent = editor.store.getState().document === before;
  if (after === before || !isCurrent) {
    announce(t("checks:said_not_fixed"));
    return;
  }
  editor.edit(() => after);
  const known = new Set(before.nodes.map((node) => node.id));
  const added = after.nodes.find((node) => !known.has(node.id));
  if (added) {
    // From where the keyboard goes on, and what the list leaves in sight when it grows.
    editor.focus(added.id);
    keepInView(place, added.id);
  }
  announce(t("checks:said_fixed", { title: fix.title[page.language] }));
}

async function renamed(
  { client }: Workplace,
  document: ScenarioDocument,
  { old, new: now }: Extract<Edit, { kind: "rename_variable" }>,
): Promise<ScenarioDocument> {
  try {
    const body = { document, old, new: now, merge: true };
    const answer = await client.send<{ document: ScenarioDocument }>("POST", "/expressions/rename", body);
    return answer.document;
  } catch (error) {
    if (error instanceof ServerProblem) return document;
    throw error;
  }
}

/** The document after an edit that needs no server; the same one when the edit does not fit it. */
export function fixed(
  document: ScenarioDocument,
  catalogue: Catalogue,
  edit: Edit,
  language: Language,
): ScenarioDocument {
  switch (edit.kind) {
    case "set_param":
      return withParam(document, catalogue, edit, () => edit.value as Json);
    case "remove_param":
      return withParam(document, catalogue, edit, () => undefined);
    case "replace_text":
      return withParam(document, catalogue, edit, (text) => replaced(text, edit));
    case "make_repeat": {
      const led = targetOf(document, edit);
      return led ? makeRepeat(document, edit, led.target, edit.limit) : document;
    }
    case "connect":
      return targetOf(document, edit) ? document : connect(document, edit, edit.target);
    case "connect_new":
      return withNew(document, catalogue, edit, language);
    case "add_lane":
      return withLane(document, catalogue, edit.type, language);
    case "disconnect":
      return disconnect(document, edit);
    case "unmark_main":
      return unmarkMain(document, edit.node);
    case "declare":
      return setVariables(document, {
        ...document.graph.variables,
        [edit.variable]: edit.declaration as Variable,
      });
    default:
      return document;
  }
}

/** Places a component after the node and leads the output to it. */
function withNew(
  document: ScenarioDocument,
  catalogue: Catalogue,
  edit: Extract<Edit, { kind: "connect_new" }>,
  language: Language,
): ScenarioDocument {
  const source = document.nodes.find((node) => node.id === edit.source);
  if (!source || !catalogue.has(edit.type) || targetOf(document, edit)) return document;
  const position = placeAfter(document, catalogue, source, edit.type);
  const added = addNode(document, catalogue, { type: edit.type, position, language });
  return connect(added.document, edit, added.id);
}

/** Begins a lane below all that is drawn, unless the very same one has begun already. */
function withLane(
  document: ScenarioDocument,
  catalogue: Catalogue,
  type: string,
  language: Language,
): ScenarioDocument {
  const component = catalogue.get(type);
  if (!component) return document;
  const params = defaultParams(component);
  if (document.nodes.some((node) => node.type === type && isSame(node.params, params))) return document;
  const wired = wiredKeys(document);
  const places = document.nodes.map((node) => boundsOf(node, catalogue, wired.get(node.id)));
  const left = Math.min(...places.map((place) => place.left));
  const bottom = Math.max(...places.map((place) => place.bottom));
  const position: Point = places.length > 0 ? [left, snapped([0, bottom + 2 * ROW_GAP])[1]] : [0, 0];
  return addNode(document, catalogue, { type, position, language }).document;
}

type Change = (value: Json | undefined) => Json | undefined;

/** Changes what stands at a path such as `values.2.value`; undefined takes it away, with its row in a list. */
function withParam(
  document: ScenarioDocument,
  catalogue: Catalogue,
  { node: id, param }: { readonly node: string; readonly param: string },
  change: Change,
): ScenarioDocument {
  const node = document.nodes.find((node) => node.id === id);
  const [top, ...inner] = param.split(".");
  if (!node || top === undefined) return document;
  const value = at(node.params[top], inner, change);
  return value === node.params[top] ? document : setParam(document, catalogue, id, top, value);
}

/** The value itself when nothing stands where the path leads. */
function at(value: Json | undefined, path: readonly string[], change: Change): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const index = Number(step);
    const item = value[index] as Json | undefined;
    if (item === undefined) return value;
    const made = at(item, rest, change);
    if (made === item) return value;
    return made === undefined ? value.toSpliced(index, 1) : value.with(index, made);
  }
  const own = value as { readonly [key: string]: Json };
  const made = at(own[step], rest, change);
  if (made === own[step]) return value;
  const { [step]: _, ...others } = own;
  return made === undefined ? others : { ...own, [step]: made };
}

/** Counted in code points, as the server counts. */
function replaced(value: Json | undefined, edit: Extract<Edit, { kind: "replace_text" }>): Json | undefined {
  if (typeof value !== "string") return value;
  const points = [...value];
  const end = edit.offset + edit.length;
  if (points.slice(edit.offset, end).join("") !== edit.was) return value;
  return points.toSpliced(edit.offset, edit.length, edit.text).join("");
}
