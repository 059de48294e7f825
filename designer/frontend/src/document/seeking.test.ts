import { describe, expect, test } from "vitest";
import { soughtIn } from "./catalogue";
import { findIn } from "./finding";
import { catalogue, samples } from "./fixtures";
import { fitOf, foundAmong, rankOf } from "./seeking";

const components = [...catalogue.values()];
const found = (wanted: string, language: "ru" | "en") =>
  foundAmong(components, wanted, (component) => ({
    label: component.title[language],
    also: soughtIn(component),
  }));

describe("what is sought", () => {
  test("is found by its name first: the beginning of it, of a word, then the middle", () => {
    expect(["Main menu", "Payment", "Menu", "Start"].map((label) => fitOf(label, [], "men")?.rank)).toEqual([
      1,
      2,
      0,
      undefined,
    ]);
  });

  test("by other words comes after it, and tells by which", () => {
    expect(fitOf("Menu", [["Меню"], ["switch", "split by value"]], "value")).toEqual({
      rank: 4,
      by: "split by value",
    });
    expect(fitOf("Menu", [["switch"]], "menu switch")).toEqual({ rank: 4, by: null });
  });

  test("of components has the menus before what only speaks of something alike", () => {
    expect(found("мен", "ru").map(({ one }) => one.type)).toEqual(
      expect.arrayContaining(["menu", "voice_menu"]),
    );
    expect(
      found("мен", "ru")
        .slice(0, 2)
        .map(({ one, by }) => [one.type, by]),
    ).toEqual([
      ["menu", null],
      ["voice_menu", null],
    ]);
    const assignment = found("мен", "ru").find(({ one }) => one.type === "assignment");
    expect(assignment?.by).toBe("переменная");
  });
});

test("searching a drawing finds the titles first that begin with what is sought", () => {
  const titles = findIn(samples.reception, catalogue, "ru", "с").flatMap((hit) =>
    "node" in hit && !hit.param ? [hit.node.title] : [],
  );
  const ranks = titles.map((title) => rankOf(title, "с") ?? 3);
  expect(titles.length).toBeGreaterThan(1);
  expect(ranks).toEqual([...ranks].sort());
});
