// @vitest-environment jsdom
import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { tellChecked } from "@/checks/issues";
import { connect, targetOf } from "@/document/connecting";
import type { Params, ScenarioDocument } from "@/document/types";
import { openOverlay } from "@/editor/view";
import { drawn, editor, freshForEachTest, menu, nextFrame, open, params, steps, user } from "../fixtures";

freshForEachTest();

describe("a list of rows", () => {
  const wired = (document: ScenarioDocument) => connect(document, { source: "n2", key: "help" }, "n3");

  test("gives a new row an id of its own and the keyboard", async () => {
    open("voice_menu", menu);
    await user.click(screen.getByRole("button", { name: "Add" }));
    await nextFrame();
    const rows = params().options as readonly Params[];
    expect(new Set(rows.map((row) => row.id)).size).toBe(3);
    expect(document.activeElement).toBe(screen.getAllByLabelText("Keys")[2]);
  });

  test("tells what is wrong in a new row once its field was left, in one that was there at once", async () => {
    open("voice_menu", { prompt: [], options: [{ id: "sales", keys: "", label: "" }] });
    expect(screen.getAllByText("Fill this in")).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Add" }));
    await nextFrame();
    expect(screen.getAllByText("Fill this in")).toHaveLength(1);
    await user.tab();
    expect(screen.getAllByText("Fill this in")).toHaveLength(2);
  });

  test("does not ask where a new row leads before it was left", async () => {
    open("voice_menu", menu);
    await user.click(screen.getByRole("button", { name: "Add" }));
    await nextFrame();
    const added = (params().options as readonly Params[])[2];
    const words = (text: string) => ({ ru: text, en: text });
    const loose = {
      ...{ code: "unwired_ending", severity: "warning" as const, node: "n2", output: String(added?.id) },
      ...{ param: null, offset: null, message: words("It leads nowhere."), fix: words(""), fixes: [] },
    };
    act(() => tellChecked({ issues: [loose], bound: null }));
    expect(screen.queryByText(/It leads nowhere/)).toBeNull();
    await user.tab();
    expect(screen.getByText(/It leads nowhere/)).toBeTruthy();
  });

  test("tells what is wrong with a new row when somebody wants to publish", async () => {
    open("voice_menu", menu);
    await user.click(screen.getByRole("button", { name: "Add" }));
    expect(screen.queryByText("Fill this in")).toBeNull();
    act(() => openOverlay("publish"));
    act(() => openOverlay(null));
    expect(screen.getByText("Fill this in")).toBeTruthy();
  });

  test("keeps the ids and wires of rows that move, and the keyboard goes along", async () => {
    open("voice_menu", menu, wired);
    await user.click(screen.getByRole("button", { name: "Options, 2: up" }));
    await nextFrame();
    expect((params().options as readonly Params[]).map((row) => row.id)).toEqual(["help", "sales"]);
    expect(targetOf(drawn(), { source: "n2", key: "help" })?.target).toBe("n3");
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Options, 1: down");
  });

  test("is put in another order by the pointer, in one step of undo, ids and wires kept", () => {
    open("voice_menu", menu, wired);
    const rows = screen.getAllByRole("group", { name: /^Options, \d$/ });
    // jsdom lays nothing out: each row is 100 high.
    rows.forEach((row, index) => {
      row.getBoundingClientRect = () => new DOMRect(0, index * 100, 300, 100);
    });
    const handle = screen.getByRole("button", { name: "Options, 2: drag" });
    handle.setPointerCapture = () => undefined;
    fireEvent.pointerDown(handle, { button: 0, clientY: 150 });
    fireEvent.pointerMove(handle, { clientY: 20 });
    expect(rows[0]?.dataset.drop).toBe("before");
    expect(steps()).toBe(0);
    fireEvent.pointerUp(handle);
    expect((params().options as readonly Params[]).map((row) => row.id)).toEqual(["help", "sales"]);
    expect(targetOf(drawn(), { source: "n2", key: "help" })?.target).toBe("n3");
    expect(steps()).toBe(1);
  });

  test("keeps its order when a drag is given up with Escape", () => {
    open("voice_menu", menu);
    const before = drawn();
    const handle = screen.getByRole("button", { name: "Options, 2: drag" });
    handle.setPointerCapture = () => undefined;
    fireEvent.pointerDown(handle, { button: 0 });
    fireEvent.pointerMove(handle, { clientY: -50 });
    fireEvent.keyDown(window, { key: "Escape" });
    fireEvent.pointerUp(handle);
    expect(drawn()).toBe(before);
  });

  test("takes the wire of a row that goes along, and undo brings both back", async () => {
    open("voice_menu", menu, wired);
    const before = drawn();
    await user.click(screen.getByRole("button", { name: "Options, 2: remove" }));
    expect(drawn().edges).toEqual([]);
    act(() => editor.undo());
    expect(drawn()).toBe(before);
  });

  test("gives the keyboard to what is left when a row goes", async () => {
    open("voice_menu", menu);
    await user.click(screen.getByRole("button", { name: "Options, 1: remove" }));
    await nextFrame();
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Options, 1: remove");
    await user.click(screen.getByRole("button", { name: "Options, 1: remove" }));
    await nextFrame();
    expect(document.activeElement?.textContent).toBe("Add");
  });
});
