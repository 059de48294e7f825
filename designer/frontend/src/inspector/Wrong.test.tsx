// @vitest-environment jsdom
import { act, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { tellChecked } from "@/checks/issues";
import { showParam, useView } from "@/editor/view";
import { drawn, freshForEachTest, menu, nextFrame, open, params, steps, user } from "./fixtures";

freshForEachTest();

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
    expect(drawn().nodes.map(({ id }) => id)).not.toContain("n2");
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

  test("leaves the keyboard to the drawing when it goes with the button that mended it", async () => {
    const canvas = document.body.appendChild(document.createElement("div"));
    canvas.tabIndex = 0;
    canvas.dataset.canvas = "";
    open("voice_menu", menu);
    const edit = { kind: "remove_param", node: "n2", param: "options.0" } as const;
    const fixes = [{ code: "f", title: words("Remove row 1"), edit }];
    act(() => tellChecked({ issues: [{ ...issue, fixes }], bound: null }));
    await user.click(screen.getByRole("button", { name: "Remove row 1" }));
    act(() => tellChecked({ issues: [], bound: null }));
    await nextFrame();
    expect(document.activeElement).toBe(canvas);
    canvas.remove();
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
