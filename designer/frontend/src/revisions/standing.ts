/** Where a scenario stands before it is published: what callers walk now and walked, and whether any number leads to it. */

import { useEffect, useState } from "react";
import type { ScenarioDocument } from "@/document/types";
import { useWorkplace } from "@/editor/context";
import { readDocument, readRevisions } from "./list";

export interface Standing {
  /** null while no revision is in use. */
  readonly published: ScenarioDocument | null;
  readonly isFirst: boolean;
  readonly hasNumber: boolean;
}

/** null until the server has said so, and without an answer for good: publishing does without. */
export function useStanding(): Standing | null {
  const place = useWorkplace();
  const [standing, setStanding] = useState<Standing | null>(null);
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      const { list, scenario } = await readRevisions(place);
      const { published_hash, routes, is_main } = scenario;
      const published = published_hash ? await readDocument(place, published_hash) : null;
      if (isGone) return;
      setStanding({ published, isFirst: list.length === 0, hasNumber: is_main || routes.length > 0 });
    };
    read().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [place]);
  return standing;
}
