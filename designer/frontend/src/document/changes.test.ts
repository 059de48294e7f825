/** Which nodes an edit or its undo was about. */

import { expect, test } from "vitest";
import { changedNodes, touchedNodes } from "./changes";
import { connect, disconnect } from "./connecting";
import { samples } from "./fixtures";
import { moveNodes } from "./moving";
import { setTitle } from "./params";
import { removeNodes } from "./removing";
import type { ScenarioDocument } from "./types";

const { reception } = samples;
const touched = (after: ScenarioDocument) => touchedNodes(reception, after).map(({ id }) => id);

test("nothing is touched where nothing changed", () => {
  expect(touched(reception)).toEqual([]);
});

test("which nodes changed is told of the two lists at hand, whatever was asked before", () => {
  const [moved, renamed] = [
    moveNodes(reception, new Set(["secretary"]), 20, 0),
    setTitle(reception, "support", "other"),
  ];
  const changed = (before: ScenarioDocument, after: ScenarioDocument) =>
    changedNodes(before.nodes, after.nodes)?.map((change) => change.after.id);
  expect(changed(reception, moved)).toEqual(["secretary"]);
  expect(changed(renamed, moved)?.toSorted()).toEqual(["secretary", "support"]);
  expect(changed(reception, renamed)).toEqual(["support"]);
  expect(changed(reception, moved)).toEqual(["secretary"]);
  expect(changed(moved, moved)).toEqual([]);
});

test("what moved, what was renamed and what is led elsewhere is touched", () => {
  expect(touched(moveNodes(reception, new Set(["secretary"]), 20, 0))).toEqual(["secretary"]);
  expect(touched(setTitle(reception, "support", "other"))).toEqual(["support"]);
  const output = { source: "secretary", key: "busy" };
  expect(touched(disconnect(reception, output))).toEqual(["secretary"]);
  expect(touched(connect(reception, output, "support"))).toEqual(["secretary"]);
});

test("what is gone is named first, then whoever led to it", () => {
  const [first, ...others] = touched(removeNodes(reception, new Set(["secretary"])));
  expect(first).toBe("secretary");
  expect(others).toContain("main_menu");
});
