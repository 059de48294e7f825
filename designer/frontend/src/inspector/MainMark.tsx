/**
 * The arrow before a target: thick and red where the main path goes along, in a frame where the output is marked as
 * main. Of a connected output it is the button that marks it.
 */

import { IconArrowNarrowRight, IconArrowRight } from "@tabler/icons-react";
import { toggleMainMark } from "@/canvas/main_mark";
import { isMarkedMain, mayBeMain } from "@/document/main_output";
import { type OutputRef, outputId } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { useIsMain } from "@/wires/planned";

export function MainMark({ output, label }: { output: OutputRef; label: string }) {
  const place = useWorkplace();
  const isOnMain = useIsMain(outputId(output));
  const isMarked = useEditor(({ document }) => isMarkedMain(document, output));
  const mayMark = useEditor(({ document }) => mayBeMain(document, output)) || isMarked;
  const classes = [
    "inspector-main",
    isOnMain ? "inspector-main-on" : "",
    isMarked ? "inspector-main-marked" : "",
  ];
  const className = classes.filter(Boolean).join(" ");
  const arrow = isOnMain ? (
    <IconArrowRight size={16} stroke={3} aria-hidden />
  ) : (
    <IconArrowNarrowRight size={16} aria-hidden />
  );
  const said = isOnMain ? <span className="sr">{t("inspector:on_main")}</span> : null;
  if (!place.mayEdit || !mayMark)
    return (
      <span className={className} title={isMarked ? t("inspector:is_main") : undefined}>
        {arrow}
        {said}
        {isMarked ? <span className="sr">{t("inspector:is_main")}</span> : null}
      </span>
    );
  return (
    <>
      <button
        type="button"
        className={className}
        aria-pressed={isMarked}
        aria-label={t("inspector:main", { label })}
        title={t(isMarked ? "commands:unmark_main" : "inspector:mark_main")}
        onClick={() => toggleMainMark(place, output)}
      >
        {arrow}
      </button>
      {said}
    </>
  );
}
