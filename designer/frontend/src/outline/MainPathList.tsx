/** The main path as a list: what is drawn red and thick, for whoever reads or hears the scenario. */

import { isMarkedMain } from "@/document/main_output";
import type { MainPath } from "@/document/main_path";
import { drawnOutputs, outputTitle, wiredKeys } from "@/document/outputs";
import { outputId, type ScenarioNode } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";

/** A longer path begins folded: the outline itself shall be in sight. */
const SHORT = 12;

interface Props {
  readonly main: MainPath;
  readonly onChoose: (id: string) => void;
}

export function MainPathList({ main, onChoose }: Props) {
  const { catalogue, page } = useWorkplace();
  const document = useEditor((state) => state.document);
  if (main.outputs.size === 0) return null;
  const byId = new Map(document.nodes.map((node) => [node.id, node]));
  const nodes = [...main.nodes].flatMap((id) => byId.get(id) ?? []);
  const wired = wiredKeys(document);
  /** By which of several outputs the path leaves; where there is one there is nothing to tell. */
  const leftBy = (node: ScenarioNode): string[] => {
    const outputs = drawnOutputs(node, catalogue, wired.get(node.id));
    const output = outputs.find((output) => main.outputs.has(outputId({ source: node.id, key: output.id })));
    if (!output || outputs.length === 1) return [];
    const told = t("outline:by_output", { title: outputTitle(output, page.language) });
    return isMarkedMain(document, { source: node.id, key: output.id })
      ? [told, t("outline:is_main")]
      : [told];
  };
  return (
    <details className="outline-main" open={nodes.length <= SHORT}>
      <summary>{t("outline:main_path", { count: nodes.length })}</summary>
      <ol>
        {nodes.map((node) => (
          <li key={node.id}>
            <button type="button" onClick={() => onChoose(node.id)}>
              {node.title}
            </button>{" "}
            <span>{leftBy(node).join(", ")}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
