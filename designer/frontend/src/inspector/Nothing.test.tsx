// @vitest-environment jsdom
import { act, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { empty } from "@/document/fixtures";
import { useView } from "@/editor/view";
import { editor, freshForEachTest, open, user } from "./fixtures";

freshForEachTest();

describe("with nothing chosen", () => {
  test("there is what can be done from here", async () => {
    open("play", {});
    act(() => editor.selectNodes([]));
    expect(screen.getByText(/Choose a node/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /Find in the drawing/ }));
    expect(useView.getState().overlay).toBe("find");
  });

  test.each([
    [{}, "3 nodes are drawn. No number leads here yet."],
    [{ numbers: ["101"] }, "3 nodes are drawn. The number 101 leads here."],
    [{ numbers: ["1", "2", "3", "4?"] }, "3 nodes are drawn. The numbers 1, 2, 3 and 1 more lead here."],
    [{ is_main: true }, /drawn. This is the main scenario: it takes/],
  ])("it says how much is drawn, and which calls come here", (led, told) => {
    open("play", {}, undefined, { page: led });
    act(() => editor.selectNodes([]));
    expect(screen.getByText(told)).toBeTruthy();
  });

  test("nobody counts a start that stands alone", () => {
    open("play", {}, () => empty);
    act(() => editor.selectNodes([]));
    expect(screen.queryByText(/drawn/)).toBeNull();
  });

  test("a reader is offered nothing that draws", () => {
    open("play", {}, undefined, { mayEdit: false });
    act(() => editor.selectNodes([]));
    expect(screen.queryByRole("button", { name: /Add a component/ })).toBeNull();
  });
});
