// @vitest-environment jsdom
import { act, cleanup, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ReactFlowProvider } from "@xyflow/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { empty } from "@/document/fixtures";
import { InWorkplace } from "@/editor/fixtures";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { TargetPicker } from "./TargetPicker";
import { useTargets } from "./targets";

const said = vi.hoisted(() => vi.fn());
vi.mock("@/speech/announce", () => ({ announce: said }));

const user = userEvent.setup();

beforeAll(async () => {
  await startI18n("en");
  // jsdom draws nothing, so nothing scrolls.
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(cleanup);

test.each([
  ["bye{Enter}", "Leads to “Goodbye”"],
  ["bye{Escape}", "The output is unchanged"],
])("After %s the list of targets says only: %s", async (keys, told) => {
  const node = { id: "n2", type: "hangup", title: "Goodbye", params: {}, position: [300, 0] as const };
  const editor = createEditor({ ...empty, nodes: [...empty.nodes, node] });
  render(
    <ReactFlowProvider>
      <InWorkplace editor={editor}>
        <TargetPicker size={{ width: 800, height: 600 }} />
      </InWorkplace>
    </ReactFlowProvider>,
  );
  act(() => useTargets.setState({ output: { source: "n1", key: "next" } }));
  said.mockClear();
  await user.keyboard(keys);
  expect(said.mock.calls.map(([text]) => text)).toEqual([told]);
});
