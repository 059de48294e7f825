import { expect, test } from "vitest";
import { catalogue } from "./fixtures";
import { summary } from "./summary";
import type { ScenarioNode } from "./types";

const node: ScenarioNode = {
  id: "n1",
  type: "notification",
  title: "n",
  params: { text: "came" },
  position: [0, 0],
};

test("what a node says is quoted as the language does it", () => {
  expect(summary(node, catalogue, "ru")).toContain("\u00abcame\u00bb");
  expect(summary(node, catalogue, "en")).toContain("\u201ccame\u201d");
});

test("rows that are outputs are not told again", () => {
  const options = [{ id: "r1", keys: "1", label: "Sales" }];
  const menu = { ...node, type: "voice_menu", params: { prompt: [{ text: "Hello" }], options } };
  expect(summary(menu, catalogue, "en")).toBe("\u201cHello\u201d");
});
