/** The entry: reads the page's data, asks the server for the drawing and the catalogue, and shows the canvas. */

import { createRoot } from "react-dom/client";
import type { components } from "@/api";
import { catalogueOf } from "@/document/catalogue";
import type { ScenarioDocument } from "@/document/types";
import { WorkplaceContext } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { may, readPage } from "@/page";
import { Comparing } from "@/revisions/Comparing";
import { Keeper } from "@/saving/Keeper";
import { clientOf } from "@/server/client";
import { Shell } from "@/shell/Shell";
import "@xyflow/react/dist/base.css";
import "@/look/designer.css";

type Schemas = components["schemas"];

async function start(): Promise<void> {
  const page = readPage();
  const client = clientOf(page.api, page.csrf_token);
  const [, kinds, functions, draft] = await Promise.all([
    startI18n(page.language),
    client.get<Schemas["ShownComponent"][]>("/components"),
    client.get<Schemas["ShownFunction"][]>("/functions"),
    client.get<Schemas["Draft"]>(`/scenarios/${page.key}/draft`),
  ]);
  const editor = createEditor(draft.document as unknown as ScenarioDocument);
  const workplace = {
    page,
    client,
    editor,
    catalogue: catalogueOf(kinds),
    functions,
    mayEdit: may(page, "scenario.edit"),
    draftNumber: draft.number,
  };
  const root = document.getElementById("drawing");
  if (!root) throw new Error("the page has no place for the drawing");
  createRoot(root).render(
    <WorkplaceContext value={workplace}>
      <Keeper>
        <Comparing>
          <Shell />
        </Comparing>
      </Keeper>
    </WorkplaceContext>,
  );
}

void start();
