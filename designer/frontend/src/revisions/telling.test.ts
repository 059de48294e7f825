import { beforeAll, describe, expect, test } from "vitest";
import { catalogue, samples } from "@/document/fixtures";
import { markMain } from "@/document/main_output";
import type { ScenarioNode } from "@/document/types";
import { startI18n } from "@/i18n";
import { fieldChanges } from "./diff";
import { movedInWords, toldField } from "./telling";

beforeAll(() => startI18n("en"));

describe("a changed node in words", () => {
  test("names the output that was marked as main", () => {
    const menuOf = ({ nodes }: typeof samples.reception) =>
      nodes.find((node) => node.id === "main_menu") as ScenarioNode;
    const marked = markMain(samples.reception, { source: "main_menu", key: "support" });
    const versions = [menuOf(marked), menuOf(samples.reception)] as const;
    const [field, ...others] = fieldChanges(versions[1], versions[0]);
    expect(others).toEqual([]);
    expect(field && toldField(field, catalogue.get("voice_menu"), versions, "en")).toEqual({
      label: "Main output",
      before: "—",
      after: "Служба поддержки",
    });
  });
});

test("a number that was changed has its unit", () => {
  const wait = (seconds: string): ScenarioNode =>
    ({ id: "n1", type: "wait", title: "w", params: { seconds }, position: [0, 0] }) as const;
  const versions = [wait("5"), wait("count")] as const;
  const [field] = fieldChanges(...versions);
  expect(field && toldField(field, catalogue.get("wait"), versions, "en")).toMatchObject({
    before: "5 s",
    after: "count",
  });
});

test("where a node went is told in words", () => {
  const moved = (before: number[], after: number[]) => movedInWords({ path: "position", before, after });
  expect(moved([0, 0], [40, -80])).toBe("moved right and up");
  expect(moved([0, 0], [-40, 0])).toBe("moved left");
  expect(movedInWords({ path: "size", before: [1, 1], after: [2, 2] })).toBe("resized");
});
