/** The list of components that opens at the pointer, after a node, or at the end of a wire that was let go. */

import { useViewport } from "@xyflow/react";
import { useMemo } from "react";
import { type Catalogue, type Language, soughtIn } from "@/document/catalogue";
import { useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { type Choice, Picker } from "@/shell/Picker";
import { ComponentChip } from "./ComponentIcon";
import { focusCanvas } from "./navigation";
import { place, useQuickAdd } from "./quick_add";

const WIDTH = 340;
const HEIGHT = 430;

/** Every component to choose from; `isLoose`: also those that no wire can lead to. */
export function componentChoices(catalogue: Catalogue, language: Language, isLoose: boolean): Choice[] {
  return [...catalogue.values()]
    .filter((component) => component.type !== "start" && (isLoose || (component.executed && !component.lane)))
    .map((component) => ({
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
  const choices = useMemo(
    () => componentChoices(catalogue, page.language, !open?.output),
    [catalogue, page, open],
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
        onClose={() => {
          useQuickAdd.setState({ open: null });
          focusCanvas();
        }}
        onChoose={(type) => place(workplace, type, open)}
      />
    </div>
  );
}
