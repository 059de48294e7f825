/** Moving and removing an item of a list, by mouse and by keyboard alike. */

import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import type { Json } from "@/document/types";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { useForm } from "../form";
import type { Path } from "../schema";

interface Props {
  readonly path: Path;
  readonly items: readonly Json[];
  readonly index: number;
  readonly label: string;
}

export function ListTools({ path, items, index, label }: Props) {
  const { change, isReadOnly } = useForm();
  if (isReadOnly) return null;
  const item = items[index] ?? null;
  const move = (to: number) => {
    change(path, items.toSpliced(index, 1).toSpliced(to, 0, item));
    announce(t("inspector:said_moved", { label, place: to + 1 }));
  };
  return (
    <span className="inspector-tools">
      <button
        type="button"
        disabled={index === 0}
        aria-label={t("inspector:up", { label })}
        title={t("inspector:up", { label })}
        onClick={() => move(index - 1)}
      >
        <IconArrowUp size={13} aria-hidden />
      </button>
      <button
        type="button"
        disabled={index === items.length - 1}
        aria-label={t("inspector:down", { label })}
        title={t("inspector:down", { label })}
        onClick={() => move(index + 1)}
      >
        <IconArrowDown size={13} aria-hidden />
      </button>
      <button
        type="button"
        aria-label={t("inspector:remove", { label })}
        title={t("inspector:remove", { label })}
        onClick={() => change(path, items.toSpliced(index, 1))}
      >
        <IconX size={13} aria-hidden />
      </button>
    </span>
  );
}
