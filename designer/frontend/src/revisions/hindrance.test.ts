import { afterEach, beforeAll, expect, test } from "vitest";
import type { Workplace } from "@/editor/context";
import { startI18n } from "@/i18n";
import { type SavingFacts, startingFacts, useSaving } from "@/saving/state";
import { hindranceOfPublishing } from "./hindrance";
import { useRevisions } from "./list";

const place = { mayEdit: true } as Workplace;
const words = { ru: "", en: "" };

beforeAll(() => startI18n("en"));
afterEach(() => {
  useSaving.setState(startingFacts(0));
  useRevisions.setState({ list: null, scenario: null });
});

test.each<[Partial<SavingFacts>, RegExp]>([
  [{ kind: "offline" }, /server is not reached/],
  [{ kind: "conflict" }, /choose/],
  [{ kind: "refused", refusal: { kind: "log_in", words } }, /session has ended/],
  [{ kind: "refused", refusal: { kind: "problem", words } }, /did not take the draft/],
])("edits that cannot be saved cannot be published: %j", (facts, why) => {
  useSaving.setState(facts);
  expect(hindranceOfPublishing(place)).toMatch(why);
});

test.each(["saved", "dirty", "saving"] as const)("publishing saves first what is %s", (kind) => {
  useSaving.setState({ kind });
  expect(hindranceOfPublishing(place)).toBe("");
});

test("what is in the archive cannot be published", () => {
  useRevisions.setState({ scenario: { is_archived: true } as never });
  expect(hindranceOfPublishing(place)).toMatch(/archived/);
});
