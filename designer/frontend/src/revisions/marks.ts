/** What a comparison says of nodes and wires; each subscribes to its own mark by id. */

export type Mark = "added" | "removed" | "changed" | "moved";

export function useNodeMark(_id: string): Mark | null {
  return null;
}
