/** A list of texts, such as the numbers of a transfer. */

import { t } from "@/i18n";
import { Control } from "../Control";
import { type FieldProps, useForm } from "../form";
import { Spot } from "../Spot";
import { asList, itemOf } from "../schema";
import { Wrong } from "../Wrong";
import { AddItem } from "./AddItem";
import { ListTools } from "./ListTools";

export function Texts({ id, path, schema, value, label }: FieldProps) {
  const { root } = useForm();
  const items = asList(value, schema);
  const item = itemOf(schema, root);
  // The list says what its texts are (phone numbers), the texts themselves how they are written (with holes).
  const inner = { ...item, "x-names": schema["x-widget"] ?? null };
  return (
    <div className="inspector-list" role="group" aria-label={label}>
      {items.map((text, index) => {
        const own = [...path, index];
        const named = t("inspector:item", { label, number: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: texts have nothing but their place
          <Spot key={index} path={own} className="inspector-line">
            <Control path={own} schema={inner} value={text} label={named} id={`${id}-${index}`} />
            <ListTools path={path} list={schema} count={items.length} index={index} label={named} />
            <Wrong path={own} />
          </Spot>
        );
      })}
      <AddItem
        path={path}
        items={items}
        item={() => ""}
        most={Number(schema.maxItems ?? 100)}
        text={t("inspector:add")}
      />
    </div>
  );
}
