// The pages work without it, but for what it adds: the theme switch, copy buttons, lists that follow live calls, wires
// of the map that stand out, what is left of a long note.
"use strict";

function switchTheme() {
  const root = document.documentElement;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark;
  root.dataset.theme = isDark ? "light" : "dark";
  document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
}

async function copy(button) {
  const source = button.parentElement.querySelector("pre");
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    // Browsers refuse the clipboard to pages without https: the text is selected for Ctrl-C then.
    getSelection().selectAllChildren(source);
    return;
  }
  button.classList.add("done");
  setTimeout(() => button.classList.remove("done"), 1500);
}

async function follow() {
  const main = document.querySelector("main");
  const pause_s = Number(main.dataset.refreshS);
  if (!pause_s) return;
  await new Promise((resume) => setTimeout(resume, pause_s * 1000));
  const isReading = document.hidden || main.contains(document.activeElement) || String(getSelection());
  if (!isReading) {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin", redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("main");
      if (answer.ok && fresh) main.replaceWith(document.adoptNode(fresh));
    } catch {
      // The server is away for a moment; the next round asks again.
    }
  }
  follow();
}

// A menu or a question that is open gives way to whatever is done beside it.
function closeAround(target) {
  for (const open of document.querySelectorAll("details:is(.more, .ask)[open]"))
    if (!open.contains(target)) open.open = false;
}

document.addEventListener("focusin", (event) => closeAround(event.target));
document.addEventListener("keydown", (event) => {
  const open = event.target.closest?.("details:is(.more, .ask)[open]");
  if (event.key !== "Escape" || !open) return;
  open.querySelector("summary").focus();
  open.open = false;
});

function nameFiles(field) {
  const names = Array.from(field.files, (file) => file.name);
  const shown = field.closest("label").querySelector("b");
  shown.dataset.words ??= shown.textContent;
  shown.textContent = names.join(", ") || shown.dataset.words;
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-name-file]")) nameFiles(event.target);
});
// One may have been chosen before this script came.
for (const field of document.querySelectorAll("[data-name-file]")) nameFiles(field);

// Browsers cut what is pasted at the limit of a field and say nothing.
const LEFT_TOLD = 100;
document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches("[data-tell-left]")) return;
  const left = field.maxLength - field.value.length;
  const told = field.closest("label").nextElementSibling;
  told.textContent = left <= LEFT_TOLD ? `${told.dataset.words} ${left}` : "";
});

// The wires of the box of the map that is pointed at stand out, with the boxes they lead to.
document.addEventListener("pointerover", (event) => {
  const picture = document.querySelector(".map > svg");
  if (!picture) return;
  const key = event.target.closest?.("[data-box]")?.dataset.box;
  const wires = key ? Array.from(picture.querySelectorAll(`[data-ends~="${key}"]`)) : [];
  const keys = new Set([key, ...wires.flatMap((wire) => wire.dataset.ends.split(" "))]);
  for (const box of picture.querySelectorAll("[data-box]")) box.classList.toggle("lit", keys.has(box.dataset.box));
  for (const wire of picture.querySelectorAll("[data-ends]")) wire.classList.toggle("lit", wires.includes(wire));
  picture.classList.toggle("lit", wires.length > 0);
});

document.addEventListener("click", (event) => {
  closeAround(event.target);
  const button = event.target.closest("button");
  if (button?.matches("[data-switch-theme]")) switchTheme();
  if (button?.matches("[data-copy]")) copy(button);
});
follow();
