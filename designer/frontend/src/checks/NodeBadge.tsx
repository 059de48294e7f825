/** The worst that the checks say of a node, on its corner. Mounted by the node's card. */

export function NodeBadge(_: { id: string }) {
  return null;
}
