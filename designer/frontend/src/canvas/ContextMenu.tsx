/** The right button: the commands that fit what lies under the pointer. */

import { Menu } from "@mantine/core";
import { commandById } from "@/commands/all";
import { isPossible } from "@/commands/command";
import { shownKey } from "@/commands/keys";
import { makeRepeat, setRepeatLimit, targetOf } from "@/document/connecting";
import type { OutputRef } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { useContextMenu } from "./context_menu";
import { focusCanvas } from "./navigation";
import { placeAt } from "./pointer";
import { openQuickAddAt } from "./quick_add";

const FOR_NODES = [
  "inspect",
  "connect",
  "add_after",
  "write_note",
  null,
  "copy",
  "cut",
  "duplicate",
  "remove",
];
const FOR_MANY = [
  "align_left",
  "align_right",
  "align_top",
  "align_bottom",
  "align_spread_across",
  "align_spread_down",
  "tidy",
  null,
  "copy",
  "cut",
  "duplicate",
  "remove",
];
const FOR_WIRES = ["remove"];
const FOR_PANE = ["paste", "select_all", null, "tidy", "fit", "find", "shortcuts"];

export function ContextMenu() {
  const workplace = useWorkplace();
  const open = useContextMenu((state) => state.open);
  const isMany = useEditor((state) => state.selection.nodes.size > 1);
  if (!open) return null;
  const ids = open.wire ? FOR_WIRES : open.node ? (isMany ? FOR_MANY : FOR_NODES) : FOR_PANE;
  return (
    <Menu
      opened
      onClose={() => {
        useContextMenu.setState({ open: null });
        focusCanvas();
      }}
      position="bottom-start"
      shadow="md"
      width={250}
      trapFocus
      returnFocus={false}
    >
      <Menu.Target>
        <span className="canvas-menu-anchor" style={{ left: open.x, top: open.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t("canvas:menu")}>
        {!open.node && !open.wire && workplace.mayEdit ? (
          <Menu.Item onClick={() => openQuickAddAt(placeAt(open.x, open.y), null)}>
            {t("commands:add")}
          </Menu.Item>
        ) : null}
        {open.wire ? <RepeatItem wire={open.wire} /> : null}
        {ids.map((id, index) =>
          id === null ? <Menu.Divider key={`after ${ids[index - 1]}`} /> : <Item key={id} id={id} />,
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Item({ id }: { id: string }) {
  const place = useWorkplace();
  const command = commandById(id);
  if (id === "write_note" && !isPossible(command, place)) return null;
  const key = command.keys[0];
  return (
    <Menu.Item
      disabled={!isPossible(command, place)}
      rightSection={key ? <kbd>{shownKey(key)}</kbd> : null}
      onClick={() => requestAnimationFrame(() => command.run(place))}
    >
      {t(`commands:${id}`)}
    </Menu.Item>
  );
}

/** An edge can become a repeat by hand too; of a repeat the count can be set. */
function RepeatItem({ wire }: { wire: OutputRef }) {
  const { editor, mayEdit } = useWorkplace();
  const led = targetOf(editor.store.getState().document, wire);
  if (!led || !mayEdit) return null;
  if (led.limit === null)
    return (
      <Menu.Item onClick={() => editor.edit((document) => makeRepeat(document, wire, led.target))}>
        {t("canvas:make_repeat")}
      </Menu.Item>
    );
  return (
    <>
      {[1, 3, 5, 10, 20].map((limit) => (
        <Menu.Item
          key={limit}
          disabled={limit === led.limit}
          onClick={() => editor.edit((document) => setRepeatLimit(document, wire, limit))}
        >
          {t("canvas:repeat_times", { count: limit })}
        </Menu.Item>
      ))}
    </>
  );
}
