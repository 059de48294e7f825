/** What the caller hears: texts, recordings, spoken values and pauses, one after the other. */

import { newItem } from "@/document/adding";
import type { Json } from "@/document/types";
import { t } from "@/i18n";
import { Fields } from "../Fields";
import { type FieldProps, useForm } from "../form";
import { Spot } from "../Spot";
import { asList, asObject, kindsOf } from "../schema";
import { Wrong } from "../Wrong";
import { AddItem } from "./AddItem";
import { ListTools } from "./ListTools";

export function Prompt({ path, schema, value, label }: FieldProps) {
  const { root, change, isReadOnly } = useForm();
  const items = asList(value, schema);
  const kinds = kindsOf(schema, root);
  const made = (kind: string): Json => newItem({ items: kinds.get(kind) ?? {} }, root, []);
  return (
    <div className="inspector-list" role="group" aria-label={label}>
      {items.map((item, index) => {
        const own = [...path, index];
        const values = asObject(item);
        const kind = [...kinds.keys()].find((key) => key in values) ?? "text";
        const named = t("inspector:item", { label, number: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have nothing but their place
          <Spot key={index} path={own} className="inspector-row" group={named}>
            <div className="inspector-row-head">
              <select
                value={kind}
                aria-label={t("inspector:prompt_kind", { label: named })}
                disabled={isReadOnly}
                onChange={(event) => change(own, made(event.currentTarget.value))}
              >
                {[...kinds.keys()].map((one) => (
                  <option key={one} value={one}>
                    {t(`inspector:prompt_${one}`)}
                  </option>
                ))}
              </select>
              <ListTools path={path} list={schema} count={items.length} index={index} label={named} />
            </div>
            <div className="inspector-bare">
              <Fields schema={kinds.get(kind) ?? {}} path={own} values={values} />
            </div>
            <Wrong path={own} />
          </Spot>
        );
      })}
      <AddItem
        path={path}
        items={items}
        item={() => made("text")}
        most={Number(schema.maxItems ?? 10)}
        text={t("inspector:add_prompt")}
      />
    </div>
  );
}
