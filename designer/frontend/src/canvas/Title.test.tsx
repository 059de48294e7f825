// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test } from "vitest";
import { empty } from "@/document/fixtures";
import type { ScenarioNode } from "@/document/types";
import { InWorkplace } from "@/editor/fixtures";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { Title } from "./Title";
import { editText, useEditedText } from "./texts";
import { useNode } from "./useNode";

const user = userEvent.setup();
const [start] = empty.nodes as [ScenarioNode];

function Card() {
  return <Title node={useNode(start)} />;
}

/** The drawing's start with its name being written. */
async function writing() {
  const editor = createEditor(empty);
  const seenBy = (mayEdit: boolean) => (
    <InWorkplace editor={editor} mayEdit={mayEdit}>
      <Card />
    </InWorkplace>
  );
  const { rerender } = render(seenBy(true));
  act(() => editText(start.id));
  return { editor, field: await screen.findByRole("textbox"), take: () => rerender(seenBy(false)) };
}

const titleIn = ({ store }: ReturnType<typeof createEditor>) => store.getState().document.nodes[0]?.title;
const steps = ({ store }: ReturnType<typeof createEditor>) => store.temporal.getState().pastStates.length;

beforeAll(() => startI18n("en"));
afterEach(cleanup);

test("A name is in the document while it is being written, and all of it is one step of undo", async () => {
  const { editor, field } = await writing();
  await user.clear(field);
  await user.type(field, "Way in ");
  expect(titleIn(editor)).toBe("Way in");
  expect(field).toHaveProperty("value", "Way in ");
  await user.type(field, "here{Enter}");
  expect(screen.getByText("Way in here").tagName).toBe("B");
  expect(steps(editor)).toBe(1);
  act(editor.undo);
  expect(screen.getByText("Start")).toBeTruthy();
});

test("Escape brings the name of before back and leaves no step of undo", async () => {
  const { editor, field } = await writing();
  await user.type(field, "Way in{Escape}");
  expect(screen.getByText("Start")).toBeTruthy();
  expect(steps(editor)).toBe(0);
});

test("Escape brings the name of before back though somebody else's work came meanwhile", async () => {
  const { editor, field } = await writing();
  await user.type(field, "Way");
  act(() => editor.rebase((document) => ({ ...document, graph: { ...document.graph, name: "theirs" } })));
  await user.type(field, " in{Escape}");
  expect(screen.getByText("Start")).toBeTruthy();
});

test("Whoever may only look from now on writes no more", async () => {
  const { field, take } = await writing();
  await user.type(field, "Way");
  take();
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(useEditedText.getState().node).toBeNull();
});

test("A node is never without a name", async () => {
  const { editor, field } = await writing();
  await user.clear(field);
  expect(titleIn(editor)).toBe("Start");
});
