/** Moving and removing an item of a list, by mouse and by keyboard alike: the keyboard goes with what was moved. */

import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import type { ComponentType } from "react";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { focusIn } from "../focus";
import { useForm } from "../form";
import { asList, type Path, type Schema } from "../schema";
import { DragHandle } from "./DragHandle";

interface Props {
  readonly path: Path;
  /** The schema of the list: what it holds while nothing is stored. */
  readonly list: Schema;
  readonly count: number;
  readonly index: number;
  readonly label: string;
}

export function ListTools({ path, list, count, index, label }: Props) {
  const { change, isReadOnly } = useForm();
  if (isReadOnly) return null;
  const moveTo = (to: number) => {
    change(path, (stored) => {
      const items = asList(stored, list);
      return items.toSpliced(index, 1).toSpliced(to, 0, items[index] ?? null);
    });
    announce(t("inspector:said_moved", { label, place: to + 1 }));
  };
  const move = (to: number, tool: "up" | "down") => {
    moveTo(to);
    // At the end of the list that arrow is off, and the other one has the keyboard.
    focusIn([...path, to], `[data-tool="${tool}"]:enabled, [data-tool]:enabled`);
  };
  const remove = () => {
    change(path, (stored) => asList(stored, list).toSpliced(index, 1));
    announce(t("inspector:said_removed", { label }));
    const next = Math.min(index, count - 2);
    if (next >= 0) focusIn([...path, next], '[data-tool="remove"]');
    else focusIn(path, ".inspector-add");
  };
  return (
    <span className="inspector-tools">
      {count > 1 ? (
        <DragHandle path={path} count={count} index={index} label={label} onMove={moveTo} />
      ) : null}
      <Tool
        tool="up"
        Icon={IconArrowUp}
        name={t("inspector:up", { label })}
        isOff={index === 0}
        onPress={() => move(index - 1, "up")}
      />
      <Tool
        tool="down"
        Icon={IconArrowDown}
        name={t("inspector:down", { label })}
        isOff={index === count - 1}
        onPress={() => move(index + 1, "down")}
      />
      <Tool tool="remove" Icon={IconX} name={t("inspector:remove", { label })} onPress={remove} />
    </span>
  );
}

function Tool({
  tool,
  Icon,
  name,
  isOff = false,
  onPress,
}: {
  tool: string;
  Icon: ComponentType<{ size: number }>;
  name: string;
  isOff?: boolean;
  onPress: () => void;
}) {
  return (
    <button type="button" data-tool={tool} aria-label={name} title={name} disabled={isOff} onClick={onPress}>
      <Icon size={13} aria-hidden />
    </button>
  );
}
