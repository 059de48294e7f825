/** The entry: reads the page's data, asks the server for the drawing and the catalogue, and shows the canvas. */

import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import type { components } from "@/api";
import { catalogueOf } from "@/document/catalogue";
import { received } from "@/document/receiving";
import { WorkplaceContext } from "@/editor/context";
import { recallPanels } from "@/editor/panels";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { may, type Page, readPage } from "@/page";
import { Comparing } from "@/revisions/Comparing";
import { Keeper } from "@/saving/Keeper";
import { clientOf, ServerProblem } from "@/server/client";
import { NotShown } from "@/shell/NotShown";
import { Shell } from "@/shell/Shell";
import "@xyflow/react/dist/base.css";
import "@/look/designer.css";

type Schemas = components["schemas"];

async function show(page: Page): Promise<ReactNode> {
  const client = clientOf(page.api, page.csrf_token);
  const [kinds, functions, draft] = await Promise.all([
    client.get<Schemas["ShownComponent"][]>("/components"),
    client.get<Schemas["ShownFunction"][]>("/functions"),
    client.get<Schemas["Draft"]>(`/scenarios/${page.key}/draft`),
  ]);
  const editor = createEditor(received(draft.document));
  const workplace = {
    page,
    client,
    editor,
    catalogue: catalogueOf(kinds),
    functions,
    mayEdit: may(page, "scenario.edit"),
    draft: { number: draft.number, at: Date.parse(draft.changed_at) },
  };
  recallPanels();
  return (
    <WorkplaceContext value={workplace}>
      <Keeper>
        <Comparing>
          <Shell />
        </Comparing>
      </Keeper>
    </WorkplaceContext>
  );
}

async function start(): Promise<void> {
  const page = readPage();
  const place = document.getElementById("drawing");
  if (!place) throw new Error("the page has no place for the drawing");
  const root = createRoot(place);
  await startI18n(page.language);
  try {
    root.render(await show(page));
  } catch (error) {
    if (!(error instanceof ServerProblem)) throw error;
    root.render(<NotShown reason={error.problem.message[page.language]} />);
  }
}

void start();
