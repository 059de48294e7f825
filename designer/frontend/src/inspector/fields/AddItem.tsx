/** The button below a list; the new item gets the keyboard. */

import { IconPlus } from "@tabler/icons-react";
import type { Json } from "@/document/types";
import { focusIn, WRITABLE } from "../focus";
import { useForm } from "../form";
import type { Path } from "../schema";

interface Props {
  readonly path: Path;
  readonly items: readonly Json[];
  readonly item: () => Json;
  readonly most: number;
  readonly text: string;
}

export function AddItem({ path, items, item, most, text }: Props) {
  const { change, isReadOnly } = useForm();
  if (isReadOnly) return null;
  const add = () => {
    change(path, [...items, item()]);
    focusIn([...path, items.length], WRITABLE);
  };
  return (
    <button type="button" className="inspector-add" disabled={items.length >= most} onClick={add}>
      <IconPlus size={14} aria-hidden />
      {text}
    </button>
  );
}
