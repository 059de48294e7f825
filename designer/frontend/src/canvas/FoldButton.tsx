/** The chevron of a frame: collapses it to one card, or opens it. The keyboard has a command for it. */

import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import type { ScenarioNode } from "@/document/types";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { foldFrame, mayFold, openFrame } from "./folding";
import { focusCanvas } from "./navigation";
import "./folding.css";

export function FoldButton({ frame, isOpen }: { frame: ScenarioNode; isOpen: boolean }) {
  const place = useWorkplace();
  if (isOpen && !mayFold(place, frame)) return null;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const words = t(isOpen ? "commands:fold_frame" : "commands:open_frame");
  return (
    <button
      type="button"
      className="canvas-fold nodrag nopan"
      tabIndex={-1}
      aria-expanded={isOpen}
      aria-label={`${words}: ${frame.title}`}
      title={words}
      onDoubleClick={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        (isOpen ? foldFrame : openFrame)(place, frame.id);
        place.editor.selectAndFocus([frame.id], frame.id);
        focusCanvas();
      }}
    >
      <Chevron size={16} aria-hidden />
    </button>
  );
}
