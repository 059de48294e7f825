/** Finding by what somebody writes: whether something fits, how well, and by which of its words. */

/** Other words that something is found by, in groups: the most telling ones first. */
export type Words = readonly (readonly string[])[];

export interface Fit {
  /** 0 is the best. */
  readonly rank: number;
  /** The word that fits, when the label does not tell. */
  readonly by: string | null;
}

/** Whether every word that was written stands somewhere in the text, in small or capital letters. */
export function fits(text: string, wanted: string): boolean {
  const searched = plain(text);
  return plain(wanted)
    .split(/\s+/)
    .every((word) => searched.includes(word));
}

/** How well a label fits: it begins so, 0; a word of it does, 1; somewhere in it, 2; not at all, null. */
export function rankOf(label: string, wanted: string): number | null {
  const searched = plain(label);
  const sought = plain(wanted.trim());
  if (searched.startsWith(sought)) return 0;
  if (!fits(label, wanted)) return null;
  return searched.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(sought)) ? 1 : 2;
}

/** Null: neither the label nor any of the other words fits. */
export function fitOf(label: string, also: Words, wanted: string): Fit | null {
  const rank = rankOf(label, wanted);
  if (rank !== null) return { rank, by: null };
  const last = { rank: 3 + also.length, by: null };
  for (const [index, words] of also.entries()) {
    const by = words.find((word) => fits(word, wanted));
    if (by !== undefined) return { rank: 3 + index, by };
  }
  return fits([label, ...also.flat()].join(" "), wanted) ? last : null;
}

/** What fits, best first, each with the word it was found by; the order of those that fit alike stays. */
export function foundAmong<T>(
  all: readonly T[],
  wanted: string,
  wordsOf: (one: T) => { readonly label: string; readonly also: Words },
): readonly { readonly one: T; readonly by: string | null }[] {
  return all
    .flatMap((one) => {
      const { label, also } = wordsOf(one);
      const fit = fitOf(label, also, wanted);
      return fit ? [{ one, ...fit }] : [];
    })
    .toSorted((a, b) => a.rank - b.rank);
}

/** In small letters, and with one letter where Russian has two for a sound. */
export function plain(text: string): string {
  return text.toLocaleLowerCase().replaceAll("\u0451", "\u0435");
}
