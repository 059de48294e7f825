/** The components on the left: drag one onto the drawing, or click it and then click the place. Folded they are icons. */

import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { ComponentChip } from "@/canvas/ComponentIcon";
import { giveUpClick } from "@/canvas/giving_up";
import { focusCanvas } from "@/canvas/navigation";
import { middle } from "@/canvas/pointer";
import { place } from "@/canvas/quick_add";
import { beginsSomewhere, placeable } from "@/document/adding";
import { type Component, familiesOf, soughtIn } from "@/document/catalogue";
import { foundAmong } from "@/document/seeking";
import { useEditor, useWorkplace } from "@/editor/context";
import { isNarrow, togglePanel } from "@/editor/panels";
import { IDLE } from "@/editor/store";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import "./palette.css";

export const DRAGGED_TYPE = "application/x-callwright-component";

export function Palette({ isStrip }: { isStrip: boolean }) {
  const { catalogue, page } = useWorkplace();
  const [text, setText] = useState("");
  const [isSearchWanted, wantSearch] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isStrip) setText("");
    else if (isSearchWanted) search.current?.focus();
    wantSearch(false);
  }, [isStrip, isSearchWanted]);
  const hasStart = useEditor(({ document }) => beginsSomewhere(document));
  const all = placeable(catalogue, hasStart);
  const found = text.trim()
    ? foundAmong(all, text, (one) => ({ label: one.title[page.language], also: soughtIn(one) }))
    : null;
  return (
    <div className="palette">
      {isStrip ? (
        <button
          type="button"
          className="palette-item"
          aria-label={t("palette:search")}
          title={t("palette:search")}
          onClick={() => {
            wantSearch(true);
            togglePanel("palette");
          }}
        >
          <IconSearch size={16} aria-hidden />
        </button>
      ) : (
        <div className="palette-search">
          <label className="search-field">
            <IconSearch size={15} aria-hidden />
            <input
              ref={search}
              type="search"
              value={text}
              placeholder={t(isNarrow() ? "palette:search_short" : "palette:search")}
              aria-label={t("palette:search")}
              onChange={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === "ArrowDown" || event.key === "Enter") {
                  event.preventDefault();
                  list.current?.querySelector("button")?.focus();
                }
              }}
            />
          </label>
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move between the buttons inside */}
      <div ref={list} onKeyDown={walkButtons}>
        {found ? (
          // The best first, whichever family it is of.
          <section aria-label={t("palette:label")}>
            {found.map(({ one, by }) => (
              <Item key={one.type} component={one} isStrip={isStrip} by={by} />
            ))}
          </section>
        ) : (
          familiesOf(catalogue).map((family) => (
            <section key={family} aria-label={t(`palette:family_${family}`)}>
              {isStrip ? null : <h2>{t(`palette:family_${family}`)}</h2>}
              {all
                .filter((component) => component.family === family)
                .map((component) => (
                  <Item key={component.type} component={component} isStrip={isStrip} by={null} />
                ))}
            </section>
          ))
        )}
      </div>
      {found?.length === 0 ? <p className="palette-nothing">{t("shell:nothing_found")}</p> : null}
    </div>
  );
}

interface ItemProps {
  readonly component: Component;
  readonly isStrip: boolean;
  /** The word it was found by, where its name does not tell. */
  readonly by: string | null;
}

function Item({ component, isStrip, by }: ItemProps) {
  const workplace = useWorkplace();
  const { editor, page } = workplace;
  const isPlacing = useEditor((state) => state.mode.kind === "placing" && state.mode.type === component.type);
  const title = component.title[page.language];
  // A tooltip has no code.
  const help = component.help[page.language].replaceAll("`", "");
  return (
    <button
      type="button"
      className="palette-item"
      draggable
      aria-pressed={isPlacing}
      aria-label={isStrip ? title : undefined}
      title={isStrip ? `${title}\n${help}` : help}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED_TYPE, component.type);
        event.dataTransfer.effectAllowed = "copy";
        editor.setMode(IDLE);
      }}
      onClick={(event) => {
        // A press of Enter comes with no pointer: there is no place to click then, so it goes to a free one.
        if (event.detail === 0) {
          place(workplace, component.type, { position: middle(), output: null, isFree: true });
          // The second click of a double one takes nothing back.
        } else if (event.detail === 1) {
          if (isPlacing) giveUpClick(editor);
          else {
            editor.setMode({ kind: "placing", type: component.type });
            announce(t("canvas:click_place"));
          }
          focusCanvas();
        }
      }}
    >
      <ComponentChip icon={component.icon} family={component.family} />
      {isStrip ? null : title}
      {by && !isStrip ? <small className="palette-by">{by}</small> : null}
    </button>
  );
}

function walkButtons(event: React.KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[at + step]?.focus();
}
