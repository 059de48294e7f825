/**
 * Light Markdown, as notes are written in: `# heading`, `- item`, `1. item`, `**bold**`, `*italic*`, `` `code` ``,
 * and web addresses, bare or as `[words](address)`. Whatever is none of these stays as it was written.
 */

export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "items"; readonly items: readonly string[] }
  | { readonly kind: "numbers"; readonly items: readonly string[]; readonly from: number };

export interface Span {
  readonly kind: "plain" | "bold" | "italic" | "code" | "link";
  readonly text: string;
  /** Of a link: http or https, and nothing else, so that no script can stand there. */
  readonly address?: string;
}

const HEADING = /^#{1,3} +(.+)$/;
const ITEM = /^ {0,3}[-*] +(.+)$/;
const NUMBERED = /^ {0,3}(\d{1,4})[.)] +(.+)$/;
const ADDRESS = String.raw`https?:\/\/[^\s<>"()]+[^\s<>"().,;:!?]`;
/** Nothing in it reads on past where the same sign begins again: a text of signs alone takes no longer than another. */
const SPAN = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    String.raw`\*\*(?<bold>\S(?:(?:(?!\*\*)[^\n])*\S)?)\*\*`,
    String.raw`(?<![\p{L}\p{N}*])\*(?<italic>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\p{L}\p{N}*])`,
    String.raw`\[(?<words>[^[\]\n]+)\]\((?<there>${ADDRESS})\)`,
    `(?<bare>${ADDRESS})`,
  ].join("|"),
  "gu",
);

/** The lines of a note in their blocks; an empty line ends one. */
export function blocksOf(text: string): Block[] {
  const found: Lines[] = [];
  let isOpen = false;
  for (const line of text.split("\n")) {
    const last = isOpen ? found.at(-1) : undefined;
    const { kind, words, from } = read(line);
    isOpen = kind !== null && kind !== "heading";
    if (kind === null) continue;
    if (last?.kind === kind) last.lines.push(words);
    else found.push({ kind, lines: [words], from });
  }
  return found.map(blockOf);
}

/** Lines of one block, while it is read. */
interface Lines {
  readonly kind: Block["kind"];
  readonly lines: string[];
  readonly from: number;
}

function read(line: string): { kind: Block["kind"] | null; words: string; from: number } {
  const heading = HEADING.exec(line)?.[1];
  if (heading !== undefined) return { kind: "heading", words: heading, from: 0 };
  const item = ITEM.exec(line)?.[1];
  if (item !== undefined) return { kind: "items", words: item, from: 0 };
  const [, number, numbered] = NUMBERED.exec(line) ?? [];
  if (numbered !== undefined) return { kind: "numbers", words: numbered, from: Number(number) };
  return { kind: line.trim() === "" ? null : "text", words: line, from: 0 };
}

function blockOf({ kind, lines, from }: Lines): Block {
  if (kind === "items") return { kind, items: lines };
  if (kind === "numbers") return { kind, items: lines, from };
  return { kind, text: lines.join("\n") };
}

/** A line in its parts; put together they are what is read. */
export function spansOf(text: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(SPAN)) {
    if (match.index > at) spans.push({ kind: "plain", text: text.slice(at, match.index) });
    at = match.index + match[0].length;
    const { code, bold, italic, words, there, bare } = match.groups ?? {};
    if (code) spans.push({ kind: "code", text: code });
    else if (bold) spans.push({ kind: "bold", text: bold });
    else if (italic) spans.push({ kind: "italic", text: italic });
    else if (words && there) spans.push({ kind: "link", text: words, address: there });
    else if (bare) spans.push({ kind: "link", text: bare, address: bare });
  }
  if (at < text.length) spans.push({ kind: "plain", text: text.slice(at) });
  return spans;
}

/** What is read of a note, without its signs. */
export function plainText(text: string): string {
  const read = (line: string) => spansOf(line).map((span) => span.text);
  return linesOf(text)
    .map((line) => read(line).join(""))
    .join("\n");
}

function linesOf(text: string): string[] {
  return blocksOf(text).flatMap((block) => ("text" in block ? [block.text] : block.items));
}

/** The web addresses in a note, in its order. */
export function linksIn(text: string): Span[] {
  return linesOf(text)
    .flatMap(spansOf)
    .filter(({ kind }) => kind === "link");
}
