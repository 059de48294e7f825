/** Where an output leads, as a field: the same fact as the wire on the drawing. */

import { IconArrowNarrowRight, IconCrosshair, IconX } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { ComponentChip } from "@/canvas/ComponentIcon";
import { goToNode } from "@/canvas/navigation";
import { leadTo } from "@/canvas/targets";
import { canBeEntered, disconnect, REPEAT_LIMIT_MAX, setRepeatLimit, targetOf } from "@/document/connecting";
import type { OutputRef } from "@/document/types";
import { useEditor, useWorkplace } from "@/editor/context";
import { t } from "@/i18n";
import { Picker } from "@/shell/Picker";
import { announce } from "@/speech/announce";

export function OutputTarget({ output, label }: { output: OutputRef; label: string }) {
  const place = useWorkplace();
  const { editor, mayEdit } = place;
  const document = useEditor((state) => state.document);
  const [isOpen, setOpen] = useState(false);
  const led = targetOf(document, output);
  const target = document.nodes.find((node) => node.id === led?.target);
  return (
    <div className="inspector-target">
      <IconArrowNarrowRight size={16} aria-hidden />
      <button
        type="button"
        className={target ? "inspector-target-name" : "inspector-target-name inspector-target-none"}
        aria-haspopup="dialog"
        aria-label={t("inspector:goes_to", { label, title: target?.title ?? t("inspector:nowhere") })}
        onClick={() => (mayEdit ? setOpen(true) : target && goToNode(editor, target.id))}
      >
        {target?.title ?? t("inspector:nowhere")}
      </button>
      {led?.limit != null ? <Limit output={output} limit={led.limit} label={label} /> : null}
      {mayEdit ? (
        <>
          <button
            type="button"
            title={t("inspector:pick")}
            aria-label={t("inspector:pick_named", { label })}
            onClick={() => editor.setMode({ kind: "connecting", output })}
          >
            <IconCrosshair size={14} aria-hidden />
          </button>
          {led ? (
            <button
              type="button"
              title={t("inspector:disconnect")}
              aria-label={t("inspector:disconnect_named", { label })}
              onClick={() => {
                editor.edit((current) => disconnect(current, output));
                announce(t("commands:said_wire_removed"));
              }}
            >
              <IconX size={13} aria-hidden />
            </button>
          ) : null}
        </>
      ) : null}
      {isOpen ? <Targets output={output} label={label} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function Targets({ output, label, onClose }: { output: OutputRef; label: string; onClose: () => void }) {
  const place = useWorkplace();
  const { catalogue, page } = place;
  const document = useEditor((state) => state.document);
  const choices = useMemo(
    () =>
      document.nodes
        .filter((node) => canBeEntered(document, catalogue, node.id))
        .map((node) => {
          const component = catalogue.get(node.type);
          return {
            id: node.id,
            label: node.title,
            also: node.id,
            detail: component?.title[page.language],
            icon: <ComponentChip icon={component?.icon ?? ""} family={component?.family ?? "unknown"} />,
          };
        }),
    [document, catalogue, page],
  );
  return (
    <div className="inspector-popup">
      <Picker
        label={t("inspector:goes_where", { label })}
        placeholder={t("canvas:lead_where")}
        choices={choices}
        onClose={onClose}
        onChoose={(id) => leadTo(place, output, id, "stay")}
      />
    </div>
  );
}

function Limit({ output, limit, label }: { output: OutputRef; limit: number; label: string }) {
  const { editor, mayEdit } = useWorkplace();
  return (
    <label className="inspector-limit" title={t("inspector:limit_told")}>
      ↺
      <input
        type="number"
        min={1}
        max={REPEAT_LIMIT_MAX}
        value={limit}
        readOnly={!mayEdit}
        aria-label={t("inspector:limit", { label })}
        onChange={(event) => {
          const wanted = event.currentTarget.valueAsNumber;
          if (Number.isFinite(wanted))
            editor.edit(
              (document) => setRepeatLimit(document, output, wanted),
              `limit ${output.source} ${output.key}`,
            );
        }}
        onBlur={editor.settle}
      />
    </label>
  );
}
