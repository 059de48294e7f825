/** ELK in a worker: loaded when somebody tidies up for the first time, thrown away when it takes too long. */

import type { ELK, ElkNode } from "elkjs/lib/elk-api";
import Elk from "elkjs/lib/elk-api.js";
import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import type { Engine } from "./lay_out";

let elk: ELK | null = null;

/** An engine that rejects with the signal's reason when it is aborted; the worker is stopped then. */
export function elkEngine(signal: AbortSignal): Engine {
  return (graph) =>
    new Promise<ElkNode>((resolve, reject) => {
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
