/** An expression or a text with holes: a plain field until its editor has come. */

import { type RefObject, Suspense, useLayoutEffect, useRef } from "react";
import { useIssues } from "@/checks/issues";
import { t } from "@/i18n";
import { lately } from "@/shell/lately";
import { type FieldProps, useForm } from "../form";
import { useNames } from "../names";
import { pathText } from "../schema";

const ExpressionEditor = lately(async () => (await import("../expressions/ExpressionEditor")).default);

export function Expression({ id, path, schema, value, label, isRequired = false }: FieldProps) {
  const { node, change, settle, isReadOnly } = useForm();
  const here = pathText(path);
  const isTold = useIssues(node).some((issue) => issue.param === here && issue.offset != null);
  const kind = schema["x-widget"] === "template" ? "template" : "expression";
  // Beside its unit a field is too narrow for an example.
  const wanted = schema["x-names"] === "phone" ? "phone" : schema["x-unit"] ? "measured" : kind;
  const placeholder = typeof schema.default === "string" ? schema.default : t(`inspector:write_${wanted}`);
  const text = typeof value === "string" ? value : "";
  // A text that may be absent is absent when nothing is written; any other is an empty text.
  const write = (written: string) =>
    change(path, written === "" && schema["x-nullable"] ? null : written, true);
  const hadFocus = useRef(false);
  const plain = { id, label, isRequired, text, isReadOnly, hadFocus, onChange: write };
  return (
    <>
      <Suspense fallback={<PlainField {...plain} />}>
        <ExpressionEditor
          id={id}
          label={label}
          isRequired={isRequired}
          kind={kind}
          value={text}
          placeholder={placeholder}
          isReadOnly={isReadOnly}
          isOneLine={kind === "expression" || typeof schema["x-names"] === "string"}
          isTold={isTold}
          hadFocus={hadFocus}
          onChange={write}
          onLeave={settle}
        />
      </Suspense>
      {typeof schema["x-names"] === "string" ? (
        <KnownNames kind={schema["x-names"]} text={text} onChoose={write} />
      ) : null}
    </>
  );
}

interface Plain {
  readonly id: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly hadFocus: RefObject<boolean>;
  readonly onChange: (text: string) => void;
}

/** Whoever writes before the editor has come loses no letter, and goes on in it. */
function PlainField({ id, label, isRequired, text, isReadOnly, hadFocus, onChange }: Plain) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const own = field.current;
    return () => {
      hadFocus.current = own !== null && own === document.activeElement;
    };
  }, [hadFocus]);
  return (
    <input
      ref={field}
      id={id}
      className="mono"
      value={text}
      aria-label={label}
      aria-required={isRequired}
      readOnly={isReadOnly}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Names of the installation to take with one click, such as its phones; they fit what is written so far. */
function KnownNames({
  kind,
  text,
  onChoose,
}: {
  kind: string;
  text: string;
  onChoose: (name: string) => void;
}) {
  const names = useNames(kind)
    ?.names.filter((name) => name.startsWith(text) && name !== text)
    .slice(0, 6);
  if (!names?.length) return null;
  return (
    <div className="inspector-names">
      {names.map((name) => (
        <button key={name} type="button" className="mono" onClick={() => onChoose(name)}>
          {name}
        </button>
      ))}
    </div>
  );
}
