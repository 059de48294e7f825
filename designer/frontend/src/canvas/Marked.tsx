/** The text of a note with its few signs of light Markdown: headings, lists, bold, italic, code and web addresses. */

import { type Block, blocksOf, type Span, spansOf } from "@/document/markdown";

export function Marked({ text }: { text: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: blocks have nothing but their place
  return blocksOf(text).map((block, index) => <Whole key={index} block={block} />);
}

function Whole({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      return (
        <p className="canvas-note-heading">
          <Line text={block.text} />
        </p>
      );
    case "text":
      return (
        <p>
          <Line text={block.text} />
        </p>
      );
    case "items":
      return (
        <ul>
          <Items texts={block.items} />
        </ul>
      );
    case "numbers":
      return (
        <ol start={block.from}>
          <Items texts={block.items} />
        </ol>
      );
  }
}

function Items({ texts }: { texts: readonly string[] }) {
  return texts.map((text, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing but their place
    <li key={index}>
      <Line text={text} />
    </li>
  ));
}

export function Line({ text }: { text: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of a line have nothing but their place
  return spansOf(text).map((span, index) => <Part key={index} span={span} />);
}

function Part({ span: { kind, text, address } }: { span: Span }) {
  switch (kind) {
    case "bold":
      return <strong>{text}</strong>;
    case "italic":
      return <em>{text}</em>;
    case "code":
      return <code>{text}</code>;
    case "link":
      // The drawing is one Tab stop: an address is for the mouse, its words are read like the others.
      return (
        <a className="nodrag" href={address} target="_blank" rel="noopener noreferrer" tabIndex={-1}>
          {text}
        </a>
      );
    default:
      return text;
  }
}
