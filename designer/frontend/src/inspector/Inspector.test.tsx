// @vitest-environment jsdom
import { act, screen } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { showForm } from "@/editor/view";
import { drawn, editor, freshForEachTest, menu, open, params, steps, user } from "./fixtures";

const drawnSwitches = vi.hoisted(() => ({ count: 0 }));

vi.mock("./fields/Switch", async (original) => {
  const { Switch } = await original<typeof import("./fields/Switch")>();
  return {
    Switch: (props: Parameters<typeof Switch>[0]) => {
      drawnSwitches.count += 1;
      return <Switch {...props} />;
    },
  };
});

freshForEachTest();

describe("the inspector", () => {
  test("marks what has to be filled in, for eyes and for ears", () => {
    open("queue", { queue: "" });
    expect(screen.getByLabelText("Queue").getAttribute("aria-required")).toBe("true");
    expect(screen.getAllByTitle("required")).toHaveLength(1);
  });

  test("teaches what to do while nothing is chosen, and counts what is", () => {
    open("hangup", {});
    act(() => editor.selectNodes([]));
    expect(screen.getByText(/Choose a node/)).toBeTruthy();
    act(() => editor.selectNodes(["n2", "n3"]));
    expect(screen.getByText(/2 nodes selected/)).toBeTruthy();
  });

  test("does with several nodes what can be done with them together", async () => {
    open("hangup", {});
    act(() => editor.selectNodes(["n2", "n3"]));
    await user.click(screen.getByRole("button", { name: "Align left" }));
    expect(drawn().nodes.map((node) => node.position[0])).toEqual([0, 300, 300]);
    expect(screen.queryByRole("button", { name: /Spread/ })).toBeNull();
  });

  test("makes what is typed into the name one step of undo", async () => {
    open("hangup", {});
    await user.type(screen.getByLabelText("Name of the node"), " and there");
    expect(drawn().nodes[1]?.title).toBe("Here and there");
    expect(steps()).toBe(1);
  });

  test("gives the id of the node away", async () => {
    open("hangup", {});
    await user.click(screen.getByRole("button", { name: "Node code: n2. Click to copy it" }));
    expect(await navigator.clipboard.readText()).toBe("n2");
  });

  test("sets names in the help as code", async () => {
    open("on_error", {});
    await user.click(screen.getByRole("button", { name: "On error" }));
    expect(screen.getByText("error.class").tagName).toBe("CODE");
  });

  test("draws only the field that is written", async () => {
    open("collect", { prompt: [], variable: "pin" });
    drawnSwitches.count = 0;
    await user.type(screen.getByLabelText("Attempts in all"), "7");
    expect(params().attempts).toBe(7);
    expect(drawnSwitches.count).toBe(0);
  });

  test("offers nothing to change to whoever may only read", () => {
    open("voice_menu", menu, undefined, { mayEdit: false });
    expect(screen.queryByRole("button", { name: "Add" })).toBeNull();
    expect((screen.getAllByLabelText("Keys")[0] as HTMLInputElement).readOnly).toBe(true);
  });

  describe("asked for from the drawing", () => {
    const title = () => screen.getByLabelText("Name of the node");

    test("takes the keyboard", () => {
      open("hangup", {});
      act(() => showForm("n2"));
      expect(document.activeElement).toBe(title());
    });

    test("replaces the name by what is typed", async () => {
      open("hangup", {});
      act(() => showForm("n2"));
      await user.keyboard("1001{Tab}");
      expect(drawn().nodes[1]?.title).toBe("1001");
      expect(document.activeElement).not.toBe(title());
    });

    test("leaves it to a field that somebody has gone on to", () => {
      const field = document.body.appendChild(document.createElement("input"));
      showForm("n2");
      field.focus();
      open("hangup", {});
      expect(document.activeElement).toBe(field);
      field.remove();
    });

    test("does not take it later, when another node was chosen meanwhile", () => {
      open("hangup", {});
      act(() => editor.selectNodes(["n3"]));
      act(() => showForm("n2"));
      act(() => editor.selectNodes(["n2"]));
      expect(document.activeElement).toBe(document.body);
    });
  });
});
