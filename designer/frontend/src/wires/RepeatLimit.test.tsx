// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { useNotice } from "@/canvas/notices";
import { makeRepeat, targetOf } from "@/document/connecting";
import { empty } from "@/document/fixtures";
import { useEditor } from "@/editor/context";
import { InWorkplace } from "@/editor/fixtures";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { RepeatLimit } from "./RepeatLimit";

const said = vi.hoisted(() => vi.fn());
vi.mock("@/speech/announce", () => ({ announce: said }));

const user = userEvent.setup();
const output = { source: "n1", key: "next" };

function Drawn() {
  const limit = useEditor((state) => targetOf(state.document, output)?.limit ?? 0);
  return <RepeatLimit output={output} limit={limit} place={[0, 0]} isSelected />;
}

/** A repeat with its count being written. */
async function writing(limit = 33) {
  const editor = createEditor(makeRepeat(empty, output, "n1", limit));
  const seenBy = (mayEdit: boolean) => (
    <InWorkplace editor={editor} mayEdit={mayEdit}>
      <Drawn />
    </InWorkplace>
  );
  const { rerender } = render(seenBy(true));
  await user.click(screen.getByRole("button"));
  const field = screen.getByRole("spinbutton");
  return { editor, field, give: () => rerender(seenBy(true)), take: () => rerender(seenBy(false)) };
}

const limitIn = ({ store }: ReturnType<typeof createEditor>) =>
  targetOf(store.getState().document, output)?.limit;
const steps = ({ store }: ReturnType<typeof createEditor>) => store.temporal.getState().pastStates.length;

beforeAll(() => startI18n("en"));
afterEach(() => {
  cleanup();
  said.mockClear();
  useNotice.setState({ notice: null });
});

test("A count is in the document while it is being written, and all of it is one step of undo", async () => {
  const { editor } = await writing();
  await user.keyboard("12");
  expect(limitIn(editor)).toBe(12);
  await user.keyboard("{Enter}");
  expect(screen.getByRole("button").textContent).toContain("12");
  expect(steps(editor)).toBe(1);
  act(editor.undo);
  expect(limitIn(editor)).toBe(33);
});

test.each(["7{Escape}", "{Backspace}{Enter}"])("The count of before stays after %s", async (keys) => {
  const { editor } = await writing();
  await user.keyboard(keys);
  expect(limitIn(editor)).toBe(33);
});

test.each(["7{Escape}", "7{Backspace}{Enter}"])(
  "%s leaves no step of undo and says nothing",
  async (keys) => {
    const { editor } = await writing();
    await user.keyboard(keys);
    expect(steps(editor)).toBe(0);
    expect(said).not.toHaveBeenCalled();
  },
);

test("What is written is said at the end", async () => {
  await writing();
  await user.keyboard("7{Enter}");
  expect(said.mock.calls).toEqual([["Way back: at most 7 times"]]);
});

test.each(["0", "10000", "-3", "1.5"])(
  "%s is no count: the one of before stays, and why is told",
  async (text) => {
    const { editor } = await writing();
    await user.keyboard(`${text}{Enter}`);
    expect([limitIn(editor), steps(editor)]).toEqual([33, 0]);
    const told = "How often a call may come back: A whole number from 1 to 99 is needed, 33 stays";
    expect(useNotice.getState().notice?.text).toBe(told);
  },
);

test("A count out of bounds, from a file, is not changed by looking at it", async () => {
  const { editor } = await writing(500);
  await user.keyboard("{Escape}");
  expect([limitIn(editor), steps(editor)]).toEqual([500, 0]);
});

test("Whoever may only look from now on writes no more", async () => {
  const { give, take } = await writing();
  take();
  expect(screen.queryByRole("spinbutton")).toBeNull();
  give();
  expect(screen.queryByRole("spinbutton")).toBeNull();
});
