/** The head of the form: the node's name, what kind it is, what that kind does, and the id that the shell knows it by. */

import { IconHelpCircle } from "@tabler/icons-react";
import { memo, useState } from "react";
import { ComponentChip } from "@/canvas/ComponentIcon";
import { Line } from "@/canvas/Marked";
import type { Component } from "@/document/catalogue";
import { setTitle } from "@/document/params";
import type { ScenarioNode } from "@/document/types";
import { useWords, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { announce } from "@/speech/announce";

export function Head({ node, component }: { node: ScenarioNode; component: Component }) {
  const words = useWords();
  const [isHelpOpen, setHelpOpen] = useState(false);
  return (
    <div className="inspector-head">
      <ComponentChip icon={component.icon} family={component.family} />
      <div>
        <Title node={node} />
        <div className="inspector-about">
          <button
            type="button"
            className="inspector-kind"
            aria-expanded={isHelpOpen}
            onClick={() => setHelpOpen(!isHelpOpen)}
          >
            {words(component.title)}
            <IconHelpCircle size={14} aria-hidden />
          </button>
          <NodeId id={node.id} />
        </div>
      </div>
      {isHelpOpen ? (
        <div className="inspector-help">
          {words(component.help)
            .split(/\n\s*\n/)
            .map((part) => (
              <p key={part}>
                <Line text={part} />
              </p>
            ))}
          <a href={`/components/${component.type}/`} target="_blank" rel="noreferrer">
            {t("inspector:reference")}
          </a>
        </div>
      ) : null}
    </div>
  );
}

export function Title({ node }: { node: ScenarioNode }) {
  const { editor, mayEdit } = useWorkplace();
  return (
    <input
      className="inspector-title"
      aria-label={t("inspector:title")}
      value={node.title}
      maxLength={200}
      readOnly={!mayEdit}
      onChange={(event) => {
        const title = event.currentTarget.value;
        editor.edit((document) => setTitle(document, node.id, title), `${node.id} title`);
      }}
      onBlur={editor.settle}
    />
  );
}

export const NodeId = memo(function NodeId({ id }: { id: string }) {
  // Only a page of a safe address may write to the clipboard; elsewhere the id is there to be read.
  const copy = async () => {
    if (!navigator.clipboard) return;
    await navigator.clipboard.writeText(id);
    announce(t("inspector:said_copied", { id }));
  };
  return (
    <button
      type="button"
      className="inspector-id"
      title={t("inspector:copy_id", { id })}
      aria-label={t("inspector:copy_id", { id })}
      onClick={() => void copy()}
    >
      {id}
    </button>
  );
});
