import { beforeAll, describe, expect, test } from "vitest";
import { defaultParams } from "@/document/adding";
import { catalogue } from "@/document/fixtures";
import type { Params } from "@/document/types";
import { startI18n } from "@/i18n";
import { problemsOf } from "./problems";

const of = (type: string, params: Params) => {
  const component = catalogue.get(type);
  if (!component) throw new Error(`no component ${type}`);
  return Object.fromEntries(problemsOf(component, { ...defaultParams(component), ...params }));
};

beforeAll(() => startI18n("en"));

describe("what the browser tells of a value", () => {
  test.each<[string, Params, string, string]>([
    ["collect", { attempts: 11 }, "attempts", "At most 10"],
    ["collect", { attempts: 0 }, "attempts", "At least 1"],
    ["collect", { timeout_s: 0 }, "timeout_s", "More than 0"],
    ["collect", { attempts: 1.5 }, "attempts", "A whole number is needed"],
    [
      "collect",
      { terminator: "12" },
      "terminator",
      "It is written as one key, a digit, * or #, such as 9; or none",
    ],
    ["collect", { variable: "" }, "variable", "Fill this in"],
    ["queue", { queue: "" }, "queue", "Fill this in"],
    [
      "queue",
      { queue: "a/b" },
      "queue",
      "It is written as letters, digits, spaces and . @ + - _, such as sales",
    ],
    ["stop", { result: "A B" }, "result", "It is written as small Latin letters, digits and _, such as sold"],
    ["frame", { title: "x".repeat(201) }, "title", "At most 200 characters"],
    ["on_hangup", { reasons: [] }, "reasons", "At least one is needed"],
    ["menu", { values: [] }, "values", "At least one is needed"],
  ])("of %s with %j at %s is: %s", (type, params, place, message) => {
    expect(of(type, params)[place]).toBe(message);
  });

  test("stands at the very row and field, references followed", () => {
    const options = [
      { id: "a", keys: "1" },
      { id: "b", keys: "x" },
    ];
    expect(of("voice_menu", { options })).toMatchObject({
      "options.1.keys": "It is written as keys, digits, * and #, up to 10, such as 1",
    });
  });

  test("is nothing when all is well, and then the same nothing each time", () => {
    const component = catalogue.get("hangup");
    if (!component) throw new Error("no hangup");
    expect(problemsOf(component, {}).size).toBe(0);
    expect(problemsOf(component, {})).toBe(problemsOf(component, { cause: "busy" }));
  });
});
