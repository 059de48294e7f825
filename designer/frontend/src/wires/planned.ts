/** The plan of wires of the page's drawing: it follows the document and tells each drawn wire when its way changed. */

import { useCallback, useSyncExternalStore } from "react";
import { changedNodes, isWiredAlike } from "@/document/changes";
import { type MainPath, mainPath } from "@/document/main_path";
import type { ScenarioDocument } from "@/document/types";
import { useWorkplace, type Workplace } from "@/editor/context";
import { shownIn } from "@/editor/shown";
import type { Editor } from "@/editor/store";
import { type Planned, WirePlan } from "./plan";

/** The drawing has come to rest when nothing changed for so long. */
const REST_MS = 120;
/** So long the plan works at a time: a frame has room for more. */
const SLICE_MS = 6;
/** The wires of a drawing of this size are all planned before it is first shown. */
const SMALL = 300;

type Listener = () => void;

class PlanStore {
  readonly plan: WirePlan;
  main: MainPath;
  private readonly wireListeners = new Map<string, Set<Listener>>();
  private readonly shown = new Map<string, { readonly wire: Planned | null; readonly isMain: boolean }>();
  private readonly restListeners = new Set<Listener>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isAtRest = false;
  private isTelling = false;

  constructor(place: Workplace) {
    const { editor, catalogue } = place;
    const { document } = editor.store.getState();
    this.plan = new WirePlan(catalogue);
    this.plan.follow(shownIn(place));
    this.main = mainPath(document, catalogue);
    if (this.plan.wireCount > SMALL) this.settleSoon();
    else {
      for (const _ of this.plan.settling());
      this.isAtRest = true;
    }
    editor.store.subscribe((state, before) => {
      const { document, drawn, opened } = state;
      if (drawn !== before.drawn || opened !== before.opened) {
        this.isAtRest = !this.plan.follow(shownIn(place, state)) && this.isAtRest;
        if (mayLeadElsewhere(before.drawn, drawn)) this.main = mainPath(drawn, catalogue);
        this.tell();
      }
      // What a hand still holds has not come to rest, however long it is held.
      if (drawn !== document) clearTimeout(this.timer);
      else if (
        !this.isAtRest &&
        (drawn !== before.drawn || document !== before.document || opened !== before.opened)
      )
        this.settleSoon();
    });
  }

  readonly subscribeWire = (id: string, listener: Listener): Listener => {
    const listeners = this.wireListeners.get(id) ?? new Set();
    this.wireListeners.set(id, listeners.add(listener));
    // What the first one shows: of a change under way it may not know yet.
    if (!this.shown.has(id))
      this.shown.set(id, { wire: this.plan.wire(id), isMain: this.main.outputs.has(id) });
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      this.wireListeners.delete(id);
      this.shown.delete(id);
    };
  };

  /** Calls when all wires have come to rest after a change. */
  readonly subscribeRest = (listener: Listener): Listener => {
    this.restListeners.add(listener);
    return () => this.restListeners.delete(listener);
  };

  private settleSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.step(this.plan.settling()), REST_MS);
  }

  private step(settling: Generator<void>): void {
    const end = performance.now() + SLICE_MS;
    while (!settling.next().done) {
      if (performance.now() < end) continue;
      this.timer = setTimeout(() => this.step(settling));
      return;
    }
    this.isAtRest = true;
    this.tell();
    for (const listener of this.restListeners) listener();
  }

  /** Tells those wires on the page that look different now, so late that they render together with their nodes (canvas/useDrawn.ts). */
  private tell(): void {
    if (this.isTelling) return;
    this.isTelling = true;
    queueMicrotask(() => {
      this.isTelling = false;
      this.tellNow();
    });
  }

  private tellNow(): void {
    for (const [id, listeners] of this.wireListeners) {
      const [wire, isMain] = [this.plan.wire(id), this.main.outputs.has(id)];
      const shown = this.shown.get(id);
      if (shown?.wire === wire && shown.isMain === isMain) continue;
      this.shown.set(id, { wire, isMain });
      for (const listener of listeners) listener();
    }
  }
}

const stores = new WeakMap<Editor, PlanStore>();

/** The one plan of a page. */
export function planOf(workplace: Workplace): PlanStore {
  const known = stores.get(workplace.editor);
  if (known) return known;
  const made = new PlanStore(workplace);
  stores.set(workplace.editor, made);
  return made;
}

/** The wire of an output as it is drawn; null while it is not on the drawing. */
export function useWire(id: string): Planned | null {
  const { plan, subscribeWire } = planOf(useWorkplace());
  const subscribe = useCallback((listener: Listener) => subscribeWire(id, listener), [subscribeWire, id]);
  return useSyncExternalStore(subscribe, () => plan.wire(id));
}

/** Whether the main path runs along the wire of an output. */
export function useIsMain(id: string): boolean {
  const store = planOf(useWorkplace());
  const subscribe = useCallback((listener: Listener) => store.subscribeWire(id, listener), [store, id]);
  return useSyncExternalStore(subscribe, () => store.main.outputs.has(id));
}

/** Whether the main path may run elsewhere: where nodes stand and what they are called says nothing about it. */
function mayLeadElsewhere(before: ScenarioDocument, after: ScenarioDocument): boolean {
  const changed = isWiredAlike(before, after) ? changedNodes(before.nodes, after.nodes) : null;
  return (
    changed?.every(({ before, after }) => before.params === after.params && before.main === after.main) !==
    true
  );
}
