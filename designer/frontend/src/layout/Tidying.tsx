/** Says that the drawing is being tidied up, with a way to stop it; shown only when that takes long enough to wonder. */

import { useEffect, useState } from "react";
import { t } from "@/i18n";
import { useTidying } from "./progress";

const WONDER_MS = 400;

export function Tidying() {
  const cancel = useTidying((state) => state.cancel);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!cancel) return;
    const timer = setTimeout(() => setLong(true), WONDER_MS);
    return () => clearTimeout(timer);
  }, [cancel]);
  if (!cancel || !isLong) return null;
  return (
    <div className="canvas-hint" role="status">
      {t("layout:tidying")}
      <button type="button" onClick={() => cancel.abort("cancelled")}>
        {t("layout:cancel")}
      </button>
    </div>
  );
}
