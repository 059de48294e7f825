/** What the tests show a part of the page in: a workplace around an editor. Only tests import it. */

import type { ReactNode } from "react";
import { catalogue } from "@/document/fixtures";
import type { Page } from "@/page";
import type { Client } from "@/server/client";
import { type Workplace, WorkplaceContext } from "./context";
import type { Editor } from "./store";

const page: Page = {
  scenario: 1,
  name: "empty",
  key: "1",
  numbers: [],
  is_main: false,
  language: "en",
  theme: "",
  user: { name: "", actions: [] },
  csrf_token: "",
  api: "",
  nonce: "",
};

/** What differs from the workplace of somebody who may draw, at a page without a server. */
export interface Around {
  readonly client?: Client;
  readonly page?: Partial<Page>;
  readonly mayEdit?: boolean;
}

export function workplace(editor: Editor, { client, page: more, mayEdit = true }: Around = {}): Workplace {
  return {
    page: { ...page, ...more },
    client: client ?? ({} as Client),
    editor,
    catalogue,
    functions: [],
    mayEdit,
    draft: { number: 1, at: 0 },
  };
}

export function InWorkplace({
  editor,
  children,
  ...around
}: Around & { editor: Editor; children: ReactNode }) {
  return <WorkplaceContext value={workplace(editor, around)}>{children}</WorkplaceContext>;
}
