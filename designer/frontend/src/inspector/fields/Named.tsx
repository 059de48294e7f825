/** A queue, a box or a sound by its name: chosen from those there are, or written; an unknown one is said. */

import { useIssues } from "@/checks/issues";
import { t } from "@/i18n";
import { type FieldProps, useForm } from "../form";
import { useNames } from "../names";
import { pathText } from "../schema";

export function Named({ id, path, schema, value, label, isRequired }: FieldProps) {
  const { node, change, settle, isReadOnly } = useForm();
  const kind = String(schema["x-widget"]);
  const names = useNames(kind);
  const text = typeof value === "string" ? value : "";
  const here = pathText(path);
  const isTold = useIssues(node).some((issue) => issue.param === here);
  return (
    <>
      <input
        id={id}
        list={`${id}-names`}
        aria-label={label}
        aria-required={isRequired}
        value={text}
        readOnly={isReadOnly}
        autoComplete="off"
        onChange={(event) => change(path, event.currentTarget.value, true)}
        onBlur={settle}
      />
      <datalist id={`${id}-names`}>
        {names?.names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {names && !names.is_known && !isTold ? (
        <p className="inspector-hint">{t("inspector:names_unknown")}</p>
      ) : null}
      {names?.is_known && !names.is_open && text && !names.names.includes(text) && !isTold ? (
        <p className="inspector-wrong inspector-wrong-warning">
          {t("inspector:name_not_there", { name: text })}
        </p>
      ) : null}
    </>
  );
}
