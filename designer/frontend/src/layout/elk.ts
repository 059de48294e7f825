/** ELK in a worker: loaded when somebody tidies up for the first time, thrown away when it takes too long. */

import type { ELK, ElkNode } from "elkjs/lib/elk-api";
import Elk from "elkjs/lib/elk-api.js";
import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import { CAREFUL_MAX, QUICK } from "./graph";
import type { Engine } from "./lay_out";

/** So long the careful placement may take, nearly always it is done in half of that: at least, and for each node. */
const CAREFUL_MS = 1_500;
const CAREFUL_MS_A_NODE = 12;
const TOO_LONG = "too long";

let elk: ELK | null = null;

/** An engine that rejects with the signal's reason when it is aborted; the worker is stopped then. */
export function elkEngine(signal: AbortSignal): Engine {
  return async (graph) => {
    const nodes = countNodes(graph);
    if (nodes > CAREFUL_MAX) return run(graph, signal);
    const hurry = new AbortController();
    const timer = setTimeout(() => hurry.abort(TOO_LONG), Math.max(CAREFUL_MS, nodes * CAREFUL_MS_A_NODE));
    try {
      return await run(graph, AbortSignal.any([signal, hurry.signal]));
    } catch (error) {
      if (error !== TOO_LONG) throw error;
      return run({ ...graph, layoutOptions: { ...graph.layoutOptions, ...QUICK } }, signal);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Frames and what is in them. */
function countNodes({ children = [] }: ElkNode): number {
  return children.reduce((count, child) => count + 1 + countNodes(child), 0);
}

function run(graph: ElkNode, signal: AbortSignal): Promise<ElkNode> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = elk ?? new Elk({ workerUrl, algorithms: ["layered"] });
    elk = worker;
    const stop = () => {
      worker.terminateWorker();
      elk = null;
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
    worker
      .layout(graph)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", stop));
  });
}
