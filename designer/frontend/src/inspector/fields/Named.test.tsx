// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { freshForEachTest, open, user } from "../fixtures";

freshForEachTest();

describe("a name of the installation", () => {
  test("that is not there is said, one that is there is not", async () => {
    open("queue", { queue: "" });
    const field = screen.getByLabelText("Queue");
    await user.type(field, "sale");
    expect(await screen.findByText("There is no “sale” here")).toBeTruthy();
    await user.type(field, "s");
    expect(screen.queryByText(/There is no/)).toBeNull();
  });
});
