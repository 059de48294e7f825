"""What live events cost: the calls, the web process, and the time until a browser shows a notification.

27 calls a second of 24 events, one of them a notification, for 50 browsers that watch the scenario: 648
events a second are more than a browser is told one by one, so it gets counts. Then the same at 6 calls a
second, where each browser gets every event. A real Daphne in a process of its own, real sockets.
"""

import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lab.web_side import WebSide
from lab.web_socket import WebSocket
from scenarios.live.socket_server import LiveServer
from scenarios.live.source import LiveSource
from tests.bench.account import logged_in

_BROWSERS = 50
_SECONDS = 6
_SCENARIO = "замер"
_EVENTS_A_CALL = 24
_WATCHERS = [{"kind": "watchers", "name": ""}]


def main() -> dict[str, object]:
    """Microseconds per event and delivery, milliseconds to the browser, percent of a core of `web`."""
    with tempfile.TemporaryDirectory() as folder, WebSide(Path(folder)) as web:
        return asyncio.run(_all(Path(folder), web, logged_in(folder)))


async def _all(folder: Path, web: WebSide, session: str) -> dict[str, object]:
    figures: dict[str, object] = {"browsers": _BROWSERS, **await _cost_of_the_calls(folder)}
    for name, calls_per_s in (("calls_27", 27), ("calls_6", 6)):
        figures |= {
            f"{name}_{key}": value for key, value in (await _run(folder, web, session, calls_per_s)).items()
        }
    return figures


async def _cost_of_the_calls(folder: Path) -> dict[str, float]:
    """In `answer`: the sink itself, and the batches behind it."""
    told = LiveSource("bench", lambda: datetime.now(UTC), outlets=[], take_notices=lambda notices: None)
    events = [event for number in range(400) for event in _call(f"cost{number}")]
    begun = time.process_time()
    for event in events:
        told.sink(event)
    sunk = time.process_time()
    told.flush()
    flushed = time.process_time()
    return {
        "sink_us_per_event": round((sunk - begun) / len(events) * 1e6, 2),
        "batch_us_per_event": round((flushed - sunk) / len(events) * 1e6, 2),
    }


async def _run(folder: Path, web: WebSide, session: str, calls_per_s: int) -> dict[str, object]:
    server = LiveServer(folder / "live", "bench", "bench")
    told = LiveSource("bench", lambda: datetime.now(UTC), outlets=[server], take_notices=lambda notices: None)
    await told.start()
    browsers = [Browser(await opened(web.port, session, _SCENARIO)) for _ in range(_BROWSERS)]
    reading = [asyncio.create_task(browser.read()) for browser in browsers]
    await asyncio.gather(*(browser.begun.wait() for browser in browsers))
    cpu_s, begun_s = web.cpu_s(), time.perf_counter()
    sent = await _talk(told, calls_per_s, f"r{calls_per_s}")
    await asyncio.sleep(0.6)
    cpu_s, passed_s = web.cpu_s() - cpu_s, time.perf_counter() - begun_s
    for task, browser in zip(reading, browsers, strict=True):
        task.cancel()
        browser.socket.close()
    await asyncio.gather(*reading, return_exceptions=True)
    await told.stop()
    waits_ms = sorted(
        (at_s - sent[key]) * 1000
        for browser in browsers
        for key, at_s in browser.notices.items()
        if key in sent
    )
    events = sum(browser.events for browser in browsers)
    counted = sum(browser.counted for browser in browsers)
    return {
        "web_core_percent": round(cpu_s / passed_s * 100, 1),
        "us_per_event_and_browser": round(cpu_s / max(1, events + counted) * 1e6, 2),
        "events_told_one_by_one_percent": round(events / max(1, events + counted) * 100, 1),
        "notification_p50_ms": round(statistics.median(waits_ms), 1),
        "notification_p95_ms": round(waits_ms[int(0.95 * len(waits_ms))], 1),
        "notifications_delivered_percent": round(len(waits_ms) / (_BROWSERS * len(sent)) * 100, 1),
    }


async def _talk(told: LiveSource, calls_per_s: int, name: str) -> dict[tuple[str, int], float]:
    """Let calls begin at this rate, each telling all it has within a second; when each notification left."""
    sent: dict[tuple[str, int], float] = {}
    tasks = []
    for number in range(calls_per_s * _SECONDS):
        tasks.append(asyncio.create_task(_tell(told, f"{name}.{number}", sent)))
        await asyncio.sleep(1 / calls_per_s)
    await asyncio.gather(*tasks)
    return sent


async def _tell(told: LiveSource, call: str, sent: dict[tuple[str, int], float]) -> None:
    for event in _call(call):
        if event["kind"] == "notified":
            sent[call, int(str(event["seq"]))] = time.perf_counter()
        told.sink(event)
        await asyncio.sleep(1 / _EVENTS_A_CALL)


def _call(call: str) -> list[dict[str, object]]:
    now = datetime.now(UTC).isoformat()
    events: list[dict[str, object]] = [
        {"kind": "started", "node": None, "scenario": _SCENARIO, "caller": "79991234567", "at": now}
    ]
    while len(events) < _EVENTS_A_CALL - 2:
        node = f"n{len(events) % 12}"
        events.append({"kind": "entered", "node": node, "type": "play", "title": "Приветствие"})
    note = {
        "text": "Ответ провайдера: 42",
        "level": "info",
        "recipients": _WATCHERS,
        "ttl_s": 5.0,
        "group": "",
    }
    # Of twelve nodes each: no node comes near the limit above which notifications are counted.
    events.append({"kind": "notified", "node": f"n{hash(call) % 12}", **note, "save": True})
    events.append({"kind": "ended", "node": None, "cause": "completed", "ms": 1000})
    return [{"call": call, "seq": seq, "at_ms": seq * 40, **event} for seq, event in enumerate(events, 1)]


async def opened(port: int, session: str, scenario: str) -> WebSocket:
    """A socket of the web side at this port that watches the scenario."""
    headers = {"Origin": f"http://127.0.0.1:{port}", "Cookie": f"sessionid={session}"}
    socket = await WebSocket.open(port, "/ws/live/", headers)
    await socket.say({"watch": [scenario], "calls": 0})
    return socket


class Browser:
    """A browser that reads what comes, and what it got.

    `begun` is set when it watches; `notices` tells when each notification came: (call, seq) -> seconds of
    time.perf_counter().
    """

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.begun = asyncio.Event()
        self.events = 0
        self.counted = 0
        self.notices: dict[tuple[str, int], float] = {}

    async def read(self) -> None:
        """Until the task is cancelled."""
        await self.socket.until(self._take)

    def _take(self, message: Any) -> bool:
        kind = message["type"]
        if kind == "calls":
            self.begun.set()
        elif kind == "events":
            self.events += len(message["events"])
        elif kind in ("counts", "gap"):
            self.counted += message["gap"]
        elif kind == "notification" and not message["kept"]:
            self.notices[message["call"], message["seq"]] = time.perf_counter()
        return False
