/** A text of several lines without expressions in it. On the drawing its web addresses are for the mouse, here for all. */

import { linksIn } from "@/document/markdown";
import { type FieldProps, useForm } from "../form";

export function Lines({ id, path, value, label, isRequired }: FieldProps) {
  const { change, settle, isReadOnly } = useForm();
  const text = typeof value === "string" ? value : "";
  const links = linksIn(text);
  return (
    <>
      <textarea
        id={id}
        aria-label={label}
        aria-required={isRequired}
        rows={4}
        value={text}
        readOnly={isReadOnly}
        onChange={(event) => change(path, event.currentTarget.value, true)}
        onBlur={settle}
      />
      {links.length > 0 ? (
        <ul className="inspector-links">
          {links.map((link, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and have nothing but their place
            <li key={index}>
              <a href={link.address} target="_blank" rel="noopener noreferrer">
                {link.text}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
