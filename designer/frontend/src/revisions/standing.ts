/** Where a scenario stands before it is published: what callers walk now, and whether any number leads to it. */

import { useEffect, useState } from "react";
import type { components } from "@/api";
import type { ScenarioDocument } from "@/document/types";
import { useWorkplace } from "@/editor/context";
import { readDocument } from "./list";

export interface Standing {
  /** null before the first publication. */
  readonly published: ScenarioDocument | null;
  readonly hasNumber: boolean;
}

/** null until the server has said so, and without an answer for good: publishing does without. */
export function useStanding(): Standing | null {
  const place = useWorkplace();
  const [standing, setStanding] = useState<Standing | null>(null);
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      const path = `/scenarios/${place.page.key}`;
      const { published_hash, routes, is_main } =
        await place.client.get<components["schemas"]["ShownScenario"]>(path);
      const published = published_hash ? await readDocument(place, published_hash) : null;
      if (!isGone) setStanding({ published, hasNumber: is_main || routes.length > 0 });
    };
    read().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [place]);
  return standing;
}
