/**
 * A list to search in and choose from, by keyboard or pointer: quick-add, targets, search, commands.
 *
 * The field keeps the focus, the list is told by `aria-activedescendant`; Enter chooses, Escape closes.
 */

import { IconSearch } from "@tabler/icons-react";
import {
  type ReactNode,
  type UIEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { foundAmong, type Words } from "@/document/seeking";
import { t } from "@/i18n";
import "./picker.css";

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** What is searched beside the label. */
  readonly also?: Words;
  readonly detail?: ReactNode;
  readonly icon?: ReactNode;
  readonly group?: string;
  readonly isOff?: boolean;
}

/** So many lines are drawn at first, and as many more whenever somebody comes near the end of them. */
const PART = 60;
const NEAR = 8;
const NEAR_PX = 200;

interface Props {
  readonly label: string;
  readonly placeholder: string;
  readonly choices: readonly Choice[];
  readonly onChoose: (id: string) => void;
  /** `to`: what takes the keyboard from it, when that is known; `isChosen`: whether `onChoose` comes next. */
  readonly onClose: (to: EventTarget | null, isChosen: boolean) => void;
  /** Shown while nothing fits. */
  readonly nothing?: string;
  /** What was written; the list then comes from outside and is shown as it is. */
  readonly onSearch?: (text: string) => void;
  /** Whether it says how many there are, for eyes too. */
  readonly isCounted?: boolean;
}

/** What fits, best first, and by which word where the label does not tell. */
function ranked(choices: readonly Choice[], text: string): readonly Choice[] {
  if (!text.trim()) return choices;
  const wordsOf = ({ label, also = [] }: Choice) => ({ label, also });
  return foundAmong(choices, text, wordsOf).map(({ one, by }) => ({ ...one, detail: one.detail ?? by }));
}

export function Picker({
  label,
  placeholder,
  choices,
  onChoose,
  onClose,
  nothing,
  onSearch,
  isCounted,
}: Props) {
  const [text, setText] = useState("");
  const [at, setAt] = useState<number | null>(null);
  const [drawn, setDrawn] = useState(PART);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => (onSearch ? choices : ranked(choices, text)), [choices, text, onSearch]);
  // Nobody wants what cannot be done: until somebody walks, the first one that can be stands ready.
  const ready = Math.max(
    0,
    shown.findIndex((choice) => !choice.isOff),
  );
  const current = Math.min(at ?? ready, shown.length - 1);
  const isClosed = useRef(false);
  // Giving the focus back at the end is a blur too: by then somebody else may have opened something.
  const close = (to: EventTarget | null = null, isChosen = false) => {
    if (isClosed.current) return;
    isClosed.current = true;
    onClose(to, isChosen);
  };
  // A layout effect ends while the list is still there: later nobody knows that it had the keyboard.
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    root.current?.querySelector("input")?.focus();
    return () => {
      if (root.current?.contains(document.activeElement)) before?.focus();
    };
  }, []);
  useEffect(() => {
    root.current?.querySelector(`[data-at="${current}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current]);

  useEffect(() => {
    if (current >= drawn - NEAR) setDrawn(current + PART);
  }, [current, drawn]);
  const scrolled = ({ currentTarget: list }: UIEvent<HTMLElement>) => {
    const isNear = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX;
    if (isNear && drawn < shown.length) setDrawn(drawn + PART);
  };

  const choose = (choice: Choice | undefined) => {
    if (!choice || choice.isOff) return;
    close(null, true);
    onChoose(choice.id);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => setAt(Math.min(current + 1, shown.length - 1)),
    ArrowUp: () => setAt(Math.max(current - 1, 0)),
    PageDown: () => setAt(Math.min(current + 8, shown.length - 1)),
    PageUp: () => setAt(Math.max(current - 8, 0)),
    Enter: () => choose(shown[current]),
    Escape: () => close(),
    Tab: () => close(),
  };

  return (
    <div
      ref={root}
      className="picker"
      role="dialog"
      aria-label={label}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close(event.relatedTarget);
      }}
    >
      <div className="search-field picker-field">
        <IconSearch size={15} aria-hidden />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown[current] ? `${id}-${current}` : undefined}
          aria-label={label}
          placeholder={placeholder}
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAt(null);
            setDrawn(PART);
            onSearch?.(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            event.stopPropagation();
            const act = keys[event.key];
            if (!act) return;
            if (event.key !== "Tab") event.preventDefault();
            act();
          }}
        />
      </div>
      <div className="picker-list" role="listbox" id={`${id}-list`} aria-label={label} onScroll={scrolled}>
        {shown.slice(0, drawn).map((choice, index) => (
          <div key={choice.id} role="presentation">
            {!text && choice.group && choice.group !== shown[index - 1]?.group ? (
              <div className="picker-group" role="presentation">
                {choice.group}
              </div>
            ) : null}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard */}
            <div
              role="option"
              tabIndex={-1}
              id={`${id}-${index}`}
              data-at={index}
              aria-selected={index === current}
              aria-disabled={choice.isOff}
              aria-posinset={index + 1}
              aria-setsize={shown.length}
              className="picker-choice"
              onMouseMove={() => index !== current && setAt(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(choice)}
            >
              {choice.icon}
              <span className="picker-label">{choice.label}</span>
              {choice.detail ? <span className="picker-detail">{choice.detail}</span> : null}
            </div>
          </div>
        ))}
      </div>
      {shown.length === 0 ? <p className="picker-nothing">{nothing ?? t("shell:nothing_found")}</p> : null}
      <div className={isCounted && shown.length > 0 ? "picker-count" : "sr"} role="status">
        {t("shell:found", { count: shown.length })}
      </div>
    </div>
  );
}
