/** A node of a component that is not installed here: what the checks advise, and the way to be rid of it. */

import { ComponentChip } from "@/canvas/ComponentIcon";
import { useIssues } from "@/checks/issues";
import type { ScenarioNode } from "@/document/types";
import { t } from "@/i18n";
import { CommandButtons } from "./CommandButtons";
import { NodeId, Title } from "./Head";
import { NodeIssues } from "./Wrong";

const WAY_OUT = ["remove"] as const;

export function Unknown({ node }: { node: ScenarioNode }) {
  return (
    <div className="inspector">
      <div className="inspector-head">
        <ComponentChip icon="" family="unknown" />
        <div>
          <Title node={node} />
          <div className="inspector-about">
            <span>{t("canvas:unknown", { type: node.type })}</span>
            <NodeId id={node.id} />
          </div>
        </div>
      </div>
      <NodeIssues issues={useIssues(node.id)} />
      <div className="inspector-several">
        <CommandButtons ids={WAY_OUT} />
      </div>
    </div>
  );
}
