/** Places in the text of an expression. */

/** The server counts characters, the editor UTF-16 units. */
export function unitOffset(text: string, characters: number): number {
  return [...text].slice(0, characters).join("").length;
}

/** The end of the word or name that begins here; at least one character. */
export function wordEnd(text: string, from: number): number {
  const name = /^(?:`[^`]*`|[\p{L}\p{N}_.]+)/u.exec(text.slice(from))?.[0];
  return from + Math.max(1, name?.length ?? 1);
}

/** What is underlined for a mistake at a place: the word there, or what stands last where more was expected. */
export function markedSpan(text: string, characters: number): { from: number; to: number } {
  const from = unitOffset(text, characters);
  const written = text.trimEnd();
  if (from < written.length) return { from, to: Math.min(wordEnd(text, from), text.length) };
  const last = /(?:`[^`]*`|[\p{L}\p{N}_.]+|.)$/su.exec(written);
  return { from: last?.index ?? 0, to: written.length };
}
