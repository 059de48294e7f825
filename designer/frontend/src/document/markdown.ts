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
const SPAN = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    String.raw`\*\*(?<bold>\S(?:[^\n]*?\S)?)\*\*`,
    String.raw`(?<![\p{L}\p{N}*])\*(?<italic>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\p{L}\p{N}*])`,
    String.raw`\[(?<words>[^\]\n]+)\]\((?<there>${ADDRESS})\)`,
    `(?<bare>${ADDRESS})`,
  ].join("|"),
  "gu",
);

/** The lines of a note in their blocks; an empty line ends one. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let isOpen = false;
  for (const line of text.split("\n")) {
    const last = isOpen ? blocks.at(-1) : undefined;
    const heading = HEADING.exec(line)?.[1];
    const item = ITEM.exec(line)?.[1];
    const [, number, numbered] = NUMBERED.exec(line) ?? [];
    isOpen = heading === undefined && line.trim() !== "";
    if (heading !== undefined) blocks.push({ kind: "heading", text: heading });
    else if (item !== undefined) {
      if (last?.kind === "items") blocks.splice(-1, 1, { ...last, items: [...last.items, item] });
      else blocks.push({ kind: "items", items: [item] });
    } else if (numbered !== undefined) {
      if (last?.kind === "numbers") blocks.splice(-1, 1, { ...last, items: [...last.items, numbered] });
      else blocks.push({ kind: "numbers", items: [numbered], from: Number(number) });
    } else if (isOpen) {
      if (last?.kind === "text") blocks.splice(-1, 1, { kind: "text", text: `${last.text}\n${line}` });
      else blocks.push({ kind: "text", text: line });
    }
  }
  return blocks;
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
