/** What two people changed at once: node by node, both versions side by side, and a choice for each. */

import { IconArrowsSplit } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { goToNode } from "@/canvas/navigation";
import type { Json, ScenarioDocument, ScenarioNode } from "@/document/types";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { fieldChanges, type Led } from "@/revisions/diff";
import { nodeTitle, outputName, shown, toldField, toldLed } from "@/revisions/telling";
import { useKeeping } from "./Keeper";
import { type Conflict, merge, type Side } from "./merge";
import { isRepeat, type Wire } from "./parts";
import { type Theirs, useSaving } from "./state";

export function Conflicts() {
  const { base, theirs } = useSaving();
  return base && theirs ? <Panel base={base} theirs={theirs} /> : null;
}

function Panel({ base, theirs }: { base: ScenarioDocument; theirs: Theirs }) {
  const { autosave, editor } = useKeeping();
  const mine = useStore(editor.store, (state) => state.document);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map());
  const groups = useMemo(() => grouped(merge(base, mine, theirs.document).conflicts), [base, mine, theirs]);
  const name = theirs.changedBy || t("saving:somebody");
  const open = [...groups.keys()].filter((key) => !chosen.has(key)).length;
  const chooseAll = (side: Side) => setChosen(new Map([...groups.keys()].map((key) => [key, side])));
  const resolve = () => {
    const choices = [...groups].flatMap(([key, conflicts]) =>
      conflicts.map(({ id }) => [id, chosen.get(key) ?? "mine"] as const),
    );
    autosave.resolve(new Map(choices));
  };
  return (
    <section className="saving-conflicts" aria-labelledby="saving-conflicts-title">
      <header>
        <IconArrowsSplit size={17} aria-hidden />
        <h2 id="saving-conflicts-title">{t("saving:conflict_by", { name })}</h2>
        <button type="button" className="saving-button" onClick={() => chooseAll("mine")}>
          {t("saving:all_mine")}
        </button>
        <button type="button" className="saving-button" onClick={() => chooseAll("theirs")}>
          {t("saving:all_theirs", { name })}
        </button>
      </header>
      <p>{t("saving:conflict_told")}</p>
      <div className="saving-groups">
        {[...groups].map(([key, conflicts]) => (
          <Group
            key={key}
            id={key}
            conflicts={conflicts}
            documents={[mine, theirs.document, base]}
            name={name}
            side={chosen.get(key)}
            onChoose={(side) => setChosen(new Map(chosen).set(key, side))}
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
  readonly id: string;
  readonly conflicts: readonly Conflict[];
  readonly documents: readonly ScenarioDocument[];
  readonly name: string;
  readonly side: Side | undefined;
  readonly onChoose: (side: Side) => void;
}

function Group({ id, conflicts, documents, name, side, onChoose }: GroupProps) {
  const { editor } = useKeeping();
  const first = conflicts[0];
  const title = first?.node ? nodeTitle(first.node, ...documents) : (first?.key ?? id);
  const rows = useRows(conflicts, documents);
  return (
    <fieldset className="saving-group">
      <legend>
        {first?.node ? (
          <button type="button" onClick={() => goToNode(editor, id)}>
            {title}
          </button>
        ) : (
          title
        )}
      </legend>
      {(["mine", "theirs"] as const).map((which) => (
        <label key={which} className={side === which ? "saving-side saving-side-chosen" : "saving-side"}>
          <span>
            <input
              type="radio"
              name={`side ${id}`}
              checked={side === which}
              onChange={() => onChoose(which)}
            />
            {which === "mine" ? t("saving:mine") : t("saving:theirs", { name })}
          </span>
          <dl>
            {rows.map((row) => (
              <div key={row.label}>
                <dt>{row.label}</dt>
                <dd>{row[which]}</dd>
              </div>
            ))}
          </dl>
        </label>
      ))}
    </fieldset>
  );
}

type Row = { readonly label: string } & Readonly<Record<Side, string>>;

function useRows(conflicts: readonly Conflict[], documents: readonly ScenarioDocument[]): Row[] {
  const { catalogue, page } = useWorkplace();
  return conflicts.flatMap((conflict): Row[] => {
    if (conflict.kind === "nodes") {
      const [mine, theirs] = [conflict.mine, conflict.theirs] as (ScenarioNode | null)[];
      if (!mine || !theirs)
        return [{ label: t("saving:node"), mine: presence(mine), theirs: presence(theirs) }];
      const component = catalogue.get(mine.type);
      return fieldChanges(mine, theirs).map((field) => {
        const told = toldField(field, component, [mine, theirs], page.language);
        return { label: told.label, mine: told.before, theirs: told.after };
      });
    }
    if (conflict.kind === "wires") {
      const [source = "", key = ""] = conflict.key.split(" ");
      const output = outputName({ source, key }, catalogue, page.language, ...documents);
      const told = (wire: unknown) => toldLed(led(wire as Wire | null), ...documents);
      const label = t("saving:output", { title: output });
      return [{ label, mine: told(conflict.mine), theirs: told(conflict.theirs) }];
    }
    const [mine, theirs] = [conflict.mine, conflict.theirs] as Json[];
    return [{ label: t(`saving:kind_${conflict.kind}`), mine: shown(mine), theirs: shown(theirs) }];
  });
}

function presence(node: ScenarioNode | null | undefined): string {
  return t(node ? "saving:is_kept" : "saving:is_removed");
}

function led(wire: Wire | null): Led | null {
  return wire && { target: wire.target, limit: isRepeat(wire) ? wire.limit : null };
}
