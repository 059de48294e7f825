/** What the signs in a note mean, and that nothing else changes. */

import { describe, expect, test } from "vitest";
import { blocksOf, plainText, spansOf } from "./markdown";

describe("the blocks of a note", () => {
  test("are headings, lists and paragraphs", () => {
    expect(blocksOf("# Ночь\nРаз\nдва\n\n- первое\n- второе\n3. третье\n4) ещё\nконец")).toEqual([
      { kind: "heading", text: "Ночь" },
      { kind: "text", text: "Раз\nдва" },
      { kind: "items", items: ["первое", "второе"] },
      { kind: "numbers", items: ["третье", "ещё"], from: 3 },
      { kind: "text", text: "конец" },
    ]);
  });
  test("are as they were written where no sign stands", () => {
    expect(blocksOf("#5 и -1, 8.30 утра\n*ждать")).toEqual([
      { kind: "text", text: "#5 и -1, 8.30 утра\n*ждать" },
    ]);
    expect(blocksOf("")).toEqual([]);
  });
});

describe("the parts of a line", () => {
  test("are bold, italic and code", () => {
    expect(spansOf("**Важно**: *до* девяти `hour()`")).toEqual([
      { kind: "bold", text: "Важно" },
      { kind: "plain", text: ": " },
      { kind: "italic", text: "до" },
      { kind: "plain", text: " девяти " },
      { kind: "code", text: "hour()" },
    ]);
  });
  test("are plain where a star only multiplies, dials or stands alone", () => {
    for (const text of ["2*3*4", "наберите *21*5#", "* и *", "a ** b ** c"])
      expect(spansOf(text)).toEqual([{ kind: "plain", text }]);
  });
  test("lead to web addresses alone", () => {
    expect(spansOf("см. https://example.org/a?b=1. [Здесь](https://example.org/c)")).toEqual([
      { kind: "plain", text: "см. " },
      { kind: "link", text: "https://example.org/a?b=1", address: "https://example.org/a?b=1" },
      { kind: "plain", text: ". " },
      { kind: "link", text: "Здесь", address: "https://example.org/c" },
    ]);
    for (const text of ["[x](javascript:alert(1))", "[x](data:text/html,x)", "<b>javascript:x</b>"])
      expect(spansOf(text)).toEqual([{ kind: "plain", text }]);
  });
});

test.each(["[", "**a ", "*a ", "`", "[a](http://", "http://.", "- a\n", "a\n", "**", "[a]("])(
  "a long text of %j alone is read at once",
  (sign) => {
    const text = sign.repeat(100_000);
    const began = performance.now();
    const read = blocksOf(text).map((block) => ("text" in block ? spansOf(block.text) : block.items));
    expect(read.flat().length).toBeGreaterThan(0);
    expect(performance.now() - began).toBeLessThan(1_000);
  },
);

test("a note from far is its words without the signs", () => {
  expect(plainText("# Ночь\n- **первое**\nи `код`, [сайт](https://example.org)")).toBe(
    "Ночь\nпервое\nи код, сайт",
  );
});
