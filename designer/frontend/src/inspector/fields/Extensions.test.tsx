// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { freshForEachTest, menu, open, params, user } from "../fixtures";

freshForEachTest();

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
