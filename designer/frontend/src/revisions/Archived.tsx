/** The sign of a scenario in the archive, on the way to where it is taken out again. */

import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { may } from "@/page";
import { useRevisions } from "./list";
import "./revisions.css";

export function Archived() {
  const { page } = useWorkplace();
  const isArchived = useRevisions(({ scenario }) => scenario?.is_archived);
  if (!isArchived) return null;
  if (!may(page, "scenario.archive"))
    return <span className="revisions-archived">{t("revisions:archived")}</span>;
  return (
    <a
      className="revisions-archived"
      href={`/scenarios/${page.scenario}/manage/`}
      title={t("revisions:archived_told")}
    >
      {t("revisions:archived")}
    </a>
  );
}
