// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test } from "vitest";
import { makeRepeat, targetOf } from "@/document/connecting";
import { empty } from "@/document/fixtures";
import { useEditor } from "@/editor/context";
import { InWorkplace } from "@/editor/fixtures";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { RepeatLimit } from "./RepeatLimit";

const user = userEvent.setup();
const output = { source: "n1", key: "next" };

function Drawn() {
  const limit = useEditor((state) => targetOf(state.document, output)?.limit ?? 0);
  return <RepeatLimit output={output} limit={limit} place={[0, 0]} isSelected />;
}

/** A repeat, at most 33 times, with its count being written. */
async function writing() {
  const editor = createEditor(makeRepeat(empty, output, "n1", 33));
  const seenBy = (mayEdit: boolean) => (
    <InWorkplace editor={editor} mayEdit={mayEdit}>
      <Drawn />
    </InWorkplace>
  );
  const { rerender } = render(seenBy(true));
  await user.click(screen.getByRole("button"));
  return { editor, field: screen.getByRole("spinbutton"), take: () => rerender(seenBy(false)) };
}

const limitIn = ({ store }: ReturnType<typeof createEditor>) =>
  targetOf(store.getState().document, output)?.limit;
const steps = ({ store }: ReturnType<typeof createEditor>) => store.temporal.getState().pastStates.length;

beforeAll(() => startI18n("en"));
afterEach(cleanup);

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

test("Escape leaves no step of undo", async () => {
  const { editor } = await writing();
  await user.keyboard("7{Escape}");
  expect(steps(editor)).toBe(0);
});

test("Whoever may only look from now on writes no more", async () => {
  const { take } = await writing();
  take();
  expect(screen.queryByRole("spinbutton")).toBeNull();
});
