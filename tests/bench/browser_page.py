"""The canvas page in a real Chromium: opened, moved, and how it kept up with that."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

CHROMIUM: Final = "/usr/bin/chromium"
OPTIONS: Final = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--js-flags=--expose-gc",
)
SIZE: Final = {"width": 1600, "height": 900}
LIMIT_MS: Final = 30_000
_INPUT_S: Final = 0.008
_GESTURE_S: Final = 2.5

# Notes when the first node was painted, every frame while it is told to, and tasks that blocked the page.
_WATCH: Final = """
(() => {
  window.bench = { frames: [], isWatching: false, shown: 0, blocked: [], answers: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) bench.blocked.push([entry.startTime, entry.duration]);
  }).observe({ type: "longtask" });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.name === "keydown") bench.answers.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16 });
  const seen = new MutationObserver(() => {
    if (!document.querySelector(".react-flow__node, canvas.overview")) return;
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => { bench.shown = performance.now(); }));
  });
  seen.observe(document, { childList: true, subtree: true });
  const frame = (now) => {
    if (!bench.isWatching) return;
    bench.frames.push(now);
    requestAnimationFrame(frame);
  };
  bench.watch = () => {
    Object.assign(bench, { frames: [], isWatching: true });
    requestAnimationFrame(frame);
  };
})();
"""
# From the last answer that the page waits for to the painted drawing; what came before is the server's.
_RENDER: Final = """
() => bench.shown - Math.max(...performance.getEntriesByType("resource")
  .filter((entry) => /draft$|components$|functions$/.test(entry.name)).map((entry) => entry.responseEnd))
"""
# Until the next picture is painted.
_PAINTED: Final = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"


class CanvasPage:
    """One page of one browser, seen through the eyes of a benchmark."""

    def __init__(self, page: Page, cdp: CDPSession) -> None:
        self.page = page
        self._cdp = cdp

    def open(self, scenario: int) -> float:
        """Show a drawing; milliseconds from its data being there to its picture."""
        self.page.goto(f"/scenarios/{scenario}/drawing/")
        self.page.locator(".react-flow__node, canvas.overview").first.wait_for()
        self.page.wait_for_timeout(1500)
        render_ms: float = self.page.evaluate(_RENDER)
        return round(render_ms, 1)

    def press(self, keys: str) -> None:
        """A key for the drawing, and the time that an animated answer takes."""
        self.page.locator("[data-canvas]").focus()
        self.page.keyboard.press(keys)
        self.page.wait_for_timeout(700)

    def watched(self, gesture: Callable[[], None]) -> dict[str, float]:
        """Frames a second, the 95th percentile of the time between two, the main thread's work for each."""
        before_s = self._metrics()["TaskDuration"]
        self.page.evaluate("bench.watch()")
        gesture()
        frames: list[float] = self.page.evaluate("bench.isWatching = false, bench.frames")
        worked_ms = (self._metrics()["TaskDuration"] - before_s) * 1000
        gaps = sorted(later - earlier for earlier, later in pairwise(frames))
        return {
            "fps": round(len(gaps) / (frames[-1] - frames[0]) * 1000, 1),
            "p95_ms": round(gaps[int(len(gaps) * 0.95)], 1),
            "main_ms_per_frame": round(worked_ms / len(frames), 1),
        }

    def move(self, step: Callable[[int], None]) -> None:
        """Input at 125 Hz, denser than a hand's, for some seconds."""
        begun = time.monotonic()
        count = 0
        while time.monotonic() - begun < _GESTURE_S:
            step(count)
            count += 1
            time.sleep(max(0, begun + count * _INPUT_S - time.monotonic()))

    def drag(self, x: float, y: float) -> dict[str, float]:
        """Take what is at this point of the screen and move it to and fro."""
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + 6, y + 6)
        figures = self.watched(
            lambda: self.move(lambda count: mouse.move(x + _to_and_fro(count), y + _to_and_fro(count)))
        )
        mouse.up()
        self.page.wait_for_timeout(400)
        return figures

    def wheel(self, x: float, y: float) -> dict[str, float]:
        """Zoom in and out by a little at this point of the screen."""
        self.page.mouse.move(x, y)
        step = lambda count: self.page.mouse.wheel(0, 12 if count // 20 % 2 else -12)  # noqa: E731
        self.page.keyboard.down("Control")
        figures = self.watched(lambda: self.move(step))
        self.page.keyboard.up("Control")
        return figures

    def script_ms(self, act: Callable[[], None]) -> float:
        """Milliseconds of script that run meanwhile, whatever for."""
        before_s = self._metrics()["ScriptDuration"]
        act()
        return (self._metrics()["ScriptDuration"] - before_s) * 1000

    def answered(self, act: Callable[[], None]) -> dict[str, float]:
        """The main thread's ms of work from an input to its picture, and of script in it; not the wait."""
        before = self._metrics()
        act()
        self.page.evaluate(_PAINTED)
        after = self._metrics()
        names = {"work_ms": "TaskDuration", "script_ms": "ScriptDuration"}
        return {figure: (after[name] - before[name]) * 1000 for figure, name in names.items()}

    def answer_ms(self, act: Callable[[], None]) -> float:
        """From a key to the picture that answers it, with the wait for the next frame; below 16 it is 0."""
        self.page.evaluate("bench.answers = []")
        act()
        self.page.wait_for_timeout(300)
        answer: float = self.page.evaluate("Math.max(0, ...bench.answers)")
        return answer

    def heap_mb(self) -> float:
        """What the page's JavaScript keeps, after a collection."""
        self._cdp.send("HeapProfiler.collectGarbage")
        return round(self._metrics()["JSHeapUsedSize"] / 1e6, 1)

    def _metrics(self) -> dict[str, float]:
        answer = self._cdp.send("Performance.getMetrics")
        return {metric["name"]: metric["value"] for metric in answer["metrics"]}


def _to_and_fro(count: int) -> float:
    """An offset that grows to 240 pixels and back, at the pace of a brisk hand."""
    place = count * 3 % 480
    return place if place < 240 else 480 - place


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for as long as it is wanted."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        yield browser
        browser.close()


@contextmanager
def canvas_page(browser: Browser, port: int, session: str) -> Iterator[CanvasPage]:
    """A fresh page of a person who is logged in."""
    url = f"http://127.0.0.1:{port}"
    context = browser.new_context(base_url=url, viewport=SIZE, locale="ru-RU")  # type: ignore[arg-type]
    context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    context.add_init_script(_WATCH)
    context.set_default_timeout(LIMIT_MS)
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Performance.enable")
    yield CanvasPage(page, cdp)
    context.close()


def made(page: Page, name: str, document: dict[str, Any]) -> int:
    """Store a drawing through the API; the key of its scenario."""
    page.goto("/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post(
        "/api/scenarios",
        data={"name": name, "document": document},
        headers={"X-CSRFToken": token, "Referer": page.url},
    )
    if not answer.ok:
        raise RuntimeError(answer.text())
    key: int = answer.json()["id"]
    return key
