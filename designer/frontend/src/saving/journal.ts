/**
 * The journal of unsaved work in this browser (IndexedDB): what a crash of the tab or of the network would lose.
 *
 * It holds the document and the one that it was drawn upon, so that what others saved meanwhile can be merged. What
 * the documents share is copied once: an entry costs little more than one document.
 */

import type { ScenarioDocument } from "@/document/types";

export interface Entry {
  /** The number of the draft that `baseDocument` was. */
  readonly base: number;
  readonly baseDocument: ScenarioDocument;
  readonly document: ScenarioDocument;
  /** When it was last drawn on, in ms since 1970; entries of earlier versions have none. */
  readonly at?: number;
  /** Sent to the server, which had not answered: one of them may have been kept. */
  readonly unanswered: readonly ScenarioDocument[];
}

export interface Journal {
  read(): Promise<Entry | null>;
  /** Rejects when the browser keeps nothing: a private window, a full disk. */
  write(entry: Entry): Promise<void>;
  clear(): Promise<void>;
}

const STORE = "drafts";

/** The journal of one scenario and one person. */
export function openJournal(name: string, factory: IDBFactory | undefined = globalThis.indexedDB): Journal {
  let opened: Promise<IDBDatabase> | null = null;
  const inStore = async <T>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> => {
    opened ??= databaseOf(factory);
    const transaction = (await opened).transaction(STORE, mode);
    return new Promise((resolve, reject) => {
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  };
  return {
    read: async () => (await inStore<Entry | undefined>("readonly", (store) => store.get(name))) ?? null,
    write: async (entry) => void (await inStore("readwrite", (store) => store.put(entry, name))),
    clear: () => inStore("readwrite", (store) => store.delete(name)),
  };
}

function databaseOf(factory: IDBFactory | undefined): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    if (!factory) throw new Error("this browser keeps no data");
    const request = factory.open("callwright", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
