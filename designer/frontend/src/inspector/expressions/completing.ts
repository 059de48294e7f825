/** What can be written at the cursor: variables first, then functions in the reader's language. */

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { components } from "@/api";
import type { Language } from "@/document/catalogue";
import { t } from "@/i18n";
import { type Variable, written } from "./variables";

type ShownFunction = components["schemas"]["ShownFunction"];

export interface Known {
  readonly variables: readonly Variable[];
  readonly functions: readonly ShownFunction[];
  readonly language: Language;
  /** What a node is called, for "set in". */
  readonly titleOf: (node: string) => string;
}

/** Completion inside an expression; in a text only inside its holes. */
export function completer(isTemplate: boolean, known: () => Known) {
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.state.sliceDoc(0, context.pos);
    if (isTemplate && !isInHole(before)) return null;
    const expression = isTemplate ? before.slice(before.lastIndexOf("{{") + 2) : before;
    if (isInString(expression)) return null;
    const facts = known();
    const word = wordAtEnd(
      expression,
      facts.variables.map(({ name }) => name),
    );
    if (!word && !context.explicit) return null;
    // Functions have names in both languages: whoever begins in Latin letters wants those.
    const isLatin = /^[A-Za-z]/.test(word);
    return {
      from: context.pos - word.length,
      options: optionsOf(isLatin ? { ...facts, names: "en" } : { ...facts, names: facts.language }),
      validFor: isLatin ? /^[A-Za-z][\p{L}\p{N}_. ]*$/u : /^`?[\p{L}\p{N}_. ]*$/u,
    };
  };
}

/** Whether the text before the cursor has opened a hole and not closed it; `\{{` opens none. */
export function isInHole(before: string): boolean {
  const open = [...before.matchAll(/(?<!\\)\{\{/g)].pop()?.index ?? -1;
  return open >= 0 && before.indexOf("}}", open) < 0;
}

function isInString(expression: string): boolean {
  let quote = "";
  for (let at = 0; at < expression.length; at += 1) {
    const sign = expression[at] ?? "";
    if (sign === "\\") at += 1;
    else if (quote) quote = sign === quote ? "" : quote;
    else if (sign === '"' || sign === "'") quote = sign;
  }
  return quote !== "";
}

/** What is being written: from its backtick on, or the longest beginning of a known name, or a plain word. */
function wordAtEnd(expression: string, names: readonly string[]): string {
  const plain = /[\p{L}_][\p{L}\p{N}_.]*$/u.exec(expression)?.[0] ?? "";
  const parts = expression.split("`");
  // Of an even count of backticks each opening one has its closing one.
  if (parts.length % 2 === 0) return `\`${parts.at(-1)}`;
  const begun = names.map((name) => beginningAtEnd(expression, name));
  return [plain, ...begun].reduce((longest, one) => (one.length > longest.length ? one : longest));
}

/** How much of a name of several words stands at the end of a text; "" while the first one is being written. */
function beginningAtEnd(expression: string, name: string): string {
  for (
    let length = Math.min(name.length, expression.length);
    name.slice(0, length).includes(" ");
    length -= 1
  ) {
    const [before, end] = [expression.slice(0, -length), expression.slice(-length)];
    const isWhole = !/[\p{L}\p{N}_.`]$/u.test(before);
    if (isWhole && end.toLowerCase() === name.slice(0, length).toLowerCase()) return end;
  }
  return "";
}

/** `names`: the language that functions are written in. */
function optionsOf({
  variables,
  functions,
  language,
  names,
  titleOf,
}: Known & { names: Language }): Completion[] {
  const named = variables
    .filter(({ name, set_in }) => set_in.length > 0 || !isOtherError(name, names))
    .map((variable): Completion => {
      const places = variable.set_in.map(titleOf).join(", ");
      const kind = t(`variables:type_${variable.type}`);
      return {
        label: written(variable.name),
        // A name with spaces is found by its letters, whether a backtick was typed or not.
        displayLabel: variable.name,
        type: "variable",
        detail: places ? `${kind} · ${places}` : kind,
        boost: 2,
      };
    });
  const called = functions.map((one): Completion => {
    const alias = one.aliases.find((name) => /[^\p{ASCII}]/u.test(name));
    const name = names === "ru" ? (alias ?? one.name) : one.name;
    const params = one.params
      .map((param) => `${paramName(param, language)}${param.optional ? "?" : ""}`)
      .join(", ");
    return {
      label: `${name}(`,
      displayLabel: name,
      type: "function",
      detail: `(${params})`,
      info: one.help[language].replaceAll("`", ""),
      apply: one.params.length === 0 ? `${name}()` : `${name}(`,
    };
  });
  return [...named, ...called];
}

/** What the error lane knows of the error, by its name in each language. */
const ERROR_NAMES: Readonly<Record<Language, string>> = {
  ru: "\u043e\u0448\u0438\u0431\u043a\u0430",
  en: "error",
};

function isOtherError(name: string, names: Language): boolean {
  return name !== ERROR_NAMES[names] && Object.values(ERROR_NAMES).includes(name);
}

/** Parameters have English names; to others their kinds say more. */
function paramName({ name, type }: ShownFunction["params"][number], language: Language): string {
  if (language === "en") return name;
  return type
    .split("|")
    .map((kind) => t(`variables:type_${kind}`))
    .join("/");
}
