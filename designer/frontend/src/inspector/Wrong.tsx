/** What is wrong, where it is wrong. */

import { memo, useContext } from "react";
import { FixButtons } from "@/checks/IssueLine";
import { type ShownIssue, useIssues } from "@/checks/issues";
import { sorted } from "@/checks/walking";
import { isFilledAlike } from "@/document/changes";
import { drawnOutputs, outputsOf, wiredKeys } from "@/document/outputs";
import type { ScenarioNode } from "@/document/types";
import { useEditor, useWords, useWorkplace } from "@/editor/context";
import { ProblemsContext, useForm } from "./form";
import { withoutPlace } from "./place";
import { useSpot } from "./Spot";
import { fieldsOf, isShown, type Path, pathText } from "./schema";

/** Of this very place: why its field takes nothing, else in the browser's short words where it can tell, else in the server's. */
export function Wrong({ path }: { path: Path }) {
  const { node } = useForm();
  const here = pathText(path);
  const problem = useContext(ProblemsContext).get(here);
  const issues = useIssues(node).filter((issue) => issue.param === here);
  const { isFresh, refusal } = useSpot();
  const told = refusal ?? (isFresh ? null : problem);
  if (told) return <p className="inspector-wrong">{told}</p>;
  return isFresh ? null : <Issues issues={issues} />;
}

interface ElsewhereProps {
  readonly node: ScenarioNode;
}

/** What no field and no output of the form shows: of the node as a whole, or of what the form has no place for. */
export const WrongElsewhere = memo(function WrongElsewhere({ node }: ElsewhereProps) {
  const { catalogue } = useWorkplace();
  const { root } = useForm();
  const wired = useEditor(({ document }) => [...(wiredKeys(document).get(node.id) ?? [])].join(" "));
  const fields = fieldsOf(root, root);
  const shown = new Set(
    fields.filter((field) => isShown(field, node.params, fields)).map((field) => field.name),
  );
  const outputs = new Set(drawnOutputs(node, catalogue, new Set(wired.split(" "))).map(({ id }) => id));
  for (const output of outputsOf(node, catalogue)) if (!output.isIdle) outputs.add(output.id);
  const issues = useIssues(node.id).filter(({ param, output }) =>
    param ? !shown.has(param.split(".")[0] ?? "") : !output || !outputs.has(output),
  );
  return <NodeIssues issues={issues} />;
}, isSameForm);

/** Which fields and outputs the form has is not told by the node's name. */
function isSameForm(before: ElsewhereProps, after: ElsewhereProps): boolean {
  return isFilledAlike(before.node, after.node);
}

/** What is wrong with the node, the worst first. */
export function NodeIssues({ issues }: { issues: readonly ShownIssue[] }) {
  return issues.length > 0 ? (
    <div className="inspector-elsewhere">
      <Issues issues={sorted(issues)} />
    </div>
  ) : null;
}

interface IssuesProps {
  readonly issues: readonly ShownIssue[];
  /** The output that they stand under, by its name: then it need not be named, and how to connect it is plain. */
  readonly output?: string | undefined;
}

/** What the checks say, and what mends it. */
export function Issues({ issues, output }: IssuesProps) {
  const node = issues[0]?.node;
  return node ? <Told issues={issues} node={node} output={output} /> : null;
}

function Told({ issues, node, output }: IssuesProps & { readonly node: string }) {
  const words = useWords();
  const title = useEditor(({ document }) => document.nodes.find((one) => one.id === node)?.title ?? "");
  return issues.map((issue) => (
    <p
      key={`${issue.code} ${issue.offset} ${issue.output}`}
      className={`inspector-wrong inspector-wrong-${issue.severity}`}
    >
      {withoutPlace(words(issue.message), title, output)}{" "}
      {output !== undefined && issue.code.startsWith("unwired_") ? null : `${words(issue.fix)} `}
      <FixButtons issue={issue} />
    </p>
  ));
}
