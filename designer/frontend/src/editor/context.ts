/** What every part of the page can reach: the editor, the server, the catalogue, the reader. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { components } from "@/api";
import type { Catalogue, Language, Words } from "@/document/catalogue";
import type { Page } from "@/page";
import type { Client } from "@/server/client";
import type { Editor, EditorState } from "./store";

export interface Workplace {
  readonly page: Page;
  readonly client: Client;
  readonly editor: Editor;
  readonly catalogue: Catalogue;
  readonly functions: readonly components["schemas"]["ShownFunction"][];
  /** Whether the reader may change the drawing. */
  readonly mayEdit: boolean;
  /** The draft that was read: its number, and when it was saved, in ms since 1970. */
  readonly draft: { readonly number: number; readonly at: number };
}

export const WorkplaceContext = createContext<Workplace | null>(null);

export function useWorkplace(): Workplace {
  const workplace = useContext(WorkplaceContext);
  if (!workplace) throw new Error("no workplace around this component");
  return workplace;
}

/** A part of the editor's state; renders again when that part becomes another one. */
export function useEditor<T>(select: (state: EditorState) => T): T {
  return useStore(useWorkplace().editor.store, select);
}

/** What the server says in two languages, in the reader's. */
export function useWords(): (words: Words | null | undefined) => string {
  const language: Language = useWorkplace().page.language;
  return (words) => words?.[language] ?? "";
}
