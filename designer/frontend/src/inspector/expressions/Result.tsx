/** Below an expression: what it gives for the sample call, or what is wrong with it and how to mend it. */

import { IconAdjustments } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "@/editor/context";
import { t } from "@/i18n";
import { unitOffset, wordEnd } from "./ExpressionEditor";
import { type Tried, useSample } from "./trial";

interface Props {
  readonly tried: Tried | null;
  readonly kind: "expression" | "template";
  readonly source: string;
  readonly onFix: (from: number, to: number, text: string) => void;
}

export function Result({ tried, kind, source, onFix }: Props) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  if (!tried) return null;
  const [problem] = [...tried.problems, ...tried.failures];
  const isPlain = kind === "template" && !source.includes("{{");
  if (isPlain && !problem) return null;
  const suggestion = problem?.suggestion;
  const from = problem ? unitOffset(source, problem.offset) : 0;
  return (
    <div className="expression-result">
      {problem ? (
        <span className="expression-wrong">
          {words(problem.message)}{" "}
          {suggestion ? (
            <button type="button" onClick={() => onFix(from, wordEnd(source, from), suggestion)}>
              {t("inspector:replace_by", { suggestion })}
            </button>
          ) : null}
        </span>
      ) : (
        <span>
          {t("inspector:for_sample")} → <span className="mono">{tried.result ?? "null"}</span>
        </span>
      )}
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

/** The call that is tried: the same for every field of the page. */
function SampleForm({ names }: { names: readonly string[] }) {
  const sample = useSample();
  const facts = [
    ["called", t("inspector:sample_called")],
    ["caller", t("inspector:sample_caller")],
    ["line", t("inspector:sample_line")],
  ] as const;
  return (
    <div className="expression-form">
      {facts.map(([key, title]) => (
        <label key={key}>
          {title}
          <input
            className="mono"
            value={sample[key]}
            onChange={(event) => useSample.setState({ [key]: event.currentTarget.value })}
          />
        </label>
      ))}
      {names.map((name) => (
        <label key={name}>
          <span className="mono">{name}</span>
          <input
            className="mono"
            value={sample.values[name] ?? ""}
            placeholder={sample.called}
            onChange={(event) => {
              const value = event.currentTarget.value;
              useSample.setState(({ values }) => ({ values: { ...values, [name]: value } }));
            }}
          />
        </label>
      ))}
    </div>
  );
}
