/** A conflict in words: which field it is, and what each side has there. */

import type { Catalogue, Language } from "@/document/catalogue";
import type { Json, ScenarioDocument, ScenarioNode } from "@/document/types";
import { t } from "@/i18n";
import { fieldChanges, type Led } from "@/revisions/diff";
import { outputName, shown, toldField, toldLed } from "@/revisions/telling";
import type { Conflict, Side } from "./asking";
import { isRepeat, type Wire } from "./parts";
import { isParams } from "./rows";

/** `label`: the field; of each side one line or more. */
export type Told = { readonly label: string } & Readonly<Record<Side, readonly string[]>>;

/** `documents`: mine, theirs, and the one that both began with. */
export function toldConflict(
  conflict: Conflict,
  documents: readonly ScenarioDocument[],
  catalogue: Catalogue,
  language: Language,
): Told {
  if (conflict.kind === "fields") return toldOfField(conflict, documents, catalogue, language);
  if (conflict.kind === "nodes") return toldOfNode(conflict, catalogue, language);
  if (conflict.kind === "wires") {
    const [source = "", key = ""] = conflict.key.split(" ");
    const output = outputName({ source, key }, catalogue, language, ...documents);
    const told = (wire: unknown) => [toldLed(led(wire as Wire | undefined), ...documents)];
    const label = t("saving:output", { title: output });
    return { label, mine: told(conflict.mine), theirs: told(conflict.theirs) };
  }
  const label =
    conflict.kind === "variables"
      ? t("revisions:variable", { name: conflict.key })
      : t("revisions:property", { name: conflict.key });
  const told = (value: unknown) => [value === undefined ? t("saving:is_removed") : shown(value as Json)];
  return { label, mine: told(conflict.mine), theirs: told(conflict.theirs) };
}

function toldOfField(
  { key, node, mine, theirs }: Conflict,
  documents: readonly ScenarioDocument[],
  catalogue: Catalogue,
  language: Language,
): Told {
  const versions = documents.map((document) => document.nodes.find(({ id }) => id === node) ?? null);
  const path = key.slice(key.indexOf(" ") + 1);
  const [before, after] = [mine, theirs] as (Json | undefined)[];
  const component = catalogue.get(versions[0]?.type ?? "");
  const told = toldField({ path, before, after }, component, versions, language);
  const isRow = [before, after].some((value) => isParams(value) && "id" in value);
  const nothing = t(isRow ? "saving:is_removed" : "saving:is_default");
  return {
    label: told.label,
    mine: [before === undefined ? nothing : told.before],
    theirs: [after === undefined ? nothing : told.after],
  };
}

/** A node that one side took away, or whose kind differs. */
function toldOfNode(conflict: Conflict, catalogue: Catalogue, language: Language): Told {
  const [mine, theirs] = [conflict.mine, conflict.theirs] as (ScenarioNode | undefined)[];
  const label = t("saving:node");
  if (!mine || !theirs) return { label, mine: [presence(mine)], theirs: [presence(theirs)] };
  const component = catalogue.get(mine.type);
  const fields = fieldChanges(mine, theirs).map((field) =>
    toldField(field, component, [mine, theirs], language),
  );
  return {
    label,
    mine: fields.map((field) => `${field.label}: ${field.before}`),
    theirs: fields.map((field) => `${field.label}: ${field.after}`),
  };
}

function presence(node: ScenarioNode | undefined): string {
  return t(node ? "saving:is_kept" : "saving:is_removed");
}

function led(wire: Wire | undefined): Led | null {
  return wire ? { target: wire.target, limit: isRepeat(wire) ? wire.limit : null } : null;
}
