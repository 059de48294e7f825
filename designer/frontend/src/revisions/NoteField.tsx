/** The words that a revision is published or brought back with, kept in the history. */

import { t } from "@/i18n";

const NOTE_CHARS_MAX = 500;

interface Props {
  readonly label: string;
  readonly note: string;
  readonly onChange: (note: string) => void;
}

export function NoteField({ label, note, onChange }: Props) {
  return (
    <label className="revisions-note">
      {label}
      <textarea
        data-first
        value={note}
        rows={3}
        maxLength={NOTE_CHARS_MAX}
        placeholder={t("revisions:note_example")}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
