/** The list of components that opens at the pointer, after a node, or at the end of a wire that was let go. */

import { useViewport } from "@xyflow/react";
import { useMemo } from "react";
import { beginsSomewhere, placeable } from "@/document/adding";
import { type Catalogue, type Component, type Language, soughtIn } from "@/document/catalogue";
import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { type Choice, Picker } from "@/shell/Picker";
import { ComponentChip } from "./ComponentIcon";
import { giveBack } from "./navigation";
import { place, useQuickAdd } from "./quick_add";

const WIDTH = 340;
const HEIGHT = 430;

/** The components that a wire can lead to. */
export function targetChoices(catalogue: Catalogue, language: Language): Choice[] {
  return choicesOf(
    placeable(catalogue, true).filter((component) => component.executed && !component.lane),
    language,
  );
}

function choicesOf(components: readonly Component[], language: Language): Choice[] {
  return components.map((component) => ({
    id: component.type,
    label: component.title[language],
    also: soughtIn(component),
    group: t(`palette:family_${component.family}`),
    icon: <ComponentChip icon={component.icon} family={component.family} />,
  }));
}

export function ComponentPicker({ size }: { size: { width: number; height: number } }) {
  const workplace = useWorkplace();
  const { catalogue, page } = workplace;
  const open = useQuickAdd((state) => state.open);
  const { x, y, zoom } = useViewport();
  const hasStart = useEditor(({ document }) => beginsSomewhere(document));
  const choices = useMemo(
    () =>
      open?.output
        ? targetChoices(catalogue, page.language)
        : choicesOf(placeable(catalogue, hasStart), page.language),
    [catalogue, page, open, hasStart],
  );
  if (!open) return null;
  const left = Math.max(8, Math.min(open.position[0] * zoom + x, size.width - WIDTH - 8));
  const top = Math.max(8, Math.min(open.position[1] * zoom + y, size.height - HEIGHT - 8));
  return (
    <div className="canvas-popup" style={{ left, top }}>
      <Picker
        label={t("commands:add")}
        placeholder={t("palette:search")}
        choices={choices}
        onClose={(to) => {
          useQuickAdd.setState({ open: null });
          giveBack(to);
        }}
        onChoose={(type) => place(workplace, type, open)}
      />
    </div>
  );
}
