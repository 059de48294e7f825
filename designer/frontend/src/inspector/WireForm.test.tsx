// @vitest-environment jsdom
import { act, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { connect, makeRepeat } from "@/document/connecting";
import { removeNodes } from "@/document/removing";
import type { ScenarioDocument } from "@/document/types";
import { drawn, editor, freshForEachTest, menu, open, user } from "./fixtures";

freshForEachTest();

describe("a chosen wire", () => {
  const led = (document: ScenarioDocument) => connect(document, { source: "n2", key: "sales" }, "n3");

  test("is told with both its ends, and can lead elsewhere or go", async () => {
    open("voice_menu", menu, led);
    act(() => editor.select({ nodes: new Set(), wire: { source: "n2", key: "sales" } }));
    expect(screen.getByRole("button", { name: "Here" })).toBeTruthy();
    expect(screen.getByText(/Sales/)).toBeTruthy();
    expect(screen.getByRole("button", { name: /leads to: Goodbye/ })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /^Delete|^Remove\b(?!.*wire)/ }));
    expect(drawn().edges).not.toContainEqual(expect.objectContaining({ key: "sales" }));
  });

  test("that goes back has its count, which can be changed", async () => {
    open("voice_menu", menu, (document) => makeRepeat(document, { source: "n2", key: "sales" }, "n2", 3));
    act(() => editor.select({ nodes: new Set(), wire: { source: "n2", key: "sales" } }));
    expect(screen.getByText(/This is a repeat/)).toBeTruthy();
    await user.type(screen.getByDisplayValue("3"), "{Backspace}5{Enter}");
    expect(drawn().graph.repeats?.[0]?.limit).toBe(5);
    act(() => editor.undo());
    expect(screen.getByDisplayValue("3")).toBeTruthy();
  });

  test("shows what can be done once its node is gone", () => {
    open("voice_menu", menu, (document) => makeRepeat(document, { source: "n2", key: "sales" }, "n2", 3));
    act(() => editor.select({ nodes: new Set(), wire: { source: "n2", key: "sales" } }));
    act(() => editor.edit((document) => removeNodes(document, new Set(["n2"]))));
    expect(screen.queryByText(/This is a repeat/)).toBeNull();
    expect(screen.getByText(/Choose a node/)).toBeTruthy();
  });
});
