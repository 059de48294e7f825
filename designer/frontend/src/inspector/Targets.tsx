/** Where an output may lead: to a node of the drawing, or to a new one that is placed for it. */

import { IconPlus } from "@tabler/icons-react";
import { useEffect, useMemo, useRef } from "react";
import { ComponentChip } from "@/canvas/ComponentIcon";
import { targetChoices } from "@/canvas/ComponentPicker";
import { placeAfter } from "@/canvas/free_place";
import { place } from "@/canvas/quick_add";
import { leadTo, NEW } from "@/canvas/targets";
import { canBeEntered } from "@/document/connecting";
import type { OutputRef } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { Picker } from "@/shell/Picker";

export type Offered = "nodes" | "components";

interface Props {
  readonly offered: Offered;
  readonly output: OutputRef;
  readonly label: string;
  /** Opens the one list or the other, null closes both. */
  readonly onOpen: (offered: Offered | null) => void;
}

export function Targets(props: Props) {
  const popup = useRef<HTMLDivElement>(null);
  // Near the foot of the panel most of the list would be out of sight.
  // Browsers have begun to give a promise here, which React would take for what cleans up.
  useEffect(() => void popup.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <div ref={popup} className="inspector-popup">
      {props.offered === "nodes" ? <Nodes {...props} /> : <Components {...props} />}
    </div>
  );
}

function Nodes({ output, label, onOpen }: Props) {
  const workplace = useWorkplace();
  const { catalogue, page } = workplace;
  const document = useEditor((state) => state.document);
  const choices = useMemo(
    () => [
      { id: NEW, label: t("inspector:new_node"), icon: <IconPlus size={16} aria-hidden /> },
      ...document.nodes
        .filter((node) => canBeEntered(document, catalogue, node.id))
        .map((node) => {
          const component = catalogue.get(node.type);
          return {
            id: node.id,
            label: node.title,
            also: [[node.id]],
            detail: component?.title[page.language],
            icon: <ComponentChip icon={component?.icon ?? ""} family={component?.family ?? "unknown"} />,
          };
        }),
    ],
    [document, catalogue, page],
  );
  return (
    <Picker
      label={t("inspector:goes_where", { label })}
      placeholder={t("canvas:lead_where")}
      choices={choices}
      onClose={() => onOpen(null)}
      onChoose={(id) => (id === NEW ? onOpen("components") : leadTo(workplace, output, id, "stay"))}
    />
  );
}

function Components({ output, label, onOpen }: Props) {
  const workplace = useWorkplace();
  const { catalogue, editor, page } = workplace;
  const choices = useMemo(() => targetChoices(catalogue, page.language), [catalogue, page]);
  const add = (type: string) => {
    const { document } = editor.store.getState();
    const source = document.nodes.find((node) => node.id === output.source);
    if (!source) return;
    place(workplace, type, { position: placeAfter(document, catalogue, source, type), output });
  };
  return (
    <Picker
      label={t("inspector:new_where", { label })}
      placeholder={t("palette:search")}
      choices={choices}
      onClose={() => onOpen(null)}
      onChoose={add}
    />
  );
}
