import { expect, test, vi } from "vitest";
import { catalogue, samples } from "@/document/fixtures";
import { markMain } from "@/document/main_output";
import { outputId } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { planOf } from "./planned";

const SUPPORT = { source: "main_menu", key: "support" };

test("a wire hears of a change although somebody else begins to follow it just then", async () => {
  const editor = createEditor(samples.reception);
  const store = planOf({ editor, catalogue } as Workplace);
  const [drawn, beside] = [vi.fn(), vi.fn()];
  store.subscribeWire(outputId(SUPPORT), drawn);
  editor.edit((document) => markMain(document, SUPPORT));
  store.subscribeWire(outputId(SUPPORT), beside);
  await Promise.resolve();
  expect(store.main.outputs).toContain(outputId(SUPPORT));
  expect(drawn).toHaveBeenCalledTimes(1);
});
