// @vitest-environment jsdom
import { beforeAll, expect, test } from "vitest";
import { catalogue, empty } from "@/document/fixtures";
import type { Workplace } from "@/editor/context";
import { createEditor } from "@/editor/store";
import { startI18n } from "@/i18n";
import { useNotice } from "./notices";
import { leadTo } from "./targets";

beforeAll(() => startI18n("en"));

test.each([
  ["note", "Nothing can lead to “it”: no call goes there"],
  ["frame", "Nothing can lead to “it”: no call goes there"],
  ["on_error", "Nothing can lead to “it”: a lane begins there by itself"],
])("a wire that cannot lead to a %s says why", (type, told) => {
  const node = { id: "n2", type, title: "it", params: {}, position: [300, 0] as const };
  const editor = createEditor({ ...empty, nodes: [...empty.nodes, node] });
  leadTo({ editor, catalogue } as unknown as Workplace, { source: "n1", key: "next" }, "n2");
  expect(useNotice.getState().notice?.text).toBe(told);
});
