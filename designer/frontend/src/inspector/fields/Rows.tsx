/** A list of rows, each an output of its own where the component says so: its target stands in the row. */

import { newItem, resolve } from "@/document/adding";
import type { Json, Params } from "@/document/types";
import { t } from "@/i18n";
import { Fields, Wrong } from "../Fields";
import { type FieldProps, useForm } from "../form";
import { OutputTarget } from "../OutputTarget";
import { pathText, type Schema } from "../schema";
import { AddItem } from "./AddItem";
import { ListTools } from "./ListTools";

const HIDDEN: ReadonlySet<string> = new Set(["id"]);

export function Rows({ path, schema, value, label }: FieldProps) {
  const { root, component, node } = useForm();
  const rows = (Array.isArray(value) ? value : (schema.default ?? [])) as readonly Json[];
  const item = resolve((schema.items ?? {}) as Schema, root);
  const isOutputs = path.length === 1 && path[0] === component.rows_of;
  return (
    <div className="inspector-list" role="group" aria-label={label}>
      {rows.map((row, index) => {
        const own = [...path, index];
        const values = (typeof row === "object" && row !== null && !Array.isArray(row) ? row : {}) as Params;
        const key = typeof values.id === "string" ? values.id : String(index);
        const named = t("inspector:item", { label, number: index + 1 });
        return (
          <div key={key} className="inspector-row" role="group" aria-label={named} data-param={pathText(own)}>
            <div className="inspector-row-head">
              <span>{index + 1}</span>
              <ListTools path={path} items={rows} index={index} label={named} />
            </div>
            <div className="inspector-row-fields">
              <Fields schema={item} path={own} values={values} without={HIDDEN} />
            </div>
            {isOutputs && typeof values.id === "string" ? (
              <OutputTarget output={{ source: node.id, key: values.id }} label={named} />
            ) : null}
            <Wrong path={own} />
          </div>
        );
      })}
      <AddItem
        path={path}
        items={rows}
        item={() => newItem(schema, root, rows)}
        most={Number(schema.maxItems ?? 1000)}
        text={t("inspector:add")}
      />
    </div>
  );
}
