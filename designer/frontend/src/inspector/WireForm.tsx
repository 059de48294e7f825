/** The chosen wire: from where to where, its repeat, whether the main path goes along, and what can be done with it. */

import { goToNode } from "@/canvas/navigation";
import type { OutputKind } from "@/document/catalogue";
import { targetOf } from "@/document/connecting";
import { drawnOutputs, outputsOf, wiredKeys } from "@/document/outputs";
import { type OutputRef, outputId } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { outputName } from "@/revisions/telling";
import { useIsMain } from "@/wires/planned";
import { CommandButtons } from "./CommandButtons";
import { Nothing } from "./Nothing";
import { OutputTarget } from "./OutputTarget";

const TO_A_WIRE = ["mark_main", "unmark_main", "remove"] as const;

export function WireForm({ wire }: { wire: OutputRef }) {
  const place = useWorkplace();
  const { catalogue, page } = place;
  const document = useEditor((state) => state.document);
  const isOnMain = useIsMain(outputId(wire));
  const from = document.nodes.find(({ id }) => id === wire.source);
  if (!from) return <Nothing />;
  const title = outputName(wire, catalogue, page.language, document);
  const outputs = [
    ...outputsOf(from, catalogue),
    ...drawnOutputs(from, catalogue, wiredKeys(document).get(from.id)),
  ];
  const kind: OutputKind = outputs.find(({ id }) => id === wire.key)?.kind ?? "optional";
  const isRepeat = targetOf(document, wire)?.limit != null;
  const told = [
    isOnMain ? t("inspector:wire_on_main") : "",
    isRepeat ? t("inspector:wire_repeat") : "",
  ].filter(Boolean);
  return (
    <div className="inspector inspector-wire">
      <h2>{t("inspector:wire")}</h2>
      <div className="inspector-output">
        <span>{t("inspector:wire_from")}</span>
        <button type="button" className="inspector-target-name" onClick={() => goToNode(place, from.id)}>
          {from.title}
        </button>
      </div>
      <div className="inspector-output">
        <span>{t("inspector:wire_to", { title })}</span>
        <OutputTarget source={wire.source} outputKey={wire.key} kind={kind} label={title} />
      </div>
      {told.length > 0 ? <p className="inspector-hint">{told.join(" ")}</p> : null}
      <div className="inspector-several">
        <CommandButtons ids={TO_A_WIRE} />
      </div>
    </div>
  );
}
