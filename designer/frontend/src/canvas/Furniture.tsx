/** What lies over the drawing: zoom and tidy-up, short notices, and what to do while it is empty. */

import { IconBinaryTree2, IconMaximize, IconMinus, IconPlus } from "@tabler/icons-react";
import { useStore } from "@xyflow/react";
import { commandById } from "@/commands/all";
import { shownKey } from "@/commands/keys";
import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { giveUpClick } from "./giving_up";
import { useNotice } from "./notices";
import "./tools.css";
import "./hints.css";

export function Tools() {
  const place = useWorkplace();
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const hasChosen = useEditor(({ selection }) => selection.nodes.size > 1);
  const tidying = t(hasChosen ? "canvas:tidy_chosen" : "commands:tidy");
  const run = (id: string) => () => commandById(id).run(place);
  const named = (id: string) => {
    const key = commandById(id).keys[0];
    const name = t(`commands:${id}`);
    return { "aria-label": name, title: key ? `${name} (${shownKey(key)})` : name };
  };
  return (
    <div className="canvas-tools" role="toolbar" aria-label={t("canvas:tools")}>
      <button type="button" className="canvas-tool" {...named("zoom_out")} onClick={run("zoom_out")}>
        <IconMinus size={15} aria-hidden />
      </button>
      <button
        type="button"
        className="canvas-tool"
        title={`${named("actual_size").title}\n${t("canvas:wheel")}`}
        aria-label={t("canvas:zoom", { zoom })}
        onClick={run("actual_size")}
      >
        {t("canvas:percent", { zoom })}
      </button>
      <button type="button" className="canvas-tool" {...named("zoom_in")} onClick={run("zoom_in")}>
        <IconPlus size={15} aria-hidden />
      </button>
      <button type="button" className="canvas-tool" {...named("fit")} onClick={run("fit")}>
        <IconMaximize size={15} aria-hidden />
      </button>
      {place.mayEdit ? (
        <button
          type="button"
          className="canvas-tool"
          {...named("tidy")}
          aria-label={tidying}
          onClick={run("tidy")}
        >
          <IconBinaryTree2 size={15} aria-hidden />
          <span className="canvas-tool-name">{tidying}</span>
        </button>
      ) : null}
    </div>
  );
}

export function Notices() {
  const { editor } = useWorkplace();
  const notice = useNotice((state) => state.notice);
  const mode = useEditor((state) => state.mode);
  return (
    <>
      {mode.kind === "idle" ? null : (
        <div className="canvas-hint">
          {t(mode.kind === "placing" ? "canvas:click_place" : "canvas:click_target")}
          <button type="button" onClick={() => giveUpClick(editor)}>
            {t("canvas:cancel")}
          </button>
        </div>
      )}
      {notice ? (
        <div className="canvas-hint">
          {notice.text}
          {notice.link ? <a href={notice.link.href}>{notice.link.words}</a> : null}
        </div>
      ) : null}
    </>
  );
}

/** On a lower canvas the hint would lie over the tools and the start itself. */
const HINT_HEIGHT_MIN = 500;

export function EmptyHint() {
  const { mayEdit } = useWorkplace();
  const isEmpty = useEditor((state) => state.document.nodes.length <= 1);
  const isLow = useStore((state) => state.height < HINT_HEIGHT_MIN);
  if (!isEmpty || !mayEdit || isLow) return null;
  return (
    <div className="canvas-empty">
      <div>
        <b>{t("canvas:empty_title")}</b>
        <ol>
          <li>{t("canvas:empty_add")}</li>
          <li>{t("canvas:empty_connect")}</li>
          <li>{t("canvas:empty_set")}</li>
        </ol>
      </div>
    </div>
  );
}
