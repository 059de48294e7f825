/** In the place of the drawing, when the server did not give it: why, and what to do. */

import { t } from "@/i18n";
import "./shell.css";

export function NotShown({ reason }: { reason: string }) {
  return (
    <main className="shell-not-shown" role="alert">
      <h1>{t("shell:not_shown")}</h1>
      <p>{t("shell:not_shown_why", { reason })}</p>
      <button type="button" className="shell-primary" onClick={() => location.reload()}>
        {t("shell:try_again")}
      </button>
      <a href="/">{t("shell:all_scenarios")}</a>
    </main>
  );
}
