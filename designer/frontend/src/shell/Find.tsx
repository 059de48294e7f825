/** Ctrl-F: nodes, variables, texts, numbers, keys: whatever stands in the drawing; choosing one goes there. */

import { useMemo, useState } from "react";
import { ComponentChip } from "@/canvas/ComponentIcon";
import { focusCanvas, goToNode } from "@/canvas/navigation";
import { type Found, findIn } from "@/document/finding";
import { useEditor, useWorkplace } from "@/editor/context";
import { offerInspector } from "@/editor/panels";
import { openOverlay, showParam, showVariable, useView } from "@/editor/view";
import { t } from "@/i18n";
import { type Choice, Picker } from "./Picker";

export function Find() {
  const place = useWorkplace();
  const { catalogue, page } = place;
  const document = useEditor((state) => state.document);
  const [text, setText] = useState("");
  const found = useMemo(
    () => findIn(document, catalogue, page.language, text),
    [document, catalogue, page, text],
  );
  const choices = found.map((hit, index): Choice => {
    const id = String(index);
    if ("variable" in hit)
      return {
        id,
        label: hit.variable,
        detail: t("shell:a_variable"),
        icon: <ComponentChip icon="variable" family="control" />,
      };
    const { node, param, label, text } = hit;
    const component = catalogue.get(node.type);
    return {
      id,
      label: node.title,
      detail: param ? `${label}: ${text}` : text,
      icon: <ComponentChip icon={component?.icon ?? ""} family={component?.family ?? "unknown"} />,
    };
  });
  const show = (hit: Found) => {
    if ("variable" in hit) return showVariable(hit.variable);
    const go = () => {
      goToNode(place, hit.node.id);
      if (hit.param) showParam(hit.node.id, hit.param, "stay");
      else offerInspector();
      focusCanvas();
    };
    // From the outline the canvas has to come first.
    if (useView.getState().main === "drawing") go();
    else {
      useView.setState({ main: "drawing" });
      requestAnimationFrame(() => requestAnimationFrame(go));
    }
  };
  return (
    <div className="overlay">
      <Picker
        label={t("commands:find")}
        placeholder={t("shell:find_what")}
        choices={choices}
        isCounted
        onSearch={setText}
        onClose={() => openOverlay(null)}
        onChoose={(id) => {
          const hit = found[Number(id)];
          if (hit) show(hit);
        }}
      />
    </div>
  );
}
