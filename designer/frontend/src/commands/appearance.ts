/** Light or dark, Russian or English: as on every page, without leaving the drawing. */

import { tell } from "@/canvas/notices";
import type { Language } from "@/document/catalogue";
import type { Workplace } from "@/editor/context";
import { t } from "@/i18n";
import { saveNow } from "@/saving/keeping";
import { announce } from "@/speech/announce";
import type { Command } from "./command";

type Theme = "light" | "dark";
const YEAR_S = 31_536_000;

function currentTheme(): Theme {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function showTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the server's pages read it, and browsers without https have no other way
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR_S}; samesite=lax`;
  announce(t(`commands:theme_${theme}`));
}

/** Opens the page anew in the other language, once what is drawn is kept. */
async function speak({ client }: Workplace, language: Language): Promise<void> {
  await saveNow();
  try {
    const { csrf_token } = await client.session();
    const answer = await fetch("/language/", {
      method: "POST",
      body: new URLSearchParams({ language }),
      headers: { "X-CSRFToken": csrf_token },
      redirect: "manual",
    });
    if (answer.ok || answer.type === "opaqueredirect") location.reload();
    else tell(t("commands:language_kept"));
  } catch {
    // Without the server the page could not be opened anew: it stays as it is.
    tell(t("commands:language_kept"));
  }
}

const theming = (theme: Theme): Command => ({
  id: `theme_${theme}`,
  group: "view",
  keys: [],
  scope: "page",
  isPossible: () => currentTheme() !== theme,
  run: () => showTheme(theme),
});

const speaking = (language: Language): Command => ({
  id: `language_${language}`,
  group: "view",
  keys: [],
  scope: "page",
  isPossible: ({ page }) => page.language !== language,
  run: (place) => void speak(place, language),
});

export const APPEARANCE: readonly Command[] = [
  theming("light"),
  theming("dark"),
  speaking("ru"),
  speaking("en"),
];
