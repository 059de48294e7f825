/** What a node is and where it leads, in words: for whoever hears the drawing instead of seeing it. */

import { targetOf } from "@/document/connecting";
import { realOutput } from "@/document/folding";
import { isMarkedMain } from "@/document/main_output";
import { drawnOutputs, FOLDED, outputTitle, wiredKeys } from "@/document/outputs";
import { summary } from "@/document/summary";
import { type OutputRef, outputId, SPENT } from "@/document/types";
import type { Workplace } from "@/editor/context";
import { foldingIn, shownIn } from "@/editor/shown";
import { t } from "@/i18n";
import { quoted } from "@/i18n/quotes";
import { planOf } from "@/wires/planned";
import { cardOutput, countHidden } from "./folding";

/** A sentence; with `whole` also its parameters and every output. */
export function describe(place: Workplace, id: string, whole = false): string {
  const { editor, catalogue, page } = place;
  const { drawn, focusedOutput, focused } = editor.store.getState();
  const document = shownIn(place);
  const node = document.nodes.find((node) => node.id === id);
  if (!node) return "";
  const titleOf = (target: string) => document.nodes.find((node) => node.id === target)?.title ?? target;
  const isCard = node.type === FOLDED;
  const outputs = drawnOutputs(node, catalogue, wiredKeys(document).get(id));
  const told = outputs.map((output) => {
    const inside = isCard ? cardOutput(place, drawn, output.id) : null;
    const name = inside ? `${inside.node}: ${inside.name}` : outputTitle(output, page.language);
    const title = output.id.endsWith(SPENT) && !isCard ? t("canvas:spent", { title: name }) : name;
    const led = targetOf(document, { source: id, key: output.id });
    if (!led) return { id: output.id, words: t("canvas:said_loose", { title }) };
    const target = titleOf(led.target);
    return {
      id: output.id,
      words: [
        ledInWords(title, target, led.limit),
        ...mainWords(place, realOutput({ source: id, key: output.id })),
      ].join(", "),
    };
  });
  if (!whole && focused === id && focusedOutput)
    return told.find((output) => output.id === focusedOutput)?.words ?? "";
  if (isCard) {
    const count = countHidden(place, foldingIn(place), id);
    const card = t("canvas:said_card", { title: node.title, count });
    const wires = t("canvas:said_wires", { count: outputs.length });
    return (whole ? [card, ...told.map(({ words }) => words)] : [card, wires]).join(". ");
  }
  const kind = catalogue.get(node.type)?.title[page.language] ?? node.type;
  const name = node.title === kind ? kind : `${kind} ${quoted(node.title, page.language)}`;
  const wires = t("canvas:said_wires", { count: outputs.length });
  return whole
    ? [name, summary(node, catalogue, page.language), ...told.map(({ words }) => words)]
        .filter(Boolean)
        .join(". ")
    : `${name}. ${wires}`;
}

/** Where an output leads, and how often if that is limited. */
export function ledInWords(title: string, target: string, limit: number | null): string {
  return limit === null
    ? t("canvas:said_leads", { title, target })
    : t("canvas:said_repeats", { title, target, count: limit });
}

/** What an output has to do with the main path. */
function mainWords(place: Workplace, output: OutputRef): string[] {
  return [
    ...(planOf(place).main.outputs.has(outputId(output)) ? [t("canvas:said_on_main")] : []),
    ...(isMarkedMain(place.editor.store.getState().document, output) ? [t("canvas:said_is_main")] : []),
  ];
}
