/** A list of rows, each an output of its own where the component says so: its target stands in the row. */

import { memo } from "react";
import { newItem } from "@/document/adding";
import type { Json } from "@/document/types";
import { t } from "@/i18n";
import { Fields } from "../Fields";
import { type FieldProps, useForm } from "../form";
import { OutputTarget } from "../OutputTarget";
import { Spot } from "../Spot";
import { asList, asObject, itemOf, type Path, pathText, type Schema } from "../schema";
import { Wrong } from "../Wrong";
import { AddItem } from "./AddItem";
import { ListTools } from "./ListTools";

const HIDDEN: ReadonlySet<string> = new Set(["id"]);

export function Rows({ path, schema, value, label }: FieldProps) {
  const { root } = useForm();
  const rows = asList(value, schema);
  const item = itemOf(schema, root);
  return (
    <div className="inspector-list" role="group" aria-label={label}>
      {rows.map((row, index) => {
        const { id } = asObject(row);
        return (
          <Row
            key={typeof id === "string" ? id : index}
            path={path}
            row={row}
            index={index}
            list={schema}
            item={item}
            count={rows.length}
            label={t("inspector:item", { label, number: index + 1 })}
          />
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

interface RowProps {
  /** The way to the list. */
  readonly path: Path;
  readonly list: Schema;
  readonly item: Schema;
  readonly row: Json;
  readonly index: number;
  readonly count: number;
  readonly label: string;
}

/** The other rows of a long list stay as they are while one is written. */
function isSameRow(before: RowProps, after: RowProps): boolean {
  return (
    before.row === after.row &&
    before.index === after.index &&
    before.count === after.count &&
    before.list === after.list &&
    before.label === after.label &&
    pathText(before.path) === pathText(after.path)
  );
}

const Row = memo(function Row({ path, list, item, row, index, count, label }: RowProps) {
  const { component, node } = useForm();
  const values = asObject(row);
  const own = [...path, index];
  const isOutput = path.length === 1 && path[0] === component.rows_of && typeof values.id === "string";
  return (
    <Spot path={own} className="inspector-row" group={label}>
      <div className="inspector-row-head">
        <span>{index + 1}</span>
        <ListTools path={path} list={list} count={count} index={index} label={label} />
      </div>
      <div className="inspector-row-fields">
        <Fields schema={item} path={own} values={values} without={HIDDEN} />
      </div>
      {isOutput ? (
        <OutputTarget source={node} outputKey={String(values.id)} kind={component.rows_kind} label={label} />
      ) : null}
      <Wrong path={own} />
    </Spot>
  );
}, isSameRow);
