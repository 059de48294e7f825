import { expect, test } from "vitest";
import { withoutPlace } from "./place";

test.each([
  ["“Menu”, option 2: the key is taken.", "Menu", "The key is taken."],
  ["«Menu»: nothing leads here.", "Menu", "Nothing leads here."],
  ["“Menu”, Value: a: b", "Menu", "A: b"],
  ["“a: b”, Value: wrong", "a: b", "Wrong"],
  ["Nothing leads to “Menu”.", "Menu", "Nothing leads to “Menu”."],
  ["“Menu” has no way out.", "Menu", "“Menu” has no way out."],
  ["“Menu”, option 2: wrong", "Called otherwise by now", "“Menu”, option 2: wrong"],
])("of %j beside a field of %j is left %j", (message, title, left) => {
  expect(withoutPlace(message, title)).toBe(left);
});
