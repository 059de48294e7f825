/** A scenario that no number leads to gets no calls, published or not: what is said of it, and the way on. */

import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { may, type Page } from "@/page";

export function NoNumber() {
  const { page } = useWorkplace();
  const way = wayToNumber(page);
  return (
    <p className="revisions-warned">
      {t("revisions:no_number")} {way ? <a href={way.href}>{way.words}</a> : null}
    </p>
  );
}

/** Where a number is led to this scenario; null for whoever may not do that. */
export function wayToNumber(page: Page): { readonly words: string; readonly href: string } | null {
  if (!may(page, "route.edit")) return null;
  return { words: t("revisions:lead_number"), href: `/scenarios/${page.scenario}/` };
}
