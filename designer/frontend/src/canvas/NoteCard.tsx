/** A note on the drawing: text for its readers in light Markdown, written in place, resizable, behind nothing. */

import { type NodeProps, NodeResizer, ViewportPortal } from "@xyflow/react";
import { memo, useLayoutEffect, useRef } from "react";
import { resize, setPositions } from "@/document/moving";
import { setParam } from "@/document/params";
import type { ScenarioNode } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { FoldButton } from "./FoldButton";
import type { Card } from "./flow";
import { wasGivenUp } from "./giving_up";
import { Marked } from "./Marked";
import { Title } from "./Title";
import { editText, keepKeys, stopEditing, useIsEdited } from "./texts";
import { useNode } from "./useNode";
import "./notes.css";

export const NoteCard = memo(function NoteCard({ id, data, selected }: NodeProps<Card>) {
  const { editor, catalogue, mayEdit } = useWorkplace();
  const isFocused = useEditor((state) => state.focused === id);
  const isEdited = useIsEdited(id);
  const { params } = useNode(data.node);
  const text = String(params.text ?? "");
  const colour = String(params.colour ?? "");
  return (
    <>
      <Resizer id={id} isVisible={selected && mayEdit} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter does the same from the keyboard */}
      <div
        className={`canvas-note${selected ? " canvas-note-selected" : ""}${isFocused ? " canvas-card-focused" : ""}`}
        data-colour={colour}
        id={`node-${id}`}
        onDoubleClick={() => mayEdit && editText(id)}
      >
        {isEdited ? (
          <Written
            text={text}
            onChange={(written) =>
              editor.edit((document) => setParam(document, catalogue, id, "text", written), `${id} text`)
            }
          />
        ) : (
          <Marked text={text || t(mayEdit ? "canvas:empty_note" : "canvas:empty_note_to_read")} />
        )}
      </div>
    </>
  );
});

/** A titled box around nodes that belong together. */
export const FrameCard = memo(function FrameCard(props: NodeProps<Card>) {
  const { id, data, selected } = props;
  const { mayEdit } = useWorkplace();
  const node = useNode(data.node);
  const { params } = node;
  const isFocused = useEditor((state) => state.focused === id);
  return (
    <>
      <Resizer id={id} isVisible={selected && mayEdit} />
      <div
        className={`canvas-frame${selected ? " canvas-frame-selected" : ""}${isFocused ? " canvas-card-focused" : ""}`}
        data-colour={String(params.colour ?? "")}
        id={`node-${id}`}
      >
        <FoldButton frame={node} isOpen />
        <Title node={node} />
      </div>
      <FrameWords
        frame={node}
        left={props.positionAbsoluteX}
        top={props.positionAbsoluteY}
        width={props.width}
      />
    </>
  );
});

interface WordsProps {
  readonly frame: ScenarioNode;
  readonly left: number;
  readonly top: number;
  readonly width: number | undefined;
}

/** What a frame is called, once more above the wires, which the frame itself lies below; and what it says. */
function FrameWords({ frame: { id, title, params }, left, top, width }: WordsProps) {
  const isEdited = useIsEdited(id);
  return (
    <ViewportPortal>
      <div
        className="canvas-frame-words"
        data-colour={String(params.colour ?? "")}
        style={{ transform: `translate(${left}px, ${top}px)`, width }}
      >
        {isEdited ? <b /> : <b aria-hidden>{title}</b>}
        {params.title ? <p>{String(params.title)}</p> : null}
      </div>
    </ViewportPortal>
  );
}

function Resizer({ id, isVisible }: { id: string; isVisible: boolean }) {
  const { editor } = useWorkplace();
  return (
    <NodeResizer
      isVisible={isVisible}
      minWidth={60}
      minHeight={60}
      onResizeStart={editor.beginGesture}
      onResize={(_, { x, y, width, height }) =>
        wasGivenUp() ||
        editor.edit((document) =>
          resize(setPositions(document, new Map([[id, [x, y]]])), id, [width, height]),
        )
      }
      onResizeEnd={editor.endGesture}
    />
  );
}

function Written({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const { editor } = useWorkplace();
  // On from where it ends.
  useLayoutEffect(() => {
    const field = area.current;
    field?.focus({ preventScroll: true });
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);
  return (
    <textarea
      ref={area}
      className="nodrag nowheel"
      aria-label={t("canvas:note_text")}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        keepKeys(event);
        if (event.key === "Escape") stopEditing();
      }}
      onBlur={(event) => {
        editor.settle();
        stopEditing(event.relatedTarget);
      }}
    />
  );
}
