/** What the server wrote into the page: the scenario, its reader, and how to talk back. */

import type { Language } from "@/document/catalogue";

export interface Page {
  readonly scenario: number;
  readonly name: string;
  readonly key: string;
  /** Those that lead here when the page opens, and masks of them. */
  readonly numbers: readonly string[];
  readonly is_main: boolean;
  readonly language: Language;
  readonly theme: "" | "light" | "dark";
  readonly user: { readonly name: string; readonly actions: readonly string[] };
  readonly csrf_token: string;
  readonly api: string;
  readonly nonce: string;
}

/** Reads the page's own data; throws when the page was not made by the server. */
export function readPage(): Page {
  const element = document.getElementById("page");
  if (!element?.textContent) throw new Error("the page carries no data");
  return JSON.parse(element.textContent) as Page;
}

/** Whether the reader's role allows an action of the permission table. */
export function may(page: Page, action: string): boolean {
  return page.user.actions.includes(action);
}
