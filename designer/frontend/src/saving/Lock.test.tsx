// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeAll, expect, test } from "vitest";
import { empty } from "@/document/fixtures";
import { InWorkplace } from "@/editor/fixtures";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { Lock } from "./Lock";
import { useLock } from "./lock";

const MINE = {
  owner: "anna",
  is_mine: true,
  is_same_person: false,
  since: "2026-01-01T00:00:00Z",
};

/** What only whoever has the lock can use. */
function Field({ fate }: { fate: "gone" | "off" }) {
  const isMine = useLock((state) => state.lock?.is_mine === true);
  return isMine || fate === "off" ? <select disabled={!isMine} /> : null;
}

beforeAll(() => startI18n("en"));
afterEach(cleanup);

test.each(["gone", "off"] as const)(
  "Whoever loses the lock in a field that is %s then goes on at the drawing",
  async (fate) => {
    useLock.setState({ lock: MINE, isLost: false });
    render(
      <InWorkplace editor={createEditor(empty)}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the drawing takes the keyboard */}
        <div data-canvas tabIndex={0} data-testid="canvas" />
        <Field fate={fate} />
        <Lock />
      </InWorkplace>,
    );
    screen.getByRole("combobox").focus();
    act(() => useLock.setState({ lock: { ...MINE, owner: "boris", is_mine: false }, isLost: true }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId("canvas")));
  },
);
