/** The words that a revision is published or brought back with, kept in the history. */

const NOTE_CHARS_MAX = 500;

interface Props {
  readonly label: string;
  /** What somebody may write here. */
  readonly example: string;
  readonly note: string;
  readonly onChange: (note: string) => void;
}

export function NoteField({ label, example, note, onChange }: Props) {
  return (
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
  );
}
