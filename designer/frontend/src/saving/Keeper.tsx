/** Around the page: keeps its work and has it checked, and lets nobody draw while another window does. */

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { startChecking } from "@/checks/checking";
import { useWorkplace, WorkplaceContext } from "@/editor/context";
import { followPublished } from "@/revisions/published";
import { type Keeping, startKeeping } from "./keeping";
import { useLock } from "./lock";
import { useSaving } from "./state";

const KeepingContext = createContext<Keeping | null>(null);

export function Keeper({ children }: { children: ReactNode }) {
  const workplace = useWorkplace();
  const [keeping] = useState(() => startKeeping(workplace));
  useEffect(() => startChecking(workplace.client, workplace.editor), [workplace]);
  useEffect(() => followPublished(workplace, keeping.autosave), [workplace, keeping]);
  // Until the server has said who draws, the page believes that it may, but for work that has to come back first.
  const hadLeft = useSaving((state) => state.hadLeft);
  const isMine = useLock(({ lock }) => lock?.is_mine ?? !hadLeft);
  const place = useMemo(() => ({ ...workplace, mayEdit: workplace.mayEdit && isMine }), [workplace, isMine]);
  return (
    <KeepingContext value={keeping}>
      <WorkplaceContext value={place}>{children}</WorkplaceContext>
    </KeepingContext>
  );
}

export function useKeeping(): Keeping {
  const keeping = useContext(KeepingContext);
  if (!keeping) throw new Error("nothing keeps the work of this page");
  return keeping;
}
