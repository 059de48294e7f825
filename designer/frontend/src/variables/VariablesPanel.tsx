/** The scenario's variables: kind, secrecy, where each is set and read, and renaming it everywhere. */

import { IconChevronRight, IconLock, IconPlus, IconSearch } from "@tabler/icons-react";
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { goToNode } from "@/canvas/navigation";
import { fits } from "@/document/seeking";
import { useEditor, useWorkplace } from "@/editor/context";
import { showParam, showVariable, useView } from "@/editor/view";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";
import { type OnRename, Rename } from "./Rename";
import { declared, type Place, type Use, useUses } from "./uses";
import "./variables.css";

const TYPES = ["any", "text", "number", "date", "duration", "yes_no", "list", "object"] as const;

export function VariablesPanel() {
  const { mayEdit } = useWorkplace();
  const { uses, rename } = useUses();
  const [text, setText] = useState("");
  const wanted = useView((state) => state.wantedVariable);
  const [rows, setRows] = useState<ReadonlyMap<string, string>>(new Map());
  // What is asked for has to be in the list, whatever was searched before.
  useEffect(() => {
    if (wanted !== null) setText("");
  }, [wanted]);
  if (!uses) return <p className="variables-none">{t("variables:asking")}</p>;
  const shown = uses.filter((use) => fits(use.name, text));
  // A renamed one stays in the row that it has, whatever was searched: with the keyboard, and unfolded.
  const rowOf = (name: string) => rows.get(name) ?? name;
  const follow = (old: string, now: string) => {
    rename(old, now);
    setRows(new Map([...rows, [now, rowOf(old)], [old, rowOf(now)]]));
    setText("");
  };
  return (
    <div className="variables">
      <label className="search-field variables-search">
        <IconSearch size={15} aria-hidden />
        <input
          type="search"
          value={text}
          placeholder={t("variables:search")}
          aria-label={t("variables:search")}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {uses.length === 0 ? <p className="variables-none">{t("variables:none")}</p> : null}
      <ul>
        {shown.map((use) => (
          <Variable key={rowOf(use.name)} use={use} isWanted={use.name === wanted} onRename={follow} />
        ))}
      </ul>
      {mayEdit ? <NewVariable taken={uses.map((use) => use.name)} /> : null}
    </div>
  );
}

interface Props {
  readonly use: Use;
  readonly isWanted: boolean;
  readonly onRename: OnRename;
}

/** `isWanted`: it was just declared, or found and then has the keyboard in its first field; a reader's has none. */
function Variable({ use, isWanted, onRename }: Props) {
  const { mayEdit } = useWorkplace();
  const [isOpen, setOpen] = useState(isWanted);
  const line = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => {
    if (!isWanted) return;
    setOpen(true);
    if (!isOpen) return;
    if (!isWriting()) line.current?.querySelector<HTMLElement>(mayEdit ? "select" : "button")?.focus();
    useView.setState({ wantedVariable: null });
  }, [isWanted, isOpen, mayEdit]);
  const sets = use.places.filter((place) => place.kind === "set").length;
  return (
    <li ref={line} className="variables-item">
      <button
        type="button"
        className="variables-head"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <IconChevronRight size={14} className={isOpen ? "variables-turned" : ""} aria-hidden />
        <span className="mono">{use.name}</span>
        {use.secret ? <IconLock size={13} aria-label={t("variables:is_secret")} /> : null}
        <span className="variables-about">
          <span>{t(`variables:type_${use.type}`)}</span>
          <span>
            {use.is_built_in ? t("variables:set_by_error") : t("variables:set", { count: sets })},{" "}
            {t("variables:read", { count: use.places.length - sets })}
          </span>
        </span>
      </button>
      {isOpen ? <Details use={use} onRename={onRename} /> : null}
    </li>
  );
}

/** Whoever declared it may write the next one, and keeps the keyboard; so does whoever writes anything else. */
function isWriting(): boolean {
  const field = document.activeElement;
  return field instanceof HTMLInputElement && (field.value !== "" || field.form?.dataset.new !== undefined);
}

function Details({ use, onRename }: { use: Use; onRename: OnRename }) {
  const { editor, mayEdit } = useWorkplace();
  const declaration = useEditor((state) => state.document.graph.variables?.[use.name]);
  const declare = (change: { type?: string; secret?: boolean } | null) =>
    editor.edit((document) => declared(document, use.name, change && { ...declaration, ...change }));
  return (
    <div className="variables-body">
      <div className="variables-row">
        <label>
          {t("variables:type")}
          <select
            value={declaration?.type ?? use.type}
            disabled={!mayEdit}
            onChange={(event) => declare({ type: event.currentTarget.value })}
          >
            {TYPES.map((type) => (
              <option key={type} value={type}>
                {t(`variables:type_${type}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="variables-check">
          <input
            type="checkbox"
            checked={declaration?.secret ?? use.secret}
            disabled={!mayEdit}
            onChange={(event) => declare({ secret: event.currentTarget.checked })}
          />
          {t("variables:secret")}
        </label>
      </div>
      {mayEdit && !use.is_built_in ? <Rename name={use.name} onRename={onRename} /> : null}
      {use.places.length === 0 ? <p className="variables-none">{t("variables:unused")}</p> : null}
      <ul>
        {use.places.map((place) => (
          <PlaceLine key={`${place.node} ${place.param} ${place.kind}`} place={place} />
        ))}
      </ul>
      {mayEdit && declaration && use.places.length === 0 ? (
        <button type="button" className="variables-link" onClick={() => declare(null)}>
          {t("variables:forget")}
        </button>
      ) : null}
    </div>
  );
}

function PlaceLine({ place: { node: id, param, kind } }: { place: Place }) {
  const place = useWorkplace();
  const title = useEditor((state) => state.document.nodes.find((node) => node.id === id)?.title);
  return (
    <li>
      <button
        type="button"
        className="variables-place"
        onClick={() => {
          useView.setState({ main: "drawing" });
          goToNode(place, id);
          showParam(id, param);
        }}
      >
        <span className={`variables-mark variables-mark-${kind}`}>{t(`variables:kind_${kind}`)}</span>
        {title ?? id}
      </button>
    </li>
  );
}

function NewVariable({ taken }: { taken: readonly string[] }) {
  const { editor } = useWorkplace();
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const name = text.trim();
  const isTaken = taken.includes(name);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (!name || isTaken) return;
    editor.edit((document) => declared(document, name, { type: "text" }));
    showVariable(name);
    announce(t("variables:said_added", { name }));
    setText("");
    // The button has nothing to do until the next name is written, and would lose the keyboard.
    field.current?.focus();
  };
  return (
    <form className="variables-row variables-new" data-new onSubmit={add}>
      <label className="variables-grow">
        {t("variables:new")}
        <input
          ref={field}
          className="mono"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <button type="submit" className="canvas-tool" disabled={!name || isTaken}>
        <IconPlus size={14} aria-hidden />
        {t("variables:add")}
      </button>
      {isTaken ? <p className="variables-problem">{t("variables:taken")}</p> : null}
    </form>
  );
}
