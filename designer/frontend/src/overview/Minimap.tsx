/** The small map in the corner. A child of React Flow, no props. */

export function Minimap() {
  return null;
}
