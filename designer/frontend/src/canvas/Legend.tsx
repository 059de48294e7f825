/** What the signs on this drawing mean, and only those that it has; folded to its name where there is little room. */

import { IconChevronDown, IconChevronUp, IconListDetails } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useChecks } from "@/checks/issues";
import { shownKey } from "@/commands/keys";
import { repeatsOf } from "@/document/replacing";
import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { markOf, useComparing } from "@/revisions/comparing";
import { MARKS } from "@/revisions/diff";
import { planOf } from "@/wires/planned";
import { isLegendOpen, toggleLegend, toggleMainPath, useSigns } from "./signs";
import "./cards.css";
import "./legend.css";

export function Legend({ size }: { size: { width: number; height: number } }) {
  const isComparing = useComparing((state) => state.comparison !== null);
  const isOpen = useSigns((signs) => isLegendOpen(signs, size, isComparing));
  const hasWires = useEditor((state) => state.document.edges.length > 0);
  if (!hasWires && !isComparing) return null;
  const Icon = isOpen ? IconChevronDown : IconChevronUp;
  return (
    <section className="canvas-legend" aria-label={t("canvas:legend")}>
      {isOpen ? <Rows /> : null}
      <button
        type="button"
        className="canvas-tool"
        // The canvas is one Tab stop: the keyboard has commands for what is in here.
        tabIndex={-1}
        aria-expanded={isOpen}
        aria-label={t("canvas:legend")}
        title={t("canvas:legend")}
        onClick={toggleLegend}
      >
        <IconListDetails size={15} className="canvas-tool-sign" aria-hidden />
        <span className="canvas-tool-name">{t("canvas:legend")}</span>
        <Icon size={13} aria-hidden />
      </button>
    </section>
  );
}

function Rows() {
  const place = useWorkplace();
  const hasMain = useEditor(() => planOf(place).main.outputs.size > 0);
  const hasRepeats = useEditor((state) => repeatsOf(state.document).length > 0);
  const hasLanes = useEditor((state) => state.document.nodes.some(({ type }) => type.startsWith("on_")));
  const isMainShown = useSigns((state) => state.isMainShown);
  const isComparing = useComparing((state) => state.comparison !== null);
  return (
    <ul>
      {hasMain ? (
        <li>
          <Line kind="main" />
          <label title={`${t("commands:toggle_main_path")} (${shownKey("M")})`}>
            {t("canvas:sign_main")}
            <input type="checkbox" tabIndex={-1} checked={isMainShown} onChange={toggleMainPath} />
          </label>
        </li>
      ) : null}
      {hasRepeats ? <Row sign={<Line kind="repeat" />}>{t("canvas:sign_repeat")}</Row> : null}
      {hasRepeats ? <Row sign={<Line kind="spent" />}>{t("canvas:sign_spent")}</Row> : null}
      {hasLanes ? <Row sign={<i className="canvas-sign-lane" />}>{t("canvas:sign_lane")}</Row> : null}
      {isComparing ? <Compared /> : <Wrong />}
      <Row sign={<i className="canvas-sign-folded" />}>{t("canvas:sign_folded")}</Row>
    </ul>
  );
}

/** What the frames around nodes mean that something is wrong with. */
function Wrong() {
  const byNode = useChecks((state) => state.byNode);
  const worst = new Set([...byNode.values()].flatMap((issues) => issues.map(({ severity }) => severity)));
  return (["error", "warning"] as const)
    .filter((severity) => worst.has(severity))
    .map((severity) => (
      <Row key={severity} sign={<i className={`canvas-sign-node canvas-sign-${severity}`} />}>
        {t(`canvas:sign_${severity}`)}
      </Row>
    ));
}

/** What the frames around nodes mean while two versions are compared, and the ghosts of wires. */
function Compared() {
  const changes = useComparing((state) => state.comparison?.changes) ?? [];
  const marks = new Set(changes.flatMap((change) => (change.kind === "node" ? [markOf(change)] : [])));
  return (
    <>
      {MARKS.filter((mark) => marks.has(mark)).map((mark) => (
        <Row key={mark} sign={<i className={`canvas-sign-node canvas-card-${mark}`} />}>
          {t(`canvas:sign_${mark}`)}
        </Row>
      ))}
      <Row sign={<Line kind="former" />}>{t("canvas:sign_former")}</Row>
    </>
  );
}

function Row({ sign, children }: { sign: ReactNode; children: ReactNode }) {
  return (
    <li>
      {sign}
      {children}
    </li>
  );
}

/** A piece of wire as the drawing has it. */
function Line({ kind }: { kind: "main" | "repeat" | "spent" | "former" }) {
  return (
    <svg className={`canvas-sign wires-${kind}`} viewBox="0 0 26 8" aria-hidden>
      <path className="wires-line" d="M2 4 H24" />
    </svg>
  );
}
