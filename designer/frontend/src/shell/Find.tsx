/** Ctrl-F: nodes, variables, texts, numbers, keys: whatever stands in the drawing; choosing one goes there. */

import { useMemo, useState } from "react";
import { ComponentChip } from "@/canvas/ComponentIcon";
import { focusCanvas, goToNode } from "@/canvas/navigation";
import { findIn } from "@/document/finding";
import { useEditor, useWorkplace } from "@/editor/context";
import { openOverlay, showParam, useView } from "@/editor/view";
import { t } from "@/i18n";
import { Picker } from "./Picker";

const SHOWN_MAX = 60;

export function Find() {
  const { catalogue, editor, page } = useWorkplace();
  const document = useEditor((state) => state.document);
  const [text, setText] = useState("");
  const found = useMemo(
    () => findIn(document, catalogue, page.language, text),
    [document, catalogue, page, text],
  );
  const choices = found.slice(0, SHOWN_MAX).map(({ node, param, label, text }) => ({
    id: `${node.id} ${param}`,
    label: node.title,
    detail: param ? `${label}: ${text}` : text,
    icon: (
      <ComponentChip
        icon={catalogue.get(node.type)?.icon ?? ""}
        family={catalogue.get(node.type)?.family ?? "unknown"}
      />
    ),
  }));
  return (
    <div className="overlay">
      <Picker
        label={t("commands:find")}
        placeholder={t("shell:find_what")}
        choices={choices}
        onSearch={setText}
        onClose={() => openOverlay(null)}
        onChoose={(id) => {
          const [node = "", param = ""] = id.split(" ");
          const go = () => {
            goToNode(editor, node);
            if (param) showParam(node, param, "stay");
            focusCanvas();
          };
          // From the outline the canvas has to come first.
          if (useView.getState().main === "drawing") go();
          else {
            useView.setState({ main: "drawing" });
            requestAnimationFrame(() => requestAnimationFrame(go));
          }
        }}
      />
    </div>
  );
}
