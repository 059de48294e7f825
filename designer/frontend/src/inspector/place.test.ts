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

test.each([
  ["“Call”: the output “busy” is not connected: the call ends.", "busy", "The call ends."],
  [
    "«Call»: выход «занято» никуда не ведёт: сценарий здесь закончится.",
    "занято",
    "Сценарий здесь закончится.",
  ],
  ["“Call”: the output “a: b” is not connected: the call ends.", "a: b", "The call ends."],
  [
    "“Call”: the output “busy” leads nowhere, but has to.",
    "busy",
    "The output “busy” leads nowhere, but has to.",
  ],
  [
    "“Call”: the output “other” is not connected: it ends.",
    "busy",
    "The output “other” is not connected: it ends.",
  ],
])("of %j under the output %j is left %j", (message, output, left) => {
  expect(withoutPlace(message, "Call", output)).toBe(left);
});
