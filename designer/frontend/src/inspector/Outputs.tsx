/** The outputs that every node of this kind has; those of rows stand in their rows. */

import { memo } from "react";
import type { Component } from "@/document/catalogue";
import { isFilledAlike } from "@/document/changes";
import { drawnOutputs, outputsOf, outputTitle, rowsOf, wiredKeys } from "@/document/outputs";
import { type ScenarioNode, SPENT } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { OutputTarget } from "./OutputTarget";

interface Props {
  readonly node: ScenarioNode;
  readonly component: Component;
}

/** To write the node's name renders none of them. */
export const Outputs = memo(function Outputs({ node, component }: Props) {
  const { catalogue, page } = useWorkplace();
  // As one text: most edits of the drawing change no wire of this node.
  const wired = useEditor(({ document }) =>
    [...(wiredKeys(document).get(node.id) ?? [])].filter((key) => key.endsWith(SPENT)).join(" "),
  );
  const rowIds = new Set(
    component.rows_of ? rowsOf(node.params, component.rows_of).map((row) => row.id) : [],
  );
  const keys = new Set(wired.split(" "));
  const spent = drawnOutputs(node, catalogue, keys).filter((output) => output.id.endsWith(SPENT));
  const fixed = outputsOf(node, catalogue).filter((output) => !rowIds.has(output.id) && !output.isIdle);
  const shown = [...fixed, ...spent];
  if (shown.length === 0) return null;
  return (
    <section className="inspector-outputs">
      <h2>{t("inspector:outputs")}</h2>
      {shown.map((output) => {
        const name = outputTitle(output, page.language);
        const title = output.id.endsWith(SPENT) ? t("canvas:spent", { title: name }) : name;
        return (
          <div key={output.id} className="inspector-output">
            <span>{title}</span>
            <OutputTarget source={node.id} outputKey={output.id} kind={output.kind} label={title} />
          </div>
        );
      })}
    </section>
  );
}, isSameForm);

function isSameForm(before: Props, after: Props): boolean {
  return before.component === after.component && isFilledAlike(before.node, after.node);
}
