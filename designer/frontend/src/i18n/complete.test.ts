/** A word that is missing in one language, or that nobody uses, fails here. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { wordsOf } from ".";

const SOURCES = join(import.meta.dirname, "..");
const PLURALS = /_(zero|one|two|few|many|other)$/;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$|^api\.ts$/.test(entry.name) ? [path] : [];
  });
}

function keysOf(language: "ru" | "en"): Set<string> {
  const words = wordsOf(language);
  const keys = Object.entries(words).flatMap(([room, texts]) =>
    Object.keys(texts).map((key) => `${room}:${key}`),
  );
  return new Set(keys.map((key) => key.replace(PLURALS, "")));
}

const texts = sources(SOURCES).map(
  (path) => [path.slice(SOURCES.length + 1), readFileSync(path, "utf8")] as const,
);
const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const code = texts.map(([, text]) => text.replace(COMMENTS, "")).join("\n");

/** Whether the code asks for a key, whole or as a stem that something is put behind: `commands:${id}`. */
function isAsked(key: string): boolean {
  const stems = [...key.matchAll(/[:_]/g)].map((match) => key.slice(0, match.index + 1));
  return code.includes(`"${key}"`) || stems.some((stem) => code.includes(`\`${stem}\${`));
}

describe("the words of the page", () => {
  test("are the same ones in both languages", () => {
    expect([...keysOf("ru")].sort()).toEqual([...keysOf("en")].sort());
  });

  test("are never empty", () => {
    for (const language of ["ru", "en"] as const)
      for (const [room, words] of Object.entries(wordsOf(language)))
        for (const [key, text] of Object.entries(words))
          expect(text, `${language} ${room}:${key}`).not.toBe("");
  });

  test("have all the plural forms of their language", () => {
    const wanted = { ru: ["one", "few", "many", "other"], en: ["one", "other"] } as const;
    for (const language of ["ru", "en"] as const)
      for (const [room, words] of Object.entries(wordsOf(language)))
        for (const key of Object.keys(words).filter((key) => PLURALS.test(key)))
          for (const form of wanted[language])
            expect(words, `${language} ${room}`).toHaveProperty([key.replace(PLURALS, `_${form}`)]);
  });

  test("are there for every key that the code asks for", () => {
    const known = keysOf("en");
    const asked = [...code.matchAll(/["'`]([a-z_]+:[a-z][a-z0-9_]*)["'`]/g)].map((match) => match[1] ?? "");
    const rooms = new Set(Object.keys(wordsOf("en")));
    const missing = asked.filter((key) => rooms.has(key.split(":")[0] ?? "") && !known.has(key));
    expect(missing).toEqual([]);
  });

  test("are all asked for", () => {
    const unused = [...keysOf("en")].filter((key) => !isAsked(key));
    expect(unused).toEqual([]);
  });

  test("stand in these files alone", () => {
    const spoken = texts
      .filter(([path]) => !path.startsWith("i18n/"))
      .filter(([, text]) => /[А-Яа-яЁё]/.test(text.replace(COMMENTS, "")))
      .map(([path]) => path);
    expect(spoken.filter((path) => path !== "server/client.ts")).toEqual([]);
  });
});
