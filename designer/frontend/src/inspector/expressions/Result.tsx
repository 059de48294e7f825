/** Below an expression: what it gives for the sample call, or what is wrong with it and how to mend it. */

import { IconAdjustments } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "@/editor/context";
import { t } from "@/i18n";
import { SampleForm } from "./SampleForm";
import type { Tried } from "./trial";
import { unitOffset, wordEnd } from "./words";

interface Props {
  readonly tried: Tried | null;
  readonly kind: "expression" | "template";
  readonly source: string;
  /** The checks say what is wrong already, with what mends it. */
  readonly isTold: boolean;
  readonly onFix: (from: number, to: number, text: string) => void;
}

export function Result({ tried, kind, source, isTold, onFix }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (!tried) return null;
  if (kind === "template" && !source.includes("{{")) return null;
  // Nothing came out, and what is wrong stands below: an empty line would be left.
  if (isTold && tried.problems.length > 0 && !isOpen) return null;
  return (
    <div className="expression-result">
      <Outcome tried={tried} source={source} isTold={isTold} onFix={onFix} />
      <button
        type="button"
        className="expression-sample"
        aria-expanded={isOpen}
        aria-label={t("inspector:sample")}
        title={t("inspector:sample")}
        onClick={() => setOpen(!isOpen)}
      >
        <IconAdjustments size={14} aria-hidden />
      </button>
      {isOpen ? <SampleForm names={tried.names} /> : null}
    </div>
  );
}

function Outcome({ tried, source, isTold, onFix }: Omit<Props, "kind" | "tried"> & { tried: Tried }) {
  const words = useWords();
  const [problem] = tried.problems;
  const [failure] = tried.failures;
  if (problem && isTold) return <span />;
  if (problem) {
    // A place in an older text is not to be mended in this one.
    const suggestion = tried.source === source ? problem.suggestion : null;
    const from = unitOffset(source, problem.offset);
    return (
      <span className="expression-wrong">
        {words(problem.message)}{" "}
        {suggestion ? (
          <button type="button" onClick={() => onFix(from, wordEnd(source, from), suggestion)}>
            {t("inspector:replace_by", { suggestion })}
          </button>
        ) : null}
      </span>
    );
  }
  // What fails for this sample may well work for a call.
  if (failure)
    return (
      <span className="expression-failed">
        {t("inspector:for_sample")}: {words(failure.message)}
      </span>
    );
  return (
    <span>
      {t("inspector:for_sample")} → <output className="mono">{tried.result ?? "null"}</output>
    </span>
  );
}
