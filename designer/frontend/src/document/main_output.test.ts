import { describe, expect, test } from "vitest";
import { isOnlyMoved } from "@/checks/checking";
import { fixed } from "@/checks/fixing";
import { disconnect, makeRepeat } from "./connecting";
import { catalogue, samples } from "./fixtures";
import { isMarkedMain, markMain, mayBeMain, unmarkMain } from "./main_output";
import { mainPath } from "./main_path";
import { rowsOf } from "./outputs";
import { setParam } from "./params";
import { copyText, paste } from "./pasting";
import type { ScenarioDocument } from "./types";

const { reception } = samples;
const SUPPORT = { source: "main_menu", key: "support" };
const marked = markMain(reception, SUPPORT);
const menu = (document: ScenarioDocument) => document.nodes.find((node) => node.id === "main_menu");
const pathOf = (document: ScenarioDocument) => [...mainPath(document, catalogue).nodes];

describe("the output marked as main", () => {
  test("is where the main path leaves its node, be it for a failure", () => {
    expect(pathOf(reception).slice(0, 3)).toEqual(["start", "main_menu", "secretary"]);
    expect(pathOf(marked).slice(0, 3)).toEqual(["start", "main_menu", "support"]);
    const failing = markMain(reception, { source: "main_menu", key: "no_input" });
    expect([...mainPath(failing, catalogue).outputs][1]).toBe("main_menu no_input");
  });

  test("leaves the path to the first connected one where it leads nowhere or back", () => {
    expect(pathOf(disconnect(marked, SUPPORT))).toEqual(pathOf(reception));
    expect(pathOf(makeRepeat(marked, SUPPORT, "main_menu"))).toEqual(pathOf(reception));
    expect(pathOf(markMain(reception, { source: "main_menu", key: "gone" }))).toEqual(pathOf(reception));
  });

  test("leads onward: no way back and nothing loose can be marked", () => {
    expect(mayBeMain(reception, SUPPORT)).toBe(true);
    expect(mayBeMain(disconnect(reception, SUPPORT), SUPPORT)).toBe(false);
    expect(mayBeMain(makeRepeat(reception, SUPPORT, "main_menu"), SUPPORT)).toBe(false);
    expect(mayBeMain(reception, { source: "no_reply", key: "next.spent" })).toBe(false);
  });

  test("is one of a node, and without it the node is what it was", () => {
    const other = markMain(marked, { ...SUPPORT, key: "about" });
    expect([isMarkedMain(other, SUPPORT), menu(other)?.main]).toEqual([false, "about"]);
    expect(JSON.stringify(unmarkMain(marked, "main_menu"))).toBe(JSON.stringify(reception));
    expect(unmarkMain(reception, "main_menu")).toBe(reception);
    expect(markMain(marked, SUPPORT)).toBe(marked);
  });

  test("goes with its row, and stays when another row goes", () => {
    const without = (id: string) => {
      const rows = rowsOf(menu(marked)?.params ?? {}, "options").filter((row) => row.id !== id);
      return setParam(marked, catalogue, "main_menu", "options", rows);
    };
    expect(menu(without("support"))).not.toHaveProperty("main");
    expect(menu(without("about"))?.main).toBe("support");
  });

  test("comes along with a copy", () => {
    const pasted = paste(reception, catalogue, copyText(marked, new Set(["main_menu"])), null);
    expect(pasted?.document.nodes.at(-1)).toMatchObject({ type: "voice_menu", main: "support" });
    const text = copyText(reception, new Set(["main_menu"]));
    expect(paste(reception, catalogue, text, null)?.document.nodes.at(-1)).not.toHaveProperty("main");
    const wrong = text.replace('"type":"voice_menu"', '"type":"voice_menu","main":1');
    expect(paste(reception, catalogue, wrong, null)).toBeNull();
  });

  test("is taken off by the fix of the checks, which are asked again", () => {
    const edit = { kind: "unmark_main" as const, node: "main_menu" };
    expect(menu(fixed(marked, catalogue, edit, "en"))).toEqual(menu(reception));
    expect(isOnlyMoved(reception, marked)).toBe(false);
  });
});
