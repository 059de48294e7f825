"""How the canvas page keeps up: first picture, frames in a second, memory, tidying up, its size.

A real server and a real Chromium, drawn in software. `render_ms` counts from the drawing's data being there.
"""

import gzip
import json
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from lab.web_side import PROJECT, WebSide
from tests.bench.account import logged_in
from tests.bench.browser_page import CanvasPage, canvas_page, chromium, made
from tests.bench.large_drawings import COLUMN_WIDTH, ROW_HEIGHT, drawing

_SIZES: Final = (500, 1000, 2000)
_BUILT: Final = PROJECT / "static" / "designer"
_KEYSTROKES: Final = 30
_UNDOS: Final = 15
_HELD_MS: Final = 150
# A place of the drawing with nothing on it, and the head of a node, away from what lies over the canvas.
_EMPTY: Final = """
() => { for (let y = 220; y < 700; y += 7) for (let x = 420; x < 1100; x += 7) {
  const near = [[0, 0], [8, 8], [-8, 8]].every(([dx, dy]) =>
    document.elementFromPoint(x + dx, y + dy)?.classList.contains("react-flow__pane"));
  if (near) return [x, y];
} }
"""
_HEAD: Final = """
(selector) => { for (const head of document.querySelectorAll(selector)) {
  const { left, top, right, bottom } = head.getBoundingClientRect();
  if (left > 420 && right < 1100 && top > 150 && bottom < 600) return [left + 60, top + 20];
} }
"""
_VIEW: Final = (
    "() => new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform)"
)
_DRAWN: Final = """
() => ({
  wires: [...document.querySelectorAll(".react-flow__edge")].map((edge) => ({
    id: edge.dataset.id, path: edge.querySelector(".wires-line").getAttribute("d") })),
  rects: [...document.querySelectorAll(".react-flow__node-card")].map((node) => {
    const at = new DOMMatrix(getComputedStyle(node).transform);
    return { left: at.e, top: at.f, right: at.e + node.offsetWidth, bottom: at.f + node.offsetHeight }; }),
})
"""
_COUNT: Final = """
import { readFileSync } from "node:fs";
const { tidiness } = await import(process.argv[1] + "/crossings.ts");
const { Obstacles } = await import(process.argv[1] + "/obstacles.ts");
const { wires, rects } = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(tidiness(wires, new Obstacles(rects))));
"""


def main() -> dict[str, object]:
    """Milliseconds, frames a second, megabytes, kilobytes; by the number of nodes where that matters."""
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder, WebSide(Path(folder)) as web, chromium() as browser:
        session = logged_in(folder)
        for size in _SIZES:
            with canvas_page(browser, web.port, session) as canvas:
                figures |= {f"nodes_{size}_{name}": value for name, value in _large(canvas, size).items()}
        with canvas_page(browser, web.port, session) as canvas:
            figures |= {f"tidy_reception_{name}": value for name, value in _tidied(canvas).items()}
        for size in (100, 500):
            with canvas_page(browser, web.port, session) as canvas:
                canvas.open(made(canvas.page, f"tidy {size}", drawing(size, f"tidy {size}")))
                figures[f"tidy_{size}_ms"] = _tidy_ms(canvas)
    return figures | _bundle()


def _large(canvas: CanvasPage, size: int) -> dict[str, object]:
    key = made(canvas.page, f"large {size}", drawing(size, f"large {size}"))
    figures: dict[str, object] = {"render_ms": min(canvas.open(key) for _ in range(3))}
    figures["heap_mb"] = canvas.heap_mb()
    canvas.press("1")
    x, y = canvas.page.evaluate(_EMPTY)
    figures["pan"] = canvas.drag(x, y)
    figures["zoom"] = canvas.wheel(x, y)
    canvas.press("1")
    figures["drag"] = canvas.drag(*canvas.page.evaluate(_HEAD, ".canvas-head"))
    figures |= _undo(canvas) | _keystroke(canvas)
    canvas.press("0")
    figures["all_in_view_pan"] = canvas.drag(760, 700)
    figures["all_in_view_zoom"] = canvas.wheel(760, 450)
    canvas.press("0")
    figures["selected"] = _select(canvas, columns=10, rows=10)
    canvas.press("1")
    figures["drag_selected"] = canvas.drag(*canvas.page.evaluate(_HEAD, ".canvas-card-selected .canvas-head"))
    figures["heap_after_mb"] = canvas.heap_mb()
    return figures


def _select(canvas: CanvasPage, *, columns: int, rows: int) -> int:
    """Draw a box around so many nodes in the middle of what is seen; how many it caught."""
    view = canvas.page.evaluate(_VIEW)
    box = canvas.page.locator("[data-canvas]").bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
    width, height = columns * COLUMN_WIDTH * view["a"], rows * ROW_HEIGHT * view["a"]
    x = box["x"] + (box["width"] - width) / 2
    y = box["y"] + (box["height"] - height) / 2
    mouse, keyboard = canvas.page.mouse, canvas.page.keyboard
    keyboard.down("Shift")
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + width, y + height, steps=8)
    mouse.up()
    keyboard.up("Shift")
    canvas.page.wait_for_timeout(500)
    return columns * rows


def _undo(canvas: CanvasPage) -> dict[str, object]:
    """Of several undone moves the usual one: its script, all of its work (without a graphics card mostly
    painting), and the time to its picture with the wait. Ctrl is held before, as a hand does.
    """
    keyboard = canvas.page.keyboard
    undo = partial(keyboard.down, "z")
    works, answers = [], []
    for _ in range(_UNDOS):
        with _undoing(canvas):
            works.append(canvas.answered(undo))
        with _undoing(canvas):
            answers.append(canvas.answer_ms(undo))
    return {
        "undo_script_ms": round(statistics.median(work["script_ms"] for work in works), 1),
        "undo_work_ms": round(statistics.median(work["work_ms"] for work in works), 1),
        "undo_to_picture_ms": statistics.median(answers),
    }


@contextmanager
def _undoing(canvas: CanvasPage) -> Iterator[None]:
    """A move to undo, and Ctrl held."""
    keyboard = canvas.page.keyboard
    canvas.press("Alt+ArrowRight")
    keyboard.down("Control")
    canvas.page.wait_for_timeout(_HELD_MS)
    yield
    keyboard.up("z")
    keyboard.up("Control")
    canvas.page.wait_for_timeout(_HELD_MS)


def _keystroke(canvas: CanvasPage) -> dict[str, object]:
    """Script for a letter typed into the inspector: until it is seen, and with what follows it."""
    canvas.page.mouse.click(*canvas.page.evaluate(_HEAD, ".canvas-head"))
    canvas.page.get_by_label("Название узла").focus()
    canvas.page.wait_for_timeout(1000)
    keys: list[float] = []

    def write() -> None:
        for letter in "abcde " * (_KEYSTROKES // 6):
            keys.append(canvas.answered(partial(canvas.page.keyboard.type, letter))["script_ms"])
            canvas.page.wait_for_timeout(20)
        # By then the draft is saved and checked.
        canvas.page.wait_for_timeout(3000)

    all_ms = canvas.script_ms(write)
    return {
        "keystroke_script_ms": round(statistics.median(keys), 2),
        "keystroke_script_with_saving_ms": round(all_ms / _KEYSTROKES, 2),
    }


def _tidied(canvas: CanvasPage) -> dict[str, object]:
    page = canvas.page
    page.set_viewport_size({"width": 2400, "height": 1400})
    document = json.loads((PROJECT / "scenarios/samples/reception.json").read_text())
    canvas.open(made(page, "reception", document))
    page.evaluate("bench.blocked = []")
    figures: dict[str, object] = {"ms": _tidy_ms(canvas)}
    page.wait_for_timeout(1000)
    figures["longest_task_ms"] = page.evaluate("Math.max(0, ...bench.blocked.map(([, ms]) => ms))")
    canvas.press("0")
    drawn = page.evaluate(_DRAWN)
    wires = document["edges"] + document["graph"]["repeats"]
    targets = {f"{wire['source']} {wire['key']}": wire["target"] for wire in wires}
    for wire in drawn["wires"]:
        wire["target"] = targets[wire["id"]]
        wire["corners"] = _corners(wire.pop("path"))
    command = [PROJECT / ".venv/bin/node", "--input-type=module", "-e", _COUNT]
    command.append(str(PROJECT / "designer/frontend/src/wires"))
    counted = subprocess.run(command, input=json.dumps(drawn), check=True, capture_output=True, text=True)
    return figures | {"wires": len(drawn["wires"]), **json.loads(counted.stdout)}


def _tidy_ms(canvas: CanvasPage) -> int:
    begun = time.perf_counter()
    canvas.page.get_by_role("button", name="Упорядочить").click()
    canvas.page.get_by_text("Упорядочен").first.wait_for(state="attached")
    return round((time.perf_counter() - begun) * 1000)


def _corners(path: str) -> list[list[float]]:
    """The corners of a drawn way: its ends, and the control points of its rounded bends."""
    parts = path.replace("M", "|M").replace("L", "|L").replace("Q", "|Q").split("|")[1:]
    points = [[float(number) for number in part[1:].split()[:2]] for part in parts]
    kinds = [part[0] for part in parts]
    return [
        point for point, kind, last in zip(points, kinds, _lasts(kinds), strict=True) if kind != "L" or last
    ]


def _lasts(kinds: list[str]) -> list[bool]:
    return [index == len(kinds) - 1 for index in range(len(kinds))]


def _bundle() -> dict[str, object]:
    """Kilobytes on the wire: what every page loads, and what it loads when it is wanted."""
    manifest = json.loads((_BUILT / "manifest.json").read_text())
    entry = next(key for key, chunk in manifest.items() if chunk.get("isEntry"))
    needed, waiting = set(), [entry]
    while waiting:
        key = waiting.pop()
        if key not in needed:
            needed.add(key)
            waiting += manifest[key].get("imports", [])
    scripts = {manifest[key]["file"] for key in needed}
    styles = {style for key in needed for style in manifest[key].get("css", [])}
    return {"entry_js_kb_gz": _kilobytes(scripts), "entry_css_kb_gz": _kilobytes(styles)}


def _kilobytes(files: set[str]) -> float:
    return round(sum(len(gzip.compress((_BUILT / file).read_bytes())) for file in files) / 1000, 1)
