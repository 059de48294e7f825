/** Where an output leads, as a field: the same fact as the wire on the drawing. */

import { IconCrosshair, IconX } from "@tabler/icons-react";
import { memo, useMemo, useState } from "react";
import { focusCanvas, goToNode } from "@/canvas/navigation";
import { useIssues } from "@/checks/issues";
import type { OutputKind } from "@/document/catalogue";
import { disconnect, targetOf } from "@/document/connecting";
import { type OutputRef, outputId } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { Limit } from "./Limit";
import { MainMark } from "./MainMark";
import { useSpot } from "./Spot";
import { type Offered, Targets } from "./Targets";
import { Issues } from "./Wrong";

interface Props {
  /** The node and the output that the wire leaves. */
  readonly source: string;
  readonly outputKey: string;
  readonly kind: OutputKind;
  readonly label: string;
}

export const OutputTarget = memo(function OutputTarget({ source, outputKey, kind, label }: Props) {
  const output = useMemo((): OutputRef => ({ source, key: outputKey }), [source, outputKey]);
  const place = useWorkplace();
  const { editor, mayEdit } = place;
  // Values, not objects: a field renders when its own wire changes, not with every edit of the drawing.
  const target = useEditor(({ document }) => targetOf(document, output)?.target);
  const limit = useEditor(({ document }) => targetOf(document, output)?.limit);
  const title = useEditor(({ document }) =>
    target === undefined ? undefined : document.nodes.find((node) => node.id === target)?.title,
  );
  const issues = useIssues(output.source).filter((issue) => issue.output === output.key && !issue.param);
  const { isFresh } = useSpot();
  const [offered, setOffered] = useState<Offered | null>(null);
  const shown = title ?? t(`inspector:unwired_${kind}`);
  return (
    <div className="inspector-target" data-output={outputId(output)}>
      <MainMark output={output} label={label} />
      <button
        type="button"
        className={`inspector-target-name${title === undefined ? ` inspector-target-none inspector-target-${kind}` : ""}`}
        aria-haspopup="dialog"
        aria-label={t("inspector:goes_to", { label, title: shown })}
        title={shown}
        onClick={() => (mayEdit ? setOffered("nodes") : target && goToNode(place, target))}
      >
        {shown}
      </button>
      {limit == null ? null : <Limit output={output} limit={limit} label={label} />}
      {mayEdit ? (
        <>
          <button
            type="button"
            title={t("inspector:pick")}
            aria-label={t("inspector:pick_named", { label })}
            onClick={() => {
              editor.setMode({ kind: "connecting", output });
              // There the arrow keys choose the node, and Escape gives up.
              focusCanvas();
              announce(t("inspector:said_pick"));
            }}
          >
            <IconCrosshair size={14} aria-hidden />
          </button>
          {target === undefined ? null : (
            <button
              type="button"
              title={t("inspector:disconnect")}
              aria-label={t("inspector:disconnect_named", { label })}
              onClick={({ currentTarget }) => {
                // The button goes with the wire.
                currentTarget.parentElement?.querySelector<HTMLElement>(".inspector-target-name")?.focus();
                editor.edit((current) => disconnect(current, output));
                announce(t("commands:said_wire_removed"));
              }}
            >
              <IconX size={13} aria-hidden />
            </button>
          )}
        </>
      ) : null}
      {issues.length > 0 && !isFresh ? (
        <div className="inspector-target-issues">
          <Issues issues={issues} output={label} />
        </div>
      ) : null}
      {offered ? <Targets offered={offered} output={output} label={label} onOpen={setOffered} /> : null}
    </div>
  );
});
