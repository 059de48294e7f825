/** A field or a row of the form, with what is wrong in it. One that came into the open form is not blamed before it was left once. */

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useView } from "@/editor/view";
import { afterPress } from "./after_press";
import { useForm } from "./form";
import { type Path, pathText } from "./schema";

interface Told {
  /** Nobody has been there yet. */
  readonly isFresh: boolean;
  /** Why the field does not take what is written in it; null while it does. */
  readonly refusal: string | null;
  readonly refuse: (why: string | null) => void;
}

const NOTHING: Told = { isFresh: false, refusal: null, refuse: () => undefined };
const SpotContext = createContext(NOTHING);

export function useSpot(): Told {
  return useContext(SpotContext);
}

interface Props {
  readonly path: Path;
  readonly className: string;
  /** Of several controls that belong together. */
  readonly group?: string;
  readonly children: ReactNode;
}

export function Spot({ path, className, group, children }: Props) {
  const { isOpen } = useForm();
  const [isFresh, setFresh] = useState(isOpen.current);
  const [refusal, refuse] = useState<string | null>(null);
  const isPublishing = useView((state) => state.overlay === "publish");
  if (isFresh && isPublishing) setFresh(false);
  const told = useMemo(() => ({ isFresh, refusal, refuse }), [isFresh, refusal]);
  return (
    <SpotContext value={told}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the fields inside have the keyboard */}
      <div
        {...(group === undefined ? {} : { role: "group", "aria-label": group })}
        className={className}
        data-param={pathText(path)}
        onBlur={() => afterPress(() => setFresh(false))}
      >
        {children}
      </div>
    </SpotContext>
  );
}
