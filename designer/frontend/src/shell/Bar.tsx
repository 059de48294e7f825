/** The top bar: where one is, how the draft is kept, which view, undo, and publishing. */

import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconLayoutSidebar,
  IconLayoutSidebarRight,
  IconListSearch,
} from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { tell } from "@/canvas/notices";
import { commandById } from "@/commands/all";
import { isPossible } from "@/commands/command";
import { shownKey } from "@/commands/keys";
import { useWorkplace } from "@/editor/context";
import { useLater } from "@/editor/later";
import { useView } from "@/editor/view";
import { t } from "@/i18n";
import { may } from "@/page";
import { Archived } from "@/revisions/Archived";
import { useRevisions } from "@/revisions/list";
import { usePublished } from "@/revisions/published";
import { useSaving } from "@/saving/state";

export function Bar({ hasPalette, children }: { hasPalette: boolean; children?: ReactNode }) {
  const { page, mayEdit } = useWorkplace();
  return (
    <header className="designer-bar" data-panel="bar">
      <div className="shell-lead">
        <a className="shell-logo" href="/" title={t("shell:all_scenarios")}>
          <b>C</b>
          <span>Callwright</span>
        </a>
        <nav className="shell-path" aria-label={t("shell:path")}>
          <a href="/">{t("shell:scenarios")}</a>
          <span aria-hidden>/</span>
          <a href={`/scenarios/${page.scenario}/`}>
            <h1>{page.name}</h1>
          </a>
        </nav>
        <Archived />
        {children}
      </div>
      <Views />
      <div className="shell-tail">
        {mayEdit ? <UndoRedo /> : null}
        <Tool id="commands">
          <IconListSearch size={16} aria-hidden />
        </Tool>
        {hasPalette ? (
          <Tool id="toggle_palette">
            <IconLayoutSidebar size={16} aria-hidden />
          </Tool>
        ) : null}
        <Tool id="toggle_side">
          <IconLayoutSidebarRight size={16} aria-hidden />
        </Tool>
        <PublishButton />
      </div>
    </header>
  );
}

function Tool({ id, children }: { id: string; children: ReactNode }) {
  const place = useWorkplace();
  const command = commandById(id);
  const name = t(`commands:${id}`);
  const key = command.keys[0];
  return (
    <button
      type="button"
      className="shell-tool"
      aria-label={name}
      title={key ? `${name} (${shownKey(key)})` : name}
      disabled={!isPossible(command, place)}
      onClick={() => command.run(place)}
    >
      {children}
    </button>
  );
}

/** Follows the history itself: what can be undone is no part of the document. */
function UndoRedo() {
  const { editor } = useWorkplace();
  const { temporal } = editor.store;
  useLater(temporal, ({ pastStates, futureStates }) => `${pastStates.length > 0} ${futureStates.length > 0}`);
  return (
    <>
      <Tool id="undo">
        <IconArrowBackUp size={16} aria-hidden />
      </Tool>
      <Tool id="redo">
        <IconArrowForwardUp size={16} aria-hidden />
      </Tool>
    </>
  );
}

function Views() {
  const main = useView((state) => state.main);
  const views = [
    ["drawing", t("shell:view_drawing")],
    ["outline", t("shell:view_outline")],
  ] as const;
  return (
    <div className="shell-views" role="group" aria-label={t("shell:views")}>
      {views.map(([id, title]) => (
        <button
          key={id}
          type="button"
          aria-pressed={main === id}
          onClick={() => useView.setState({ main: id })}
        >
          {title}
        </button>
      ))}
    </div>
  );
}

/** Quiet while there is nothing new to publish. Says why nothing can be published just now instead of doing nothing; so it can have the keyboard then too. */
function PublishButton() {
  const place = useWorkplace();
  const command = commandById("publish");
  const id = useId();
  const hasNothingNew = usePublished(({ state }) => state === "same");
  // What keeps edits from being saved keeps them from being published.
  useLater(useSaving, ({ kind, refusal }) => `${kind} ${refusal?.kind}`);
  useRevisions(({ scenario }) => scenario?.is_archived);
  if (!may(place.page, "scenario.publish")) return null;
  const why = command.hindrance?.(place) ?? "";
  return (
    <>
      <button
        type="button"
        className={hasNothingNew ? "shell-primary shell-quiet" : "shell-primary"}
        aria-disabled={why !== ""}
        aria-describedby={why ? id : undefined}
        title={why || undefined}
        onClick={() => (why ? tell(why) : command.run(place))}
      >
        {t("commands:publish")}…
      </button>
      {why ? (
        <span hidden id={id}>
          {why}
        </span>
      ) : null}
    </>
  );
}
