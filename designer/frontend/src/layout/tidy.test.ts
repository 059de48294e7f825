// @vitest-environment jsdom
import type { ElkNode } from "elkjs/lib/elk-api";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { useNotice } from "@/canvas/notices";
import { catalogue, samples } from "@/document/fixtures";
import { moveNodes, resize } from "@/document/moving";
import { setTitle } from "@/document/params";
import type { ScenarioNode } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { useTidying } from "./progress";
import { tidy } from "./tidy";

/** Places everything in one row; what a test does meanwhile comes before. */
const meanwhile = vi.hoisted(() => ({ act: async (_signal: AbortSignal) => {} }));
vi.mock("./elk", () => ({
  elkEngine: (signal: AbortSignal) => async (graph: ElkNode) => {
    await meanwhile.act(signal);
    signal.throwIfAborted();
    const children = (graph.children ?? []).map((node, index) => ({ ...node, x: index * 300, y: 0 }));
    return { ...graph, children, height: 60 };
  },
}));
vi.mock("./glide", () => ({ glide: () => {} }));

const workplace = () => ({ editor: createEditor(samples.reception), catalogue }) as unknown as Workplace;
const drawn = (place: Workplace) => place.editor.store.getState().document;

beforeAll(() => startI18n("en"));
beforeEach(() => {
  meanwhile.act = async () => {};
  useNotice.setState({ notice: null });
});
afterEach(() => vi.useRealTimers());

describe("a tidy-up", () => {
  test("is one step of undo", async () => {
    const place = workplace();
    await tidy(place, null);
    expect(drawn(place)).not.toBe(samples.reception);
    place.editor.undo();
    expect(drawn(place)).toBe(samples.reception);
  });

  test("moves a collapsed frame as one node, with what it hides", async () => {
    const { position } = samples.reception.nodes.find(({ id }) => id === "secretary") as ScenarioNode;
    const frame: ScenarioNode = {
      id: "frame",
      type: "frame",
      title: "Frame",
      params: { collapsed: true },
      position: [position[0] - 30, position[1] - 50],
      size: [600, 400],
    };
    const framed = { ...samples.reception, nodes: [...samples.reception.nodes, frame] };
    const place = { editor: createEditor(framed), catalogue } as unknown as Workplace;
    await tidy(place, null);
    const at = (id: string) => drawn(place).nodes.find((node) => node.id === id)?.position ?? [0, 0];
    expect(at("frame")).not.toEqual(frame.position);
    expect([at("secretary")[0] - at("frame")[0], at("secretary")[1] - at("frame")[1]]).toEqual([30, 50]);
    expect(drawn(place).nodes.at(-1)?.params).toBe(frame.params);
  });

  test("keeps what was typed while it was under way", async () => {
    const place = workplace();
    meanwhile.act = async () => place.editor.edit((document) => setTitle(document, "start", "Begin"));
    await tidy(place, null);
    expect(drawn(place).nodes[0]?.title).toBe("Begin");
    expect(drawn(place).nodes[2]?.position).not.toEqual(samples.reception.nodes[2]?.position);
  });

  test("gives way to a node that somebody moved meanwhile, and says so", async () => {
    const place = workplace();
    const moved = moveNodes(samples.reception, new Set(["start"]), 20, 0);
    meanwhile.act = async () => place.editor.edit(() => moved);
    await tidy(place, null);
    expect(drawn(place)).toBe(moved);
    expect(useNotice.getState().notice?.text).toContain("changed");
  });

  test("gives way to a frame that somebody made larger meanwhile", async () => {
    const frame: ScenarioNode = {
      id: "frame",
      type: "frame",
      title: "Frame",
      params: {},
      position: [-600, -600],
      size: [300, 200],
    };
    const framed = { ...samples.reception, nodes: [...samples.reception.nodes, frame] };
    const place = { editor: createEditor(framed), catalogue } as unknown as Workplace;
    const resized = resize(framed, "frame", [500, 200]);
    meanwhile.act = async () => place.editor.edit(() => resized);
    await tidy(place, null);
    expect(drawn(place)).toBe(resized);
  });

  test("that is cancelled leaves everything", async () => {
    const place = workplace();
    meanwhile.act = async () => useTidying.getState().cancel?.abort("cancelled");
    await tidy(place, null);
    expect(drawn(place)).toBe(samples.reception);
    expect(useNotice.getState().notice?.text).toContain("Cancelled");
    expect(useTidying.getState().cancel).toBeNull();
  });

  test("that is asked for twice by a double click is done once, and nothing says otherwise", async () => {
    const place = workplace();
    const [first, second] = [tidy(place, null), tidy(place, null)];
    await second;
    expect(drawn(place)).toBe(samples.reception);
    await first;
    expect(drawn(place)).not.toBe(samples.reception);
    expect(useNotice.getState().notice).toBeNull();
    place.editor.undo();
    expect(drawn(place)).toBe(samples.reception);
  });

  test("gives way to one of something else, without a word", async () => {
    const place = workplace();
    await Promise.all([
      tidy(place, null),
      tidy(place, new Set(["start", samples.reception.nodes[2]?.id ?? ""])),
    ]);
    expect(drawn(place).nodes.filter((node, at) => node !== samples.reception.nodes[at])).toHaveLength(1);
    expect(useNotice.getState().notice).toBeNull();
  });

  test("is given up after ten seconds", async () => {
    vi.useFakeTimers();
    const place = workplace();
    meanwhile.act = (signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    const done = tidy(place, null);
    await vi.advanceTimersByTimeAsync(10_000);
    await done;
    expect(drawn(place)).toBe(samples.reception);
    expect(useNotice.getState().notice?.text).toContain("10 seconds");
  });

  test("of nothing does nothing", async () => {
    const place = workplace();
    await tidy(place, new Set(["about_repeats"]));
    expect(drawn(place)).toBe(samples.reception);
    expect(useTidying.getState().cancel).toBeNull();
  });
});
