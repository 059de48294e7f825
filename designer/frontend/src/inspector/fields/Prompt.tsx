/** What the caller hears: texts, recordings, spoken values and pauses, one after the other. */

import { resolve } from "@/document/adding";
import type { Json, Params } from "@/document/types";
import { t } from "@/i18n";
import { Fields, Wrong } from "../Fields";
import { type FieldProps, useForm } from "../form";
import { pathText, type Schema } from "../schema";
import { AddItem } from "./AddItem";
import { ListTools } from "./ListTools";

/** The key by which the kinds of items differ, and what a new one holds. */
const NEW_ITEMS: Readonly<Record<string, Params>> = {
  text: { text: "" },
  sound: { sound: "" },
  say: { say: "" },
  silence_s: { silence_s: 1 },
};
const KINDS = Object.keys(NEW_ITEMS);

export function Prompt({ path, schema, value, label }: FieldProps) {
  const { root, change, isReadOnly } = useForm();
  const items = (Array.isArray(value) ? value : (schema.default ?? [])) as readonly Json[];
  const kinds = ((resolve((schema.items ?? {}) as Schema, root).oneOf ?? []) as readonly Schema[]).map(
    (kind) => resolve(kind, root),
  );
  return (
    <div className="inspector-list" role="group" aria-label={label}>
      {items.map((item, index) => {
        const own = [...path, index];
        const values = (typeof item === "object" && item !== null ? item : {}) as Params;
        const kind = KINDS.find((key) => key in values) ?? "text";
        const itemSchema =
          kinds.find((one) => ((one.required ?? []) as readonly string[]).includes(kind)) ?? {};
        const named = t("inspector:item", { label, number: index + 1 });
        return (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: items have nothing but their place
            key={index}
            className="inspector-row"
            role="group"
            aria-label={named}
            data-param={pathText(own)}
          >
            <div className="inspector-row-head">
              <select
                value={kind}
                aria-label={t("inspector:prompt_kind", { label: named })}
                disabled={isReadOnly}
                onChange={(event) => change(own, NEW_ITEMS[event.currentTarget.value] ?? null)}
              >
                {KINDS.map((one) => (
                  <option key={one} value={one}>
                    {t(`inspector:prompt_${one}`)}
                  </option>
                ))}
              </select>
              <ListTools path={path} items={items} index={index} label={named} />
            </div>
            <div className="inspector-bare">
              <Fields schema={itemSchema} path={own} values={values} />
            </div>
            <Wrong path={own} />
          </div>
        );
      })}
      <AddItem
        path={path}
        items={items}
        item={() => NEW_ITEMS.text ?? null}
        most={Number(schema.maxItems ?? 10)}
        text={t("inspector:add_prompt")}
      />
    </div>
  );
}
