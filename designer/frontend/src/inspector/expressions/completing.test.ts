import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { beforeAll, describe, expect, test } from "vitest";
import { startI18n } from "@/i18n";
import { completer, isInHole, type Known } from "./completing";
import { written } from "./variables";
import { markedSpan, unitOffset, wordEnd } from "./words";

const known: Known = {
  variables: [
    { name: "CALLED ID", type: "text", secret: false, set_in: ["n2"] },
    { name: "count", type: "number", secret: false, set_in: [] },
  ],
  functions: [
    {
      name: "length",
      aliases: ["\u0434\u043b\u0438\u043d\u0430", "len"],
      params: [{ name: "text", type: "text", optional: false, gathers: false }],
      help: { ru: "r", en: "e" },
      signature: "length(text)",
      result: "number",
    },
  ] as unknown as Known["functions"],
  language: "en",
  titleOf: (node) => `title of ${node}`,
};

/** What is offered at `|`. */
function offered(text: string, isTemplate = false, more: Partial<Known> = {}) {
  const pos = text.indexOf("|");
  const state = EditorState.create({ doc: text.replace("|", "") });
  return completer(isTemplate, () => ({ ...known, ...more }))(new CompletionContext(state, pos, false));
}
const labels = (result: ReturnType<typeof offered>) => result?.options.map((option) => option.label);

beforeAll(() => startI18n("en"));

describe("completion", () => {
  test("offers variables before functions, names with spaces in their backticks", () => {
    expect(labels(offered("1 + c|"))).toEqual(["`CALLED ID`", "count", "length("]);
  });

  test("leaves out what the error is called in the other language, unless it is a variable of one's own", () => {
    const error = { name: "error", type: "text", secret: false, set_in: [] } as const;
    const russian = { language: "ru", names: "ru" } as const;
    const offers = (set_in: string[]) =>
      labels(offered("\u0434|", false, { ...russian, variables: [{ ...error, set_in }] }));
    expect(offers([])).not.toContain("error");
    expect(offers(["n2"])).toContain("error");
  });

  test("tells the kind of a variable and where it is set", () => {
    expect(offered("c|")?.options.map((option) => option.detail)).toEqual([
      "text · title of n2",
      "number",
      "(text)",
    ]);
  });

  test("names functions as the reader does, or in Latin letters when those are typed", () => {
    const russian = { language: "ru" } as const;
    expect(labels(offered("\u0434|", false, russian))?.at(-1)).toBe("\u0434\u043b\u0438\u043d\u0430(");
    expect(labels(offered("l|", false, russian))?.at(-1)).toBe("length(");
  });

  test("tells Russian readers the kinds of what a function takes, for its parameters have English names", async () => {
    await startI18n("ru");
    expect(offered("\u0434|", false, { language: "ru" })?.options.at(-1)?.detail).toBe("(текст)");
    await startI18n("en");
  });

  test("offers the error of the error lane by one of its two names", () => {
    const variables = ["error", "ошибка"].map((name) => ({
      name,
      type: "object",
      secret: false,
      set_in: [],
    }));
    const more = { variables, functions: [] } as unknown as Partial<Known>;
    expect(labels(offered("о|", false, { ...more, language: "ru" }))).toEqual(["ошибка"]);
    expect(labels(offered("e|", false, { ...more, language: "ru" }))).toEqual(["error"]);
  });

  test("replaces the name from its backtick on", () => {
    expect(offered("1 + `CALL|")?.from).toBe(4);
  });

  test.each([
    ["1 + called |", 4],
    ["1 + CALLED I|", 4],
    ["(called id|", 1],
    ["1 + called + c|", 13],
    ["`CALLED ID` + c|", 14],
    ["recalled i|", 9],
    ["f(called x|", 9],
    ["{{ CALLED ID }} {{ called i|", 19],
  ])("takes in %j the longest beginning of a name, spaces included", (text, from) => {
    expect(offered(text, text.startsWith("{{"))?.from).toBe(from);
  });

  test.each(["'abc|", '"a\\"b|', "1 + |"])("offers nothing in %j", (text) => {
    expect(offered(text)).toBeNull();
  });

  test("of a text comes in its holes alone", () => {
    expect(labels(offered("Number {{ c|", true))).toContain("count");
    expect(offered("Number c|", true)).toBeNull();
    expect(offered("{{ count }} c|", true)).toBeNull();
  });
});

test.each([
  ["{{ a", true],
  ["{{ a }}", false],
  ["{{ a }} {{", true],
  ["\\{{ a", false],
])("after %j the cursor is in a hole: %j", (before, isIn) => {
  expect(isInHole(before)).toBe(isIn);
});

test("a name that is no single word is written in backticks", () => {
  expect(["count", "CALLED ID", "1st"].map(written)).toEqual(["count", "`CALLED ID`", "`1st`"]);
});

test("places of the server are found behind signs that take two units", () => {
  expect(unitOffset("\u{1F600} + x", 4)).toBe(5);
});

test("a mistake is underlined to the end of its name", () => {
  expect(wordEnd("a + `CALLED ID` + b", 4)).toBe(15);
  expect(wordEnd("a + b", 2)).toBe(3);
});

test.each([
  ["calledID() +  ", 13, "+"],
  ["f(`CALLED ID`", 13, "`CALLED ID`"],
  ["a + b", 4, "b"],
])("a mistake in %j at %j underlines %j", (text, offset, marked) => {
  const { from, to } = markedSpan(text, offset);
  expect(text.slice(from, to)).toBe(marked);
});
