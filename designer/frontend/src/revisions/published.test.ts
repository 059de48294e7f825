import { beforeEach, expect, test } from "vitest";
import { samples } from "@/document/fixtures";
import { setTitle } from "@/document/params";
import type { ScenarioDocument } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { startingFacts, useSaving } from "@/saving/state";
import { useRevisions } from "./list";
import { followPublished, usePublished } from "./published";

const edit = (document: ScenarioDocument) => setTitle(document, "start", "Begin");
const saved = (kind: "saved" | "dirty") => useSaving.setState({ kind });
const state = () => usePublished.getState().state;
/** What comes of promises that are kept already. */
const told = () => new Promise((done) => setTimeout(done));

beforeEach(() => {
  usePublished.setState({ state: "unknown" });
  useRevisions.setState({ list: null, scenario: null });
  useSaving.setState(startingFacts(0));
});

/** A page whose draft is the reception, published as `published`; null: never. */
function page(published: ScenarioDocument | null) {
  const editor = createEditor(samples.reception);
  const asked: string[] = [];
  const scenario = {
    published_hash: published && "abc",
    is_changed: published !== samples.reception,
    draft_number: 7,
  };
  const get = async (path: string) => {
    asked.push(path);
    return path.endsWith("/abc") ? { document: JSON.parse(JSON.stringify(published)) } : scenario;
  };
  const place = { editor, client: { get }, page: { key: "1" } } as unknown as Workplace;
  followPublished(place, { number: 7, isUnsaved: false });
  return { editor, asked, scenario };
}

test("a draft that is published is said to be, without reading it again", async () => {
  const { asked } = page(samples.reception);
  expect(state()).toBe("unknown");
  await told();
  expect(state()).toBe("same");
  expect(asked).toEqual(["/scenarios/1"]);
});

test("an edit counts once it is saved, and its undo too", async () => {
  const { editor } = page(samples.reception);
  await told();
  saved("dirty");
  editor.edit(edit);
  expect(state()).toBe("same");
  saved("saved");
  expect(state()).toBe("edited");
  editor.undo();
  saved("saved");
  expect(state()).toBe("same");
});

test("a draft edited earlier becomes the published one when it is drawn so again", async () => {
  const { editor } = page(edit(samples.reception));
  await told();
  expect(state()).toBe("edited");
  editor.edit(edit);
  saved("saved");
  expect(state()).toBe("same");
});

test("publishing is heard of, as by the list of revisions", async () => {
  const { scenario } = page(null);
  await told();
  expect(state()).toBe("never");
  useRevisions.setState({ scenario: { ...scenario, published_hash: "def", is_changed: false } as never });
  expect(state()).toBe("same");
});
