import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalogue } from "@/document/fixtures";
import type { Json } from "@/document/types";
import { fieldsOf, isShown, itemOf, kindsOf, type Schema, setAt, wordsOf } from "./schema";

const rootOf = (type: string) => catalogue.get(type)?.params as Schema;
const namesOf = (type: string) => fieldsOf(rootOf(type), rootOf(type)).map((field) => field.name);
const fieldOf = (type: string, name: string) => {
  const found = fieldsOf(rootOf(type), rootOf(type)).find((field) => field.name === name);
  if (!found) throw new Error(`no ${name} in ${type}`);
  return found;
};

describe("the fields of a component", () => {
  test.each([...catalogue.keys()])("of %s all have a label in both languages", (type) => {
    const root = rootOf(type);
    const check = (schema: Schema): void => {
      for (const field of fieldsOf(schema, root)) {
        expect(wordsOf(field.schema, "label"), `${type} ${field.name}`).toMatchObject({
          ru: expect.stringMatching(/./),
          en: expect.stringMatching(/./),
        });
        if (field.schema.type === "array" && field.schema["x-widget"] !== "prompt")
          check(itemOf(field.schema, root));
      }
    };
    check(root);
  });

  test("stand in the order they are declared in", () => {
    expect(namesOf("compare")).toEqual(["condition"]);
    expect(namesOf("assignment")).toEqual(["operations"]);
  });

  test("are the same list each time, so that nothing renders for nothing", () => {
    expect(fieldsOf(rootOf("transfer"), rootOf("transfer"))).toBe(
      fieldsOf(rootOf("transfer"), rootOf("transfer")),
    );
    const rows = fieldOf("voice_menu", "options").schema;
    expect(itemOf(rows, rootOf("voice_menu"))).toBe(itemOf(rows, rootOf("voice_menu")));
  });

  test("follow references into the definitions", () => {
    const item = itemOf(fieldOf("voice_menu", "options").schema, rootOf("voice_menu"));
    expect(fieldsOf(item, rootOf("voice_menu")).map((field) => field.name)).toEqual(["id", "keys", "label"]);
  });

  test("that may be absent are edited as what they are else", () => {
    const { schema } = fieldOf("collect", "valid");
    expect([schema.type, schema["x-widget"], schema["x-nullable"]]).toEqual(["string", "expression", true]);
  });

  test("of a prompt are known by the key that each kind must have", () => {
    const kinds = kindsOf(fieldOf("play", "prompt").schema, rootOf("play"));
    expect([...kinds.keys()]).toEqual(["text", "sound", "say", "silence_s"]);
  });
});

describe("a field with a condition", () => {
  const fields = fieldsOf(rootOf("transfer"), rootOf("transfer"));
  const order = fieldOf("transfer", "order");

  test("is shown while the default of the other field fits", () => {
    expect(isShown(order, {}, fields)).toBe(true);
  });

  test("is hidden when the other field says otherwise", () => {
    expect(isShown(order, { kind: "blind" }, fields)).toBe(false);
    expect(isShown(order, { kind: "connect" }, fields)).toBe(true);
  });
});

describe("setting a value at a path", () => {
  const rows: Json = [{ id: "a", keys: "1" }, { id: "b" }];

  test("changes that value and leaves all others the same objects", () => {
    const changed = setAt(rows, [0, "keys"], "2") as readonly Json[];
    expect(changed[0]).toEqual({ id: "a", keys: "2" });
    expect(changed[1]).toBe(rows[1]);
  });

  test("takes an undefined one out", () => {
    expect(setAt(rows, [0, "keys"], undefined)).toEqual([{ id: "a" }, { id: "b" }]);
    expect(setAt(rows, [0], undefined)).toEqual([{ id: "b" }]);
  });

  test("gives the very same value when nothing changes, so that it is no step of undo", () => {
    expect(setAt(rows, [0, "keys"], "1")).toBe(rows);
    expect(setAt(rows, [1, "keys"], undefined)).toBe(rows);
  });

  test("is read back by the same path", () => {
    const path = fc.tuple(fc.nat(1), fc.constantFrom("id", "keys", "label"));
    fc.assert(
      fc.property(path, fc.string(), (to, text) => {
        const changed = setAt(rows, to, text) as unknown as Record<string, string>[];
        expect(changed[to[0]]?.[to[1]]).toBe(text);
      }),
    );
  });
});
