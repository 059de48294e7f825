/** Messages name the node and the parameter first; beside the very field that need not be read again. */

import { quoted } from "@/i18n/quotes";

const LANGUAGES = ["ru", "en"] as const;

export function withoutPlace(message: string, title: string): string {
  const named = LANGUAGES.map((language) => quoted(title, language)).find((name) => message.startsWith(name));
  const rest = named === undefined ? "" : (/^[^:]*: (.+)$/s.exec(message.slice(named.length))?.[1] ?? "");
  return rest ? rest.charAt(0).toUpperCase() + rest.slice(1) : message;
}
