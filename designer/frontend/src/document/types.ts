/** The stored scenario as the API gives and takes it. All of it is immutable: an edit makes a new document. */

export type Point = readonly [number, number];
export type Size = readonly [number, number];
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Params = { readonly [param: string]: Json };

/** A placed component. `size` belongs to notes and frames; `main` is the output that an author marked as main. */
export interface ScenarioNode {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly params: Params;
  readonly position: Point;
  readonly size?: Size;
  readonly main?: string;
}

/** A connected output: `key` is the output's id. */
export interface Edge {
  readonly source: string;
  readonly target: string;
  readonly key: string;
}

/** A way back that one call may take `limit` times; then the output `<key>.spent` is taken. */
export interface Repeat extends Edge {
  readonly limit: number;
}

export interface Variable {
  readonly type?: string;
  readonly secret?: boolean;
}

export interface ScenarioGraph {
  readonly format: number;
  readonly name: string;
  readonly language?: string;
  readonly variables?: { readonly [name: string]: Variable };
  readonly repeats?: readonly Repeat[];
}

export interface ScenarioDocument {
  readonly directed: true;
  readonly multigraph: true;
  readonly graph: ScenarioGraph;
  readonly nodes: readonly ScenarioNode[];
  readonly edges: readonly Edge[];
}

/** An output of a node: where a wire begins. */
export interface OutputRef {
  readonly source: string;
  readonly key: string;
}

export const SPENT = ".spent";

/** One string for an output, and the id of the wire that leaves it: an output has at most one. */
export function outputId(output: OutputRef): string {
  return `${output.source} ${output.key}`;
}
