/**
 * A document taken apart into what can change by itself: each node, each output's wire, each variable, each
 * property of the scenario. Comparing and merging work on the parts; `assembled` puts a document together again.
 */

import { repeatsOf } from "@/document/replacing";
import {
  type Edge,
  outputId,
  type Repeat,
  type ScenarioDocument,
  type ScenarioGraph,
  type ScenarioNode,
  type Variable,
} from "@/document/types";

export type Wire = Edge | Repeat;

export interface Parts {
  readonly nodes: ReadonlyMap<string, ScenarioNode>;
  /** By output id: an output has one wire at most. */
  readonly wires: ReadonlyMap<string, Wire>;
  readonly variables: ReadonlyMap<string, Variable>;
  /** Name, language, format, and whatever else the graph carries. */
  readonly properties: ReadonlyMap<string, unknown>;
}

export function partsOf(document: ScenarioDocument): Parts {
  const { variables, repeats: _, ...properties } = document.graph;
  return {
    nodes: new Map(document.nodes.map((node) => [node.id, node])),
    wires: new Map([...document.edges, ...repeatsOf(document)].map((wire) => [outputId(wire), wire])),
    variables: new Map(Object.entries(variables ?? {})),
    properties: new Map(Object.entries(properties)),
  };
}

export function isRepeat(wire: Wire): wire is Repeat {
  return "limit" in wire;
}

/** A document of these parts; optional keys stand, empty too, as on the side that put or took them. */
export function assembled(
  parts: Parts,
  base: ScenarioDocument,
  mine: ScenarioDocument,
  theirs: ScenarioDocument,
): ScenarioDocument {
  const wires = [...parts.wires.values()];
  const repeats = wires.filter(isRepeat);
  const variables = Object.fromEntries(parts.variables);
  const stands = (key: "variables" | "repeats") => {
    const [was, own, other] = [base, mine, theirs].map(({ graph }) => graph[key] !== undefined);
    return own === was ? other : own;
  };
  const graph = {
    ...Object.fromEntries(parts.properties),
    ...(stands("variables") || parts.variables.size > 0 ? { variables } : {}),
    ...(stands("repeats") || repeats.length > 0 ? { repeats } : {}),
  };
  return {
    ...theirs,
    graph: graph as unknown as ScenarioGraph,
    nodes: [...parts.nodes.values()],
    edges: wires.filter((wire) => !isRepeat(wire)),
  };
}
