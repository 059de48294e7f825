// @vitest-environment jsdom
import { act, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { useNotice } from "@/canvas/notices";
import { editor, freshForEachTest, open, params, user } from "../fixtures";

freshForEachTest();

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
