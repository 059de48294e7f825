/** Whoever looks for a component by another of its names finds it. */

import { expect, test } from "vitest";
import { soughtIn } from "./catalogue";
import { catalogue } from "./fixtures";
import { fitOf } from "./seeking";

const found = (text: string) =>
  [...catalogue.values()].filter((component) => fitOf("", soughtIn(component), text)).map(({ type }) => type);

test.each([
  ["play", "звук", "сказать", "audio", "tts"],
  ["wait", "пауза", "подождать", "sleep"],
  ["hangup", "положить трубку", "disconnect"],
  ["voice_menu", "IVR", "автосекретарь", "auto attendant"],
  ["compare", "условие", "если", "if"],
  ["menu", "выбор", "switch"],
  ["collect", "цифры", "DTMF", "pin"],
  ["assignment", "переменная", "variable"],
  ["transfer", "соединить", "dial"],
  ["queue", "оператор", "agents"],
  ["voicemail", "автоответчик", "answering machine"],
  ["note", "комментарий", "comment"],
  ["frame", "группа", "group"],
])("%s is found by what else it is called", (type, ...words) => {
  for (const word of words) expect(found(word), word).toContain(type);
});

test("every component is found by words of its own in both languages", () => {
  for (const { type, known_as } of catalogue.values()) {
    expect(known_as.ru, type).not.toBe("");
    expect(known_as.en, type).not.toBe("");
  }
});
