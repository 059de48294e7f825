/** What two people changed at once: field by field under its node, both values side by side, and a choice for each. */

import { IconArrowsSplit } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { focusCanvas, goToNode } from "@/canvas/navigation";
import type { ScenarioDocument } from "@/document/types";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { nodeTitle } from "@/revisions/telling";
import { announce } from "@/speech/announce";
import type { Choices, Conflict, Side } from "./asking";
import { toldConflict } from "./conflict_words";
import { useKeeping } from "./Keeper";
import { merge } from "./merge";
import { type Theirs, useSaving } from "./state";

export function Conflicts() {
  const base = useSaving((state) => state.base);
  const theirs = useSaving((state) => state.theirs);
  return base && theirs ? <Panel base={base} theirs={theirs} /> : null;
}

function Panel({ base, theirs }: { base: ScenarioDocument; theirs: Theirs }) {
  const { page } = useWorkplace();
  const { autosave, editor } = useKeeping();
  const mine = useStore(editor.store, (state) => state.document);
  const [chosen, setChosen] = useState<Choices>(new Map());
  // With what is chosen already: a wire that is chosen may need a node that the other side took away.
  const conflicts = useMemo(
    () => merge(base, mine, theirs.document, chosen).conflicts,
    [base, mine, theirs, chosen],
  );
  const isOneself = theirs.changedBy === page.user.name;
  const name = theirs.changedBy || t("saving:somebody");
  const theirSide = isOneself ? t("saving:of_other_window") : t("saving:theirs", { name });
  const open = openOf(conflicts, chosen);
  const choose = (sides: Choices) => {
    const all = new Map([...chosen, ...sides]);
    setChosen(all);
    const { conflicts } = merge(base, mine, theirs.document, all);
    announce(t("saving:left_to_choose", { count: openOf(conflicts, all) }));
  };
  const chooseAll = (side: Side) => {
    let all: Choices = chosen;
    // Each choice may raise another question, which the same side answers.
    for (let asked = conflicts; asked.some(({ id }) => all.get(id) !== side); ) {
      all = new Map([...all, ...asked.map(({ id }) => [id, side] as const)]);
      asked = merge(base, mine, theirs.document, all).conflicts;
    }
    choose(all);
  };
  const resolve = () => {
    autosave.resolve(chosen);
    focusCanvas();
  };
  return (
    <section className="saving-conflicts" aria-labelledby="saving-conflicts-title">
      <header>
        <IconArrowsSplit size={17} aria-hidden />
        <h2 id="saving-conflicts-title">
          {isOneself ? t("saving:conflict_with_oneself") : t("saving:conflict_by", { name })}
        </h2>
        <button type="button" className="saving-button" onClick={() => chooseAll("mine")}>
          {t("saving:all_mine")}
        </button>
        <button type="button" className="saving-button" onClick={() => chooseAll("theirs")}>
          {isOneself ? t("saving:all_of_other_window") : t("saving:all_theirs", { name })}
        </button>
      </header>
      <p>{t("saving:conflict_told")}</p>
      <div className="saving-groups">
        {[...grouped(conflicts)].map(([key, conflicts]) => (
          <Group
            key={key}
            conflicts={conflicts}
            documents={[mine, theirs.document, base]}
            theirSide={theirSide}
            chosen={chosen}
            onChoose={(conflict, side) => choose(new Map([[conflict.id, side]]))}
          />
        ))}
      </div>
      <footer>
        <span>{t("saving:left_to_choose", { count: open })}</span>
        <button type="button" className="shell-primary" disabled={open > 0} onClick={resolve}>
          {t("saving:merge")}
        </button>
      </footer>
    </section>
  );
}

function openOf(conflicts: readonly Conflict[], chosen: Choices): number {
  return conflicts.filter(({ id }) => !chosen.has(id)).length;
}

/** By the node they belong to; what belongs to none stands by itself. */
function grouped(conflicts: readonly Conflict[]): ReadonlyMap<string, readonly Conflict[]> {
  const groups = new Map<string, Conflict[]>();
  for (const conflict of conflicts) {
    const key = conflict.node ?? conflict.id;
    const known = groups.get(key);
    if (known) known.push(conflict);
    else groups.set(key, [conflict]);
  }
  return groups;
}

interface GroupProps {
  readonly conflicts: readonly Conflict[];
  readonly documents: readonly ScenarioDocument[];
  /** What the other side is called. */
  readonly theirSide: string;
  readonly chosen: Choices;
  readonly onChoose: (conflict: Conflict, side: Side) => void;
}

/** The fields of one node, or a variable or property that stands by itself. */
function Group({ conflicts, documents, theirSide, chosen, onChoose }: GroupProps) {
  const place = useWorkplace();
  const node = conflicts[0]?.node ?? null;
  const title = node === null ? null : nodeTitle(node, ...documents);
  return (
    <section className="saving-group">
      {node === null ? null : (
        <h3>
          <button type="button" onClick={() => goToNode(place, node)}>
            {title}
          </button>
        </h3>
      )}
      {conflicts.map((conflict) => (
        <Field
          key={conflict.id}
          conflict={conflict}
          documents={documents}
          of={title}
          theirSide={theirSide}
          side={chosen.get(conflict.id)}
          onChoose={(side) => onChoose(conflict, side)}
        />
      ))}
    </section>
  );
}

interface FieldProps {
  readonly conflict: Conflict;
  readonly documents: readonly ScenarioDocument[];
  /** The title of the node that it belongs to. */
  readonly of: string | null;
  readonly theirSide: string;
  readonly side: Side | undefined;
  readonly onChoose: (side: Side) => void;
}

function Field({ conflict, documents, of, theirSide, side, onChoose }: FieldProps) {
  const { catalogue, page } = useWorkplace();
  const told = toldConflict(conflict, documents, catalogue, page.language);
  return (
    <fieldset className="saving-field">
      <legend>
        {of === null ? null : <span className="sr">{of}: </span>}
        {told.label}
      </legend>
      {(["mine", "theirs"] as const).map((which) => (
        <label key={which} className={side === which ? "saving-side saving-side-chosen" : "saving-side"}>
          <span>
            <input
              type="radio"
              name={conflict.id}
              checked={side === which}
              onChange={() => onChoose(which)}
            />
            {which === "mine" ? t("saving:mine") : theirSide}
          </span>
          {told[which].map((line) => (
            <span key={line} className="saving-value">
              {line}
            </span>
          ))}
        </label>
      ))}
    </fieldset>
  );
}
