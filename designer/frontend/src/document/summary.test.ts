import { beforeAll, expect, test } from "vitest";
import { startI18n } from "@/i18n";
import { catalogue } from "./fixtures";
import { summary, wholeSummary } from "./summary";
import type { ScenarioNode } from "./types";

const node: ScenarioNode = {
  id: "n1",
  type: "notification",
  title: "n",
  params: { text: "came" },
  position: [0, 0],
};

beforeAll(() => startI18n("en"));

test("what a node says is quoted as the language does it", () => {
  expect(summary(node, catalogue, "ru")).toContain("\u00abcame\u00bb");
  expect(summary(node, catalogue, "en")).toContain("\u201ccame\u201d");
});

test("a number has its unit, what is reckoned has none", () => {
  const wait = (seconds: string) => ({ ...node, type: "wait", params: { seconds } });
  expect(summary(wait("3"), catalogue, "en")).toBe("3 s");
  expect(summary(wait("3"), catalogue, "ru")).toBe("3 \u0441\u0435\u043a.");
  expect(summary(wait("count"), catalogue, "en")).toBe("count");
});

test("rows that are outputs are not told again", () => {
  const options = [{ id: "r1", keys: "1", label: "Sales" }];
  const menu = { ...node, type: "voice_menu", params: { prompt: [{ text: "Hello" }], options } };
  expect(summary(menu, catalogue, "en")).toBe("\u201cHello\u201d");
});

test("a long text is cut on a card, and whole for whoever asks for all of it", () => {
  const long = { ...node, params: { text: "Press one. ".repeat(20).trim() } };
  expect(summary(long, catalogue, "en")).toMatch(/^.{79}…$/);
  expect(wholeSummary(long, catalogue, "en")).toContain(long.params.text);
});
