// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, test } from "vitest";
import { startI18n } from "@/i18n";
import { NoteField } from "./NoteField";

beforeAll(() => startI18n("en"));
afterEach(cleanup);

test.each([
  [10, ""],
  [399, ""],
  [460, "Characters left: 40"],
  [500, "Characters left: 0"],
])("a note of %i characters tells what is left when it comes near its limit", (characters, told) => {
  render(<NoteField label="Note" example="" note={"a".repeat(characters)} onChange={() => undefined} />);
  expect(screen.getByRole("status").textContent).toBe(told);
});
