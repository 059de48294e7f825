// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { applyChanges, clickTarget } from "@/canvas/gestures";
import { useNotice } from "@/canvas/notices";
import { tellChecked } from "@/checks/issues";
import { connect, makeRepeat, targetOf } from "@/document/connecting";
import { catalogue, empty } from "@/document/fixtures";
import { setParam } from "@/document/params";
import { removeNodes } from "@/document/removing";
import type { Params, ScenarioDocument } from "@/document/types";
import { type Workplace, WorkplaceContext } from "@/editor/context";
import { createEditor, type Editor } from "@/editor/store";
import { openOverlay, showParam, useView } from "@/editor/view";
import { startI18n } from "@/i18n";
import type { Page } from "@/page";
import type { Client } from "@/server/client";
import { Inspector } from "./Inspector";

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

const client = {
  get: async () => [{ kind: "queue", names: ["sales"], is_known: true, is_open: false, read_at: null }],
  send: async () => [],
} as unknown as Client;
const page = {
  language: "en",
  nonce: "",
  numbers: [] as string[],
  is_main: false,
  user: { name: "", actions: [] },
} as unknown as Page;

/** A start, the node `n2` under the eyes, and a node to lead to. */
function drawing(type: string, params: Params): ScenarioDocument {
  return {
    ...empty,
    nodes: [
      ...empty.nodes,
      { id: "n2", type, title: "Here", params, position: [300, 0] },
      { id: "n3", type: "hangup", title: "Goodbye", params: {}, position: [600, 0] },
    ],
  };
}

let editor: Editor;

function open(
  type: string,
  params: Params,
  edit = (document: ScenarioDocument) => document,
  mayEdit = true,
  led: Partial<Page> = {},
) {
  editor = createEditor(edit(drawing(type, params)));
  editor.selectNodes(["n2"]);
  const place = {
    page: { ...page, ...led },
    client,
    editor,
    catalogue,
    functions: [],
    mayEdit,
    draft: { number: 1, at: 0 },
  };
  return render(
    <WorkplaceContext value={place}>
      <Inspector />
    </WorkplaceContext>,
  );
}

const document_ = () => editor.store.getState().document;
const params = () => document_().nodes.find((node) => node.id === "n2")?.params ?? {};
const steps = () => editor.store.temporal.getState().pastStates.length;
const user = userEvent.setup();
const nextFrame = () => act(() => new Promise((done) => requestAnimationFrame(() => done(undefined))));
const menu = {
  prompt: [],
  options: [
    { id: "sales", keys: "1", label: "Sales" },
    { id: "help", keys: "2", label: "Help" },
  ],
};

// Typing letter by letter takes its time where many tests run at once.
vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n("en"));
beforeEach(() => {
  tellChecked({ issues: [], bound: null });
  // jsdom draws nothing, so nothing scrolls.
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(cleanup);

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
    expect(document_().nodes.map((node) => node.position[0])).toEqual([0, 300, 300]);
    expect(screen.queryByRole("button", { name: /Spread/ })).toBeNull();
  });

  test("makes what is typed into the name one step of undo", async () => {
    open("hangup", {});
    await user.type(screen.getByLabelText("Name of the node"), " and there");
    expect(document_().nodes[1]?.title).toBe("Here and there");
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
    open("voice_menu", menu, undefined, false);
    expect(screen.queryByRole("button", { name: "Add" })).toBeNull();
    expect((screen.getAllByLabelText("Keys")[0] as HTMLInputElement).readOnly).toBe(true);
  });
});

describe("a number", () => {
  test("is taken with a comma too", async () => {
    open("collect", { prompt: [], variable: "pin" });
    await user.type(screen.getByLabelText("Wait for input"), "2,5");
    expect(params().timeout_s).toBe(2.5);
  });

  test("that is none yet stays as it is written, and is said", async () => {
    open("collect", { prompt: [], variable: "pin", timeout_s: 4 });
    const field = screen.getByLabelText("Wait for input") as HTMLInputElement;
    await user.type(field, "x");
    expect(field.value).toBe("4x");
    expect(screen.getByText(/A number is needed/)).toBeTruthy();
    expect(params().timeout_s).toBe(4);
  });

  test("that is none when its field is left comes back as it was, and that is said", async () => {
    open("collect", { prompt: [], variable: "pin", timeout_s: 4 });
    const field = screen.getByLabelText<HTMLInputElement>("Wait for input");
    await user.type(field, " times{Tab}");
    expect(field.value).toBe("4");
    expect(screen.getByText("A number is needed, 4 stays")).toBeTruthy();
    expect(useNotice.getState().notice?.text).toBe("Wait for input: A number is needed, 4 stays");
    await user.type(field, "2");
    expect(screen.queryByText(/A number is needed/)).toBeNull();
    expect(params().timeout_s).toBe(42);
  });

  test("that is none when another node is chosen by a key is not lost silently", async () => {
    open("collect", { prompt: [], variable: "pin", timeout_s: 4 });
    await user.type(screen.getByLabelText("Wait for input"), "x");
    act(() => editor.selectNodes(["n3"]));
    expect(useNotice.getState().notice?.text).toBe("Wait for input: A number is needed, 4 stays");
  });

  test("that is none is told once, though the one before it was out of its limits", async () => {
    open("collect", { prompt: [], variable: "pin", attempts: 11 });
    const field = screen.getByLabelText("Attempts in all").closest("[data-param]") as HTMLElement;
    await user.type(screen.getByLabelText("Attempts in all"), "x");
    expect([...field.querySelectorAll(".inspector-wrong")].map((one) => one.textContent)).toEqual([
      "A number is needed, such as 5 or 2.5",
    ]);
  });

  test("that is taken away gives the default back", async () => {
    open("collect", { prompt: [], variable: "pin", attempts: 5 });
    await user.clear(screen.getByLabelText("Attempts in all"));
    expect("attempts" in params()).toBe(false);
  });

  test("out of its limits is stored and said at the field", async () => {
    open("collect", { prompt: [], variable: "pin" });
    await user.type(screen.getByLabelText("Attempts in all"), "11");
    expect(screen.getByText("At most 10")).toBeTruthy();
  });
});

describe("an expression", () => {
  test.each([
    ["assignment", { operations: [{ variable: "x", value: "" }] }, "An expression, such as calledID()"],
    ["wait", { seconds: "" }, "Expression"],
  ])("of %s %o says what it is in words that its field has room for", async (type, given, words) => {
    open(type, given as unknown as Params);
    expect(await screen.findByText(words)).toBeTruthy();
  });
});

describe("a choice", () => {
  test("shows and hides the fields that depend on it", async () => {
    open("transfer", { targets: ["1001"] });
    expect(screen.getByLabelText("Ring in all")).toBeTruthy();
    await user.click(screen.getByRole("radio", { name: "hand over" }));
    expect(params().kind).toBe("blind");
    expect(screen.queryByLabelText("Ring in all")).toBeNull();
  });

  test("shows a field for more than one of its values", async () => {
    open("notification", { text: "Hello", recipients: [{ kind: "watchers", name: "" }] });
    expect(screen.queryByLabelText("Name")).toBeNull();
    await user.selectOptions(screen.getByLabelText("Who"), "user");
    expect(screen.getByLabelText("Name")).toBeTruthy();
  });

  test("of several keeps them in the order they are declared in", async () => {
    open("on_hangup", { reasons: ["operator"] });
    await user.click(screen.getByRole("checkbox", { name: /caller/ }));
    expect(params().reasons).toEqual(["caller", "operator"]);
  });
});

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
    expect(targetOf(document_(), { source: "n2", key: "help" })?.target).toBe("n3");
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
    expect(targetOf(document_(), { source: "n2", key: "help" })?.target).toBe("n3");
    expect(steps()).toBe(1);
  });

  test("keeps its order when a drag is given up with Escape", () => {
    open("voice_menu", menu);
    const before = document_();
    const handle = screen.getByRole("button", { name: "Options, 2: drag" });
    handle.setPointerCapture = () => undefined;
    fireEvent.pointerDown(handle, { button: 0 });
    fireEvent.pointerMove(handle, { clientY: -50 });
    fireEvent.keyDown(window, { key: "Escape" });
    fireEvent.pointerUp(handle);
    expect(document_()).toBe(before);
  });

  test("takes the wire of a row that goes along, and undo brings both back", async () => {
    open("voice_menu", menu, wired);
    const before = document_();
    await user.click(screen.getByRole("button", { name: "Options, 2: remove" }));
    expect(document_().edges).toEqual([]);
    act(() => editor.undo());
    expect(document_()).toBe(before);
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

describe("a prompt", () => {
  test("is made of parts of several kinds", async () => {
    open("play", { prompt: [{ sound: "hello" }] });
    await user.selectOptions(screen.getByLabelText("Prompt, 1: what it is"), "silence_s");
    expect(params().prompt).toEqual([{ silence_s: 1 }]);
    await user.clear(screen.getByLabelText("Silence"));
    await user.type(screen.getByLabelText("Silence"), "2");
    expect(params().prompt).toEqual([{ silence_s: 2 }]);
  });
});

describe("where an output leads", () => {
  test("is chosen from the nodes that a call can enter", async () => {
    open("voice_menu", menu);
    await user.click(screen.getByRole("button", { name: "Options, 1 leads to: end of the scenario" }));
    const list = screen.getByRole("listbox");
    expect(within(list).queryByText("Start")).toBeNull();
    await user.click(within(list).getByText("Goodbye"));
    expect(targetOf(document_(), { source: "n2", key: "sales" })).toEqual({ target: "n3", limit: null });
  });

  test("may be a new node, in one step of undo", async () => {
    open("voice_menu", menu);
    const before = document_();
    await user.click(screen.getByRole("button", { name: "Options, 1 leads to: end of the scenario" }));
    await user.click(within(screen.getByRole("listbox")).getByText("New node…"));
    await user.click(within(screen.getByRole("listbox")).getByText("Transfer"));
    const added = document_().nodes.at(-1);
    expect(added?.type).toBe("transfer");
    expect(targetOf(document_(), { source: "n2", key: "sales" })?.target).toBe(added?.id);
    expect(steps()).toBe(1);
    act(() => editor.undo());
    expect(document_()).toBe(before);
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
      expect(targetOf(document_(), output)).toEqual({ target: "n2", limit });
      expect(steps()).toBe(1);
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
    const place = { editor, catalogue } as unknown as Workplace;
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
      expect(targetOf(document_(), { source: "n2", key })?.target).toBe("n3");
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

describe("a chosen wire", () => {
  const led = (document: ScenarioDocument) => connect(document, { source: "n2", key: "sales" }, "n3");

  test("is told with both its ends, and can lead elsewhere or go", async () => {
    open("voice_menu", menu, led);
    act(() => editor.select({ nodes: new Set(), wire: { source: "n2", key: "sales" } }));
    expect(screen.getByRole("button", { name: "Here" })).toBeTruthy();
    expect(screen.getByText(/Sales/)).toBeTruthy();
    expect(screen.getByRole("button", { name: /leads to: Goodbye/ })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /^Delete|^Remove\b(?!.*wire)/ }));
    expect(document_().edges).not.toContainEqual(expect.objectContaining({ key: "sales" }));
  });

  test("that goes back has its count, which can be changed", async () => {
    open("voice_menu", menu, (document) => makeRepeat(document, { source: "n2", key: "sales" }, "n2", 3));
    act(() => editor.select({ nodes: new Set(), wire: { source: "n2", key: "sales" } }));
    expect(screen.getByText(/This is a repeat/)).toBeTruthy();
    await user.type(screen.getByDisplayValue("3"), "{Backspace}5{Enter}");
    expect(document_().graph.repeats?.[0]?.limit).toBe(5);
    act(() => editor.undo());
    expect(screen.getByDisplayValue("3")).toBeTruthy();
  });

  test("leaves the keyboard to the drawing by Escape, and shows what can be done once its node is gone", async () => {
    const canvas = document.body.appendChild(document.createElement("div"));
    canvas.tabIndex = 0;
    canvas.dataset.canvas = "";
    open("voice_menu", menu, (document) => makeRepeat(document, { source: "n2", key: "sales" }, "n2", 3));
    act(() => editor.select({ nodes: new Set(), wire: { source: "n2", key: "sales" } }));
    await user.click(screen.getByDisplayValue("3"));
    await user.keyboard("{Escape}");
    expect(document.activeElement).toBe(canvas);
    canvas.remove();
    act(() => editor.edit((document) => removeNodes(document, new Set(["n2"]))));
    expect(screen.queryByText(/This is a repeat/)).toBeNull();
    expect(screen.getByText(/Choose a node/)).toBeTruthy();
  });
});

describe("the extensions that may be dialled", () => {
  test("are none, any, or those of masks, which are written", async () => {
    open("voice_menu", menu);
    expect(screen.getByLabelText<HTMLInputElement>("none").checked).toBe(true);
    await user.click(screen.getByLabelText("any"));
    expect(params().direct_dial).toBe("all");
    await user.click(screen.getByLabelText("by mask"));
    await user.type(screen.getByPlaceholderText("1XX, 20X"), "2XX");
    expect(params().direct_dial).toBe("2XX");
    await user.click(screen.getByLabelText("none"));
    await user.click(screen.getByLabelText("by mask"));
    expect(params().direct_dial).toBe("2XX");
  });
});

describe("a value that is none of the choices", () => {
  test("is shown as itself in a list, and stays until another is chosen", async () => {
    open("notification", { text: "x", recipients: [{ kind: "scenario", name: "" }] });
    const list = screen.getByLabelText<HTMLSelectElement>("Who");
    expect(list.selectedOptions[0]?.textContent).toMatch(/scenario/);
    expect(params().recipients).toEqual([{ kind: "scenario", name: "" }]);
    await user.selectOptions(list, "watchers");
    expect(params().recipients).toEqual([{ kind: "watchers", name: "" }]);
    expect(within(list).queryByText(/scenario/)).toBeNull();
  });

  test("is shown in place of a few side by side, in a list that stays for whoever chooses by key", async () => {
    open("notification", { text: "x", level: "panic" });
    const list = screen.getByLabelText<HTMLSelectElement>("Level");
    expect(list.selectedOptions[0]?.textContent).toMatch(/panic/);
    await user.selectOptions(list, "warning");
    expect(screen.getByLabelText("Level")).toBe(list);
  });

  test("stays chosen among several when another is added", async () => {
    open("on_hangup", { reasons: ["strange"] });
    const [first] = screen.getAllByRole("checkbox");
    await user.click(first as HTMLElement);
    expect(params().reasons).toContain("strange");
    expect(screen.getByLabelText<HTMLInputElement>(/strange/).checked).toBe(true);
  });
});

describe("what the checks say", () => {
  const words = (text: string) => ({ ru: text, en: text });
  const issue = {
    code: "c",
    severity: "warning" as const,
    node: "n2",
    output: null,
    param: null,
    offset: null,
    message: words("“Here”, key: it is taken."),
    fix: words("Take another."),
    fixes: [],
  };

  test("stands at its field, without the name of the place", () => {
    open("voice_menu", menu);
    act(() => tellChecked({ issues: [{ ...issue, param: "options.1.keys" }], bound: null }));
    const field = screen.getAllByLabelText("Keys")[1]?.closest("[data-param]") as HTMLElement;
    expect(within(field).getByText("It is taken. Take another.")).toBeTruthy();
  });

  test("of the node as a whole stands under its head, and of an output at the output", () => {
    open("voice_menu", menu);
    const whole = { ...issue, message: words("Nothing leads here.") };
    const loose = { ...issue, output: "sales", message: words("It leads nowhere.") };
    act(() => tellChecked({ issues: [whole, loose], bound: null }));
    const box = screen.getByText(/Nothing leads here/).closest(".inspector-elsewhere");
    expect(box?.previousElementSibling?.className).toBe("inspector-head");
    expect(screen.getByText(/It leads nowhere/).closest(".inspector-target")).toBeTruthy();
  });

  test("of an output that the node has not is not lost, and stands before what is less bad", () => {
    open("voice_menu", menu);
    const mild = { ...issue, message: words("Nothing leads here.") };
    const bad = { ...issue, severity: "error" as const, output: "gone", message: words("No such output.") };
    act(() => tellChecked({ issues: [mild, bad], bound: null }));
    const told = [...document.querySelectorAll(".inspector-elsewhere p")].map((one) => one.textContent);
    expect(told).toEqual(["No such output. Take another. ", "Nothing leads here. Take another. "]);
  });

  test("of a component that is not here comes with the way to be rid of the node", async () => {
    open("something_new", {});
    act(() =>
      tellChecked({ issues: [{ ...issue, message: words("There is no such component.") }], bound: null }),
    );
    expect(screen.getByDisplayValue("Here")).toBeTruthy();
    expect(screen.getByText(/There is no such component/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /Remove|Delete/ }));
    expect(document_().nodes.map(({ id }) => id)).not.toContain("n2");
  });

  test("is mended by a click", async () => {
    open("voice_menu", menu);
    const edit = { kind: "set_param", node: "n2", param: "options.1.keys", value: "3" } as const;
    const fixes = [{ code: "f", title: words("Take 3"), edit }];
    act(() => tellChecked({ issues: [{ ...issue, param: "options.1.keys", fixes }], bound: null }));
    await user.click(screen.getByRole("button", { name: "Take 3" }));
    expect(params().options).toEqual([menu.options[0], { ...menu.options[1], keys: "3" }]);
    expect(steps()).toBe(1);
  });

  test("is mended once by a double click", async () => {
    open("voice_menu", menu);
    const edit = { kind: "remove_param", node: "n2", param: "options.0" } as const;
    const fixes = [{ code: "f", title: words("Remove row 1"), edit }];
    act(() => tellChecked({ issues: [{ ...issue, param: "options.1.keys", fixes }], bound: null }));
    await user.dblClick(screen.getByRole("button", { name: "Remove row 1" }));
    expect(params().options).toEqual([menu.options[1]]);
  });

  test("brings the very field under the keyboard", () => {
    open("voice_menu", menu);
    act(() => showParam("n2", "options.1.label"));
    expect(document.activeElement).toBe(screen.getAllByLabelText("Label")[1]);
    expect(useView.getState().wantedParam).toBeNull();
  });
});

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
    open("play", {}, undefined, true, led);
    act(() => editor.selectNodes([]));
    expect(screen.getByText(told)).toBeTruthy();
  });

  test("nobody counts a start that stands alone", () => {
    open("play", {}, () => empty);
    act(() => editor.selectNodes([]));
    expect(screen.queryByText(/drawn/)).toBeNull();
  });

  test("a reader is offered nothing that draws", () => {
    open("play", {}, undefined, false);
    act(() => editor.selectNodes([]));
    expect(screen.queryByRole("button", { name: /Add a component/ })).toBeNull();
  });
});

describe("a note", () => {
  test("has its web addresses below its text, for the keyboard too", () => {
    open("note", { text: "- [duty](https://example.org/duty)\n- [x](javascript:x)\n\nhttps://example.org" });
    const links = screen.getAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")]);
    expect(links.slice(-2)).toEqual([
      ["duty", "https://example.org/duty"],
      ["https://example.org", "https://example.org"],
    ]);
    expect(links.flat()).not.toContain("javascript:x");
  });
});

describe("a colour", () => {
  test("of a frame begins with grey, of a note with yellow", () => {
    open("frame", {});
    expect(screen.getByLabelText("Grey")).toHaveProperty("checked", true);
    cleanup();
    open("note", {});
    expect(screen.getByLabelText("Yellow")).toHaveProperty("checked", true);
  });
});

describe("a name of the installation", () => {
  test("that is not there is said, one that is there is not", async () => {
    open("queue", { queue: "" });
    const field = screen.getByLabelText("Queue");
    await user.type(field, "sale");
    expect(await screen.findByText("There is no “sale” here")).toBeTruthy();
    await user.type(field, "s");
    expect(screen.queryByText(/There is no/)).toBeNull();
  });
});
