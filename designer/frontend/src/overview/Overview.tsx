/** The whole drawing as one picture, where nodes would be too small to read. A child of React Flow, no props. */

export function Overview() {
  return null;
}
