/** A list of rows, each an output of its own where the component says so: its target stands in the row. */

import { newItem } from "@/document/adding";
import { t } from "@/i18n";
import { Fields } from "../Fields";
import { type FieldProps, useForm } from "../form";
import { OutputTarget } from "../OutputTarget";
import { asList, asObject, itemOf, pathText } from "../schema";
import { Wrong } from "../Wrong";
import { AddItem } from "./AddItem";
import { ListTools } from "./ListTools";

const HIDDEN: ReadonlySet<string> = new Set(["id"]);

export function Rows({ path, schema, value, label }: FieldProps) {
  const { root, component, node } = useForm();
  const rows = asList(value, schema);
  const item = itemOf(schema, root);
  const isOutputs = path.length === 1 && path[0] === component.rows_of;
  return (
    <div className="inspector-list" role="group" aria-label={label}>
      {rows.map((row, index) => {
        const own = [...path, index];
        const values = asObject(row);
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
              <OutputTarget
                output={{ source: node, key: values.id }}
                kind={component.rows_kind}
                label={named}
              />
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
