/** The scenario as an accessible tree: for searching, reading aloud, reviewing and printing. */

import { IconArrowRight, IconPrinter, IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { ComponentChip } from "@/canvas/ComponentIcon";
import { goToNode } from "@/canvas/navigation";
import { NodeBadge } from "@/checks/NodeBadge";
import { isMarkedMain } from "@/document/main_output";
import { type MainPath, mainPath } from "@/document/main_path";
import { outputTitle } from "@/document/outputs";
import { fits } from "@/document/seeking";
import { wholeSummary } from "@/document/summary";
import { SPENT } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { useView } from "@/editor/view";
import { t } from "@/i18n";
import { type NodeRow, type OutputRow, outlineOf, type Row } from "./build";
import { MainPathList } from "./MainPathList";
import "./outline.css";

export function Outline() {
  const place = useWorkplace();
  const { catalogue, editor, page } = place;
  const document = useEditor((state) => state.document);
  const [text, setText] = useState("");
  const lanes = useMemo(() => outlineOf(document, catalogue), [document, catalogue]);
  const main = useMemo(() => mainPath(document, catalogue), [document, catalogue]);
  const [at, setAt] = useState<string | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const isSought = (row: Row) =>
    row.kind === "node"
      ? fits(`${row.node.title} ${wholeSummary(row.node, catalogue, page.language)}`, text)
      : fits(`${outputTitle(row.output, page.language)} ${row.output.value}`, text);
  const shown = lanes
    .map(({ lane, rows }) => ({ lane, rows: text ? withOwners(rows, rows.filter(isSought)) : rows }))
    .filter(({ rows }) => rows.length > 0);
  const all = shown.flatMap(({ rows }) => rows);
  const current = all.find((row) => rowKey(row) === at) ?? all[0];

  const choose = (id: string) => {
    editor.selectNodes([id]);
    editor.focus(id);
    useView.setState({ side: "inspector", isSideOpen: true });
  };
  const open = (id: string) => {
    useView.setState({ main: "drawing" });
    requestAnimationFrame(() => goToNode(place, id));
  };
  const press = (event: KeyboardEvent) => {
    if (!current) return;
    const index = all.indexOf(current);
    const parent = all.slice(0, index).findLast((row) => row.depth < current.depth);
    const moves: Record<string, Row | undefined> = {
      ArrowDown: all[index + 1],
      ArrowUp: all[index - 1],
      ArrowRight:
        current.kind === "output" && current.pointer ? nodeRow(all, current.pointer.id) : all[index + 1],
      ArrowLeft: parent,
      Home: all[0],
      End: all[all.length - 1],
    };
    if (event.key === "Enter") open(current.kind === "node" ? current.id : current.source);
    else if (event.key in moves) {
      const next = moves[event.key];
      if (!next) return;
      setAt(rowKey(next));
      choose(next.kind === "node" ? next.id : next.source);
      tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowKey(next))}"]`)?.focus();
    } else return;
    event.preventDefault();
  };

  return (
    <div className="outline">
      <div className="outline-head">
        <h2>{document.graph.name}</h2>
        <label>
          <IconSearch size={15} aria-hidden />
          <input
            type="search"
            value={text}
            placeholder={t("outline:search")}
            aria-label={t("outline:search")}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <button type="button" className="canvas-tool" onClick={() => window.print()}>
          <IconPrinter size={15} aria-hidden />
          {t("outline:print")}
        </button>
      </div>
      {text ? null : <MainPathList main={main} onChoose={choose} />}
      <div ref={tree} role="tree" tabIndex={-1} aria-label={t("outline:label")} onKeyDown={press}>
        {shown.map(({ lane, rows }) => (
          <div key={lane} role="group" aria-label={t(`outline:lane_${lane}`)} className="outline-lane">
            <h3 role="presentation">{t(`outline:lane_${lane}`)}</h3>
            {rows.map((row) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around has the keys
              <div
                key={rowKey(row)}
                role="treeitem"
                data-row={rowKey(row)}
                data-depth={row.depth}
                aria-level={row.depth + 1}
                aria-selected={row === current}
                tabIndex={row === current ? 0 : -1}
                className={`outline-row outline-${row.kind}${isOnMain(row, main) ? " outline-on-main" : ""}`}
                onFocus={() => setAt(rowKey(row))}
                onClick={() => choose(row.kind === "node" ? row.id : row.source)}
                onDoubleClick={() => open(row.kind === "node" ? row.id : row.source)}
              >
                {row.kind === "node" ? (
                  <NodeLine row={row} main={main} />
                ) : (
                  <OutputLine row={row} main={main} />
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
      {shown.length === 0 ? <p className="outline-nothing">{t("shell:nothing_found")}</p> : null}
    </div>
  );
}

function rowKey(row: Row): string {
  return `${row.kind} ${row.id}`;
}

function nodeRow(rows: readonly Row[], id: string): Row | undefined {
  return rows.find((row) => row.kind === "node" && row.id === id);
}

function isOnMain(row: Row, { nodes, outputs }: MainPath): boolean {
  return (row.kind === "node" ? nodes : outputs).has(row.id);
}

function NodeLine({ row, main }: { row: NodeRow; main: MainPath }) {
  const { catalogue, page } = useWorkplace();
  const component = catalogue.get(row.node.type);
  const kind = component?.title[page.language] ?? row.node.type;
  return (
    <>
      <ComponentChip icon={component?.icon ?? ""} family={component?.family ?? "unknown"} />
      <b>{row.node.title}</b>
      <NodeBadge id={row.id} />
      {kind === row.node.title ? null : <span className="outline-kind">{kind}</span>}
      <span className="outline-summary">{wholeSummary(row.node, catalogue, page.language)}</span>
      {isOnMain(row, main) ? <span className="sr">{t("outline:on_main")}</span> : null}
    </>
  );
}

function OutputLine({ row, main }: { row: OutputRow; main: MainPath }) {
  const { page } = useWorkplace();
  const hasErrorLane = useEditor((state) => state.document.nodes.some((node) => node.type === "on_error"));
  const isMarked = useEditor(({ document }) =>
    isMarkedMain(document, { source: row.source, key: row.output.id }),
  );
  const name = outputTitle(row.output, page.language);
  const title = row.output.id.endsWith(SPENT) ? t("canvas:spent", { title: name }) : name;
  return (
    <>
      {row.output.value && row.output.value !== name ? (
        <span className="mono">{row.output.value}</span>
      ) : null}
      <span>{title}</span>
      {isOnMain(row, main) ? (
        <span className="outline-main-sign">
          <IconArrowRight size={13} stroke={3} aria-hidden />
          {t("outline:on_main")}
        </span>
      ) : null}
      {isMarked ? <span className="outline-marked">{t("outline:is_main")}</span> : null}
      {row.pointer === null ? (
        <span className={`outline-loose outline-loose-${row.output.kind}`}>
          {row.output.kind === "fallback" && !hasErrorLane
            ? t("outline:loose_fallback_bare")
            : t(`outline:loose_${row.output.kind}`)}
        </span>
      ) : null}
      {row.pointer ? (
        <span className="outline-pointer">
          {row.limit === null
            ? t("outline:see", { title: row.pointer.title })
            : t("outline:again", { title: row.pointer.title, count: row.limit })}
        </span>
      ) : null}
    </>
  );
}

/** The rows that were found; an output stands under its node. */
function withOwners(rows: readonly Row[], found: readonly Row[]): Row[] {
  const owners = new Set(found.map((row) => (row.kind === "output" ? row.source : "")));
  return rows.filter((row) => found.includes(row) || (row.kind === "node" && owners.has(row.id)));
}
