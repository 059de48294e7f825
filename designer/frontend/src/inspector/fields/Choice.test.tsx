// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { freshForEachTest, open, params, user } from "../fixtures";

freshForEachTest();

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
