/** Whether the name of a variable is being written: until it is done, the lists of variables wait for it. */

import { create } from "zustand";

interface Naming {
  readonly isNaming: boolean;
}

export const useNaming = create<Naming>(() => ({ isNaming: false }));

export function beginNaming(): void {
  useNaming.setState({ isNaming: true });
}

export function endNaming(): void {
  useNaming.setState({ isNaming: false });
}
