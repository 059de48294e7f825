/** The chosen node: its name, its parameters, where its outputs lead. Made from the component's declaration alone. */

import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { Component } from "@/document/catalogue";
import { isFilledAlike } from "@/document/changes";
import { setParam } from "@/document/params";
import { type Json, outputId, type ScenarioNode } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import type { EditorState } from "@/editor/store";
import { Fields } from "./Fields";
import { FormContext, type Made, ProblemsContext } from "./form";
import { Head } from "./Head";
import { Nothing } from "./Nothing";
import { Outputs } from "./Outputs";
import { useProblems } from "./problems";
import { Several } from "./Several";
import { type Path, pathText, type Schema, setAt, valueAt } from "./schema";
import { Unknown } from "./Unknown";
import { useWantedParam } from "./useWantedParam";
import { WireForm } from "./WireForm";
import { WrongElsewhere } from "./Wrong";
import "./inspector.css";
import "./fields/fields.css";
import "./outputs.css";

export function Inspector() {
  const { catalogue } = useWorkplace();
  const selected = useEditor((state) => state.selection.nodes);
  const wire = useEditor((state) => state.selection.wire);
  const node = useEditor(useMemo(chosenNode, []));
  useWantedParam(node?.id ?? null);
  if (wire) return <WireForm key={outputId(wire)} wire={wire} />;
  if (selected.size > 1) return <Several count={selected.size} />;
  if (!node) return <Nothing />;
  const component = catalogue.get(node.type);
  if (!component) return <Unknown node={node} />;
  return <NodeForm key={node.id} node={node} component={component} />;
}

/** Finds the one node that is chosen. While it is only moved it stays the same: no form tells of its place. */
function chosenNode() {
  let told: ScenarioNode | undefined;
  return ({ document, selection }: EditorState): ScenarioNode | undefined => {
    const [id] = selection.nodes;
    const found = selection.nodes.size === 1 ? document.nodes.find((node) => node.id === id) : undefined;
    const isAlike = told && found && isFilledAlike(told, found) && told.title === found.title;
    if (!isAlike) told = found;
    return told;
  };
}

const TOP: Path = [];

function NodeForm({ node, component }: { node: ScenarioNode; component: Component }) {
  const { editor, catalogue, mayEdit } = useWorkplace();
  const root = component.params as Schema;
  const { id } = node;
  const problems = useProblems(component, node.params);
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = true;
  }, []);
  const form = useMemo(
    () => ({
      node: id,
      component,
      root,
      isReadOnly: !mayEdit,
      isOpen,
      change: (path: Path, value: Json | undefined | Made, isTyping = false) => {
        const [param, ...rest] = path;
        editor.edit(
          (document) => {
            const before = document.nodes.find((one) => one.id === id)?.params[String(param)];
            const wanted = typeof value === "function" ? value(valueAt(before, rest)) : value;
            const changed = rest.length > 0 ? setAt(before ?? null, rest, wanted) : wanted;
            return setParam(document, catalogue, id, String(param), changed);
          },
          isTyping ? `${id} ${pathText(path)}` : null,
        );
      },
      settle: editor.settle,
    }),
    [id, component, root, mayEdit, editor, catalogue],
  );
  // The panel scrolls, not the form: what comes next begins at its top, before a wish of its own is followed.
  const top = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => void top.current?.closest("[data-panel]")?.scrollTo({ top: 0 }), []);
  return (
    <FormContext value={form}>
      <ProblemsContext value={problems}>
        <div ref={top} className="inspector">
          <Head node={node} component={component} />
          <WrongElsewhere node={node} />
          <Fields schema={root} path={TOP} values={node.params} />
          {component.executed ? <Outputs node={node} component={component} /> : null}
        </div>
      </ProblemsContext>
    </FormContext>
  );
}
