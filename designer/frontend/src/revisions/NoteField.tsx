/** The words that a revision is published or brought back with, kept in the history. */

import { t } from "@/i18n";

const NOTE_CHARS_MAX = 500;
/** Browsers cut what is pasted at the limit and say nothing: from here on the rest is counted. */
const LEFT_TOLD = 100;

interface Props {
  readonly label: string;
  /** What somebody may write here. */
  readonly example: string;
  readonly note: string;
  readonly onChange: (note: string) => void;
}

export function NoteField({ label, example, note, onChange }: Props) {
  const left = NOTE_CHARS_MAX - note.length;
  return (
    <div>
      <label className="revisions-note">
        {label}
        <textarea
          data-first
          value={note}
          rows={3}
          maxLength={NOTE_CHARS_MAX}
          placeholder={example}
          onChange={(event) => onChange(event.currentTarget.value)}
          // Enter begins a new line; with Ctrl it is the button of the form.
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
              event.currentTarget.form?.requestSubmit();
          }}
        />
      </label>
      <div className="revisions-left" role="status">
        {left <= LEFT_TOLD ? t("revisions:note_left", { count: left }) : ""}
      </div>
    </div>
  );
}
