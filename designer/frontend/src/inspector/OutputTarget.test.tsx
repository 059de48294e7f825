// @vitest-environment jsdom
import { act, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { applyChanges, clickTarget } from "@/canvas/gestures";
import { useNotice } from "@/canvas/notices";
import { connect, makeRepeat, targetOf } from "@/document/connecting";
import { catalogue } from "@/document/fixtures";
import { setParam } from "@/document/params";
import type { ScenarioDocument } from "@/document/types";
import { workplace } from "@/editor/fixtures";
import { drawn, editor, freshForEachTest, menu, open, steps, user } from "./fixtures";

freshForEachTest();

describe("where an output leads", () => {
  test("is chosen from the nodes that a call can enter", async () => {
    open("voice_menu", menu);
    await user.click(screen.getByRole("button", { name: "Options, 1 leads to: end of the scenario" }));
    const list = screen.getByRole("listbox");
    expect(within(list).queryByText("Start")).toBeNull();
    await user.click(within(list).getByText("Goodbye"));
    expect(targetOf(drawn(), { source: "n2", key: "sales" })).toEqual({ target: "n3", limit: null });
  });

  test("may be a new node, in one step of undo", async () => {
    open("voice_menu", menu);
    const before = drawn();
    await user.click(screen.getByRole("button", { name: "Options, 1 leads to: end of the scenario" }));
    await user.click(within(screen.getByRole("listbox")).getByText("New node…"));
    await user.click(within(screen.getByRole("listbox")).getByText("Transfer"));
    const added = drawn().nodes.at(-1);
    expect(added?.type).toBe("transfer");
    expect(targetOf(drawn(), { source: "n2", key: "sales" })?.target).toBe(added?.id);
    expect(steps()).toBe(1);
    act(() => editor.undo());
    expect(drawn()).toBe(before);
  });

  test("is there as soon as a parameter gives it", () => {
    open("wait", { seconds: 3 });
    expect(screen.queryByRole("button", { name: /^key/ })).toBeNull();
    act(() => editor.edit((document) => setParam(document, catalogue, "n2", "break_keys", "#")));
    expect(screen.getAllByRole("button", { name: /^key/ }).length).toBeGreaterThan(0);
  });

  test("follows the wire, whoever draws it", () => {
    open("voice_menu", menu);
    act(() => editor.edit((document) => connect(document, { source: "n2", key: "sales" }, "n3")));
    expect(screen.getByRole("button", { name: "Options, 1 leads to: Goodbye" })).toBeTruthy();
  });

  test("keeps the keyboard when its wire is taken away", async () => {
    open("voice_menu", menu, (document) => connect(document, { source: "n2", key: "sales" }, "n3"));
    await user.click(screen.getByRole("button", { name: "Options, 1: remove the wire" }));
    const field = screen.getByRole("button", { name: "Options, 1 leads to: end of the scenario" });
    expect(document.activeElement).toBe(field);
  });

  describe("back in a circle", () => {
    const output = { source: "n2", key: "sales" };
    const repeated = (document: ScenarioDocument) => makeRepeat(document, output, "n2", 33);
    const count = () => screen.getByLabelText<HTMLInputElement>("Options, 1: how often a call may go back");

    test.each([
      ["{Backspace}{Backspace}5{Enter}", 5],
      ["{Control>}a{/Control}{Backspace}12{Tab}", 12],
    ])("says how often, and takes what is written instead: %s", async (keys, limit) => {
      open("voice_menu", menu, repeated);
      await user.click(count());
      await user.keyboard(keys);
      expect(targetOf(drawn(), output)).toEqual({ target: "n2", limit });
      expect(steps()).toBe(1);
    });

    test("out of bounds, from a file, is not changed by looking at it", () => {
      open("voice_menu", menu, (document) => makeRepeat(document, output, "n2", 500));
      act(() => editor.selectNodes(["n3"]));
      expect([targetOf(drawn(), output)?.limit, steps()]).toEqual([500, 0]);
    });

    test("that was taken stays when nonsense is written after it", async () => {
      open("voice_menu", menu, repeated);
      await user.click(count());
      await user.keyboard("{Backspace}{Backspace}12{Enter}x{Tab}");
      expect(targetOf(drawn(), output)?.limit).toBe(12);
    });

    test("is in the document while it is being written", async () => {
      open("voice_menu", menu, repeated);
      await user.click(count());
      await user.keyboard("{Backspace}{Backspace}12");
      expect(targetOf(drawn(), output)?.limit).toBe(12);
      expect(document.activeElement).toBe(count());
    });

    test.each(["8", "{Backspace}{Backspace}", "{Backspace}{Backspace}0", "x"])(
      "keeps its count when something else is written, and says so: %s",
      async (keys) => {
        open("voice_menu", menu, repeated);
        await user.click(count());
        await user.keyboard(`${keys}{Tab}`);
        const told = "A whole number from 1 to 99 is needed, 33 stays";
        expect(screen.getByText(told)).toBeTruthy();
        expect(useNotice.getState().notice?.text).toBe(`Options, 1: ${told}`);
        expect(count().value).toBe("33");
        expect(steps()).toBe(0);
        await user.type(count(), "{Backspace}");
        expect(screen.queryByText(told)).toBeNull();
      },
    );
  });

  test("is pointed at one output after the other, without leaving their node", async () => {
    open("voice_menu", menu);
    const place = workplace(editor);
    for (const [number, key] of [
      [1, "sales"],
      [2, "help"],
    ] as const) {
      const named = `Options, ${number}: point at a node on the drawing`;
      await user.click(screen.getByRole("button", { name: named }));
      act(() => {
        applyChanges(place, [{ type: "select", id: "n3", selected: true }]);
        clickTarget(place, "n3");
      });
      expect(targetOf(drawn(), { source: "n2", key })?.target).toBe("n3");
      expect(document.activeElement?.getAttribute("aria-label")).toBe(`Options, ${number} leads to: Goodbye`);
    }
  });

  test("is pointed at on the drawing", async () => {
    open("voice_menu", menu);
    await user.click(screen.getByRole("button", { name: "Options, 1: point at a node on the drawing" }));
    expect(editor.store.getState().mode).toEqual({
      kind: "connecting",
      output: { source: "n2", key: "sales" },
    });
  });
});
