"""The whole product under 27 new calls a second for a minute, everything on: history, live events, fifty
browsers that read, a notification with a substituted text in every call.

A call: its number is looked up, one of three notifications is sent, a voice menu hears a key during its
prompt, a second prompt is played, the call ends. Beside this load, probes call the same scenario and a flow
of native dialplan in turns and hang up at the first sound. Once on SQLite alone, once on PostgreSQL with
Redis and a Celery worker.
"""

import asyncio
import json
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from lab.asterisk import Asterisk
from lab.drawing import drawing, say
from lab.phones import TRUNK_HOSTS
from lab.product import Product
from lab.services import PostgresServer, RedisServer
from lab.sip.caller import Caller
from lab.trace_log import path_of
from runtime.graph import compile_graph
from runtime.simulator import simulate
from tests.bench.account import logged_in
from tests.bench.asterisk_calls import NATIVE, SIPP_CALL, add_native, cpu_s, sipp
from tests.bench.history import used
from tests.bench.live import Browser, opened

# After tests.bench.history, which sets Django up.
from scenarios.history.packing import unpacked  # isort: skip
from scenarios.history.stores import history_store  # isort: skip

CALLS_PER_S: Final = 27
SECONDS: Final = 60
NAME: Final = "замер"
NUMBERS: Final = ("84951230001", "84951230002", "84951230003")
_PROBED: Final = "84951230009"
_PROBES_PER_S: Final = 6
_BROWSERS: Final = 50
_ROWS_WITHIN_S: Final = 60.0
_WELCOME, _GOODBYE = "Чтобы сделать заказ, нажмите один.", "Ваш заказ принят. До свидания."
_KEY_AFTER_MS: Final = 700
_PRESS: Final = f"""
  <pause milliseconds="{_KEY_AFTER_MS}"/>
  <send retrans="500"><![CDATA[
    INFO [next_url] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:bench@[local_ip]:[local_port]>;tag=[call_number]
    To: <sip:[field0]@[remote_ip]:[remote_port]>[peer_tag_param]
    Call-ID: [call_id]
    CSeq: 2 INFO
    Max-Forwards: 70
    Content-Type: application/dtmf-relay
    Content-Length: [len]

    Signal=1
    Duration=100
  ]]></send>
  <recv response="200"/>
"""


def document() -> dict[str, Any]:
    """The scenario. Three notifications, since one node may send twenty a second before they are counted."""
    values = [{"id": f"to{place}", "value": number} for place, number in enumerate(NUMBERS)]
    text = "Звонок с номера {{ callerID() }} на {{ calledID() }}"
    notes = [(f"note{place}", "notification", {"text": text}) for place in range(len(NUMBERS))]
    menu = {"prompt": say(_WELCOME), "options": [{"id": "one", "keys": "1", "label": "1"}]}
    edges = "; ".join(
        f"number.to{place} > note{place}; note{place}.next > menu" for place in range(len(NUMBERS))
    )
    return drawing(
        [
            ("n1", "start", {}),
            ("number", "menu", {"argument": "calledID()", "match": "number", "values": values}),
            *notes,
            ("menu", "voice_menu", menu),
            ("bye", "play", {"prompt": say(_GOODBYE)}),
        ],
        f"n1.next > number; number.other > note0; {edges}; menu.one > bye; menu.no_input > bye; "
        "menu.wrong_input > bye",
        name=NAME,
    )


@dataclass(frozen=True)
class Rig:
    """A product with the scenario published, at an Asterisk that knows the native flow too."""

    asterisk: Asterisk
    product: Product
    urls: Mapping[str, str]
    postgres: PostgresServer | None

    def pids(self) -> dict[str, int]:
        """The processes whose time a call costs."""
        parts = ("answer", "web", "worker") if self.urls else ("answer", "web")
        return {"asterisk": self.asterisk.pid, **{part: self.product.part_pid(part) for part in parts}}

    def load(self, calls_per_s: int, seconds: int) -> dict[str, int]:
        """Calls to NUMBERS in turn, each pressing 1; {calls, failed, retransmissions}."""
        with tempfile.TemporaryDirectory() as folder:
            numbers = Path(folder) / "numbers.csv"
            numbers.write_text("\n".join(["SEQUENTIAL", *NUMBERS, ""]))
            call = SIPP_CALL.read_text().replace("[service]", "[field0]")
            scenario = Path(folder) / "call.xml"
            scenario.write_text(call.replace('<recv request="BYE"', f'{_PRESS}<recv request="BYE"'))
            return sipp(
                self.asterisk,
                "0",
                calls_per_s,
                seconds=seconds,
                scenario=scenario,
                more=("-inf", str(numbers)),
            )

    def traces(self, wanted: int) -> list[list[dict[str, Any]]]:
        """The kept events of every call to NUMBERS, as soon as there are so many calls or a minute has
        passed.
        """
        with used(self.urls.get("DATABASE_URL", ""), self.product.data):
            store = history_store()
            limit_s = time.monotonic() + _ROWS_WITHIN_S
            while True:
                rows = [row.call_id for row in store.newest(100_000) if row.called.endswith(NUMBERS)]
                if len(rows) >= wanted or time.monotonic() > limit_s:
                    break
                time.sleep(0.5)
            found = [store.find(call_id) for call_id in rows]
            store.let_go()
        return [unpacked(call.events) for call in found if call is not None]


@contextmanager
def installed(*, is_scaled: bool) -> Iterator[Rig]:
    """On SQLite alone, or on PostgreSQL with Redis and a worker."""
    with ExitStack() as stack:
        postgres = stack.enter_context(PostgresServer()) if is_scaled else None
        urls = {}
        if postgres is not None:
            redis = stack.enter_context(RedisServer())
            urls = {"DATABASE_URL": postgres.create("bench"), "REDIS_URL": redis.url}
        asterisk = stack.enter_context(Asterisk())
        tones = {_WELCOME: 600, _GOODBYE: 800}
        product = stack.enter_context(Product(asterisk, tones, environment=urls))
        drawn = product.data / "bench.json"
        drawn.write_text(json.dumps(document()))
        product.printed("scenario", "import", str(drawn), "--publish")
        for number in (*NUMBERS, _PROBED):
            product.printed("scenario", "route", number, NAME)
        add_native(asterisk, asterisk.tone(600))
        yield Rig(asterisk, product, urls, postgres)


def kept(traces: Sequence[Sequence[dict[str, Any]]], calls: int) -> dict[str, object]:
    """What the database has of so many calls: how many steps there should be and are, in what order."""
    walked = asyncio.run(simulate(compile_graph(document()), called=NUMBERS[0], keys="1"))
    steps = len(path_of(walked.events))
    holes = sum([event["seq"] for event in trace] != list(range(1, len(trace) + 1)) for trace in traces)
    as_drawn = sum(
        len(path_of(list(trace))) == steps
        and ("menu", "one") in path_of(list(trace))
        and trace[-1]["kind"] == "ended"
        and trace[-1]["cause"] == "completed"
        for trace in traces
    )
    return {
        "rows_expected": calls,
        "rows_found": len(traces),
        "calls_twice": len(traces) - len({trace[0]["call"] for trace in traces}),
        "steps_expected": calls * steps,
        "steps_found": sum(len(path_of(list(trace))) for trace in traces),
        "traces_with_holes": holes,
        "ended_as_drawn": as_drawn,
        "resumed": sum(event["kind"] == "resumed" for trace in traces for event in trace),
    }


def main() -> dict[str, object]:
    """{"alone" and "scaled": calls, failures, rows and steps kept, notification p50 and p95 in ms, CPU ms per
    call of each process, first sound p50 and p99 in ms for us and for native dialplan}.
    """
    figures: dict[str, object] = {"calls_per_s": CALLS_PER_S, "seconds": SECONDS, "browsers": _BROWSERS}
    for name, is_scaled in (("alone", False), ("scaled", True)):
        with installed(is_scaled=is_scaled) as rig:
            figures[name] = asyncio.run(_measured(rig))
    return figures


async def _measured(rig: Rig) -> dict[str, object]:
    session = logged_in(str(rig.product.data), rig.urls)
    browsers = [Browser(await opened(rig.product.web_port, session, NAME)) for _ in range(_BROWSERS)]
    reading = [asyncio.create_task(browser.read()) for browser in browsers]
    await asyncio.gather(*(browser.begun.wait() for browser in browsers))
    # What is fetched, connected and compiled once is no part of a call's cost.
    await asyncio.to_thread(rig.load, 5, 2)
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        await loop.run_in_executor(pool, probe, rig.asterisk.sip_port, 0)
        before = {part: cpu_s(pid) for part, pid in rig.pids().items()}
        begun_at_s = time.time()
        probed = loop.run_in_executor(pool, probe, rig.asterisk.sip_port, SECONDS)
        load = await asyncio.to_thread(rig.load, CALLS_PER_S, SECONDS)
        sounds_ms = await probed
    spent = {part: cpu_s(pid) - before[part] for part, pid in rig.pids().items()}
    traces = await asyncio.to_thread(rig.traces, load["calls"] + 10)
    for task, browser in zip(reading, browsers, strict=True):
        task.cancel()
        browser.socket.close()
    await asyncio.gather(*reading, return_exceptions=True)
    measured = [trace for trace in traces if datetime.fromisoformat(trace[0]["at"]).timestamp() > begun_at_s]
    calls = load["calls"] + len(sounds_ms["ours"])
    return {
        **load,
        **await asyncio.to_thread(kept, measured, load["calls"]),
        **_notified(measured, browsers),
        **{f"{part}_cpu_ms_per_call": round(used_s * 1000 / calls, 2) for part, used_s in spent.items()},
        "probes": len(sounds_ms["ours"]),
        **{f"{flow}_first_sound_ms": p50_p99(waits) for flow, waits in sounds_ms.items()},
    }


def _notified(traces: Sequence[Sequence[dict[str, Any]]], browsers: Sequence[Browser]) -> dict[str, object]:
    """How long after a call told it a notification was in each browser."""
    clock_s = time.time() - time.perf_counter()
    sent = {
        (trace[0]["call"], event["seq"]): datetime.fromisoformat(trace[0]["at"]).timestamp()
        + event["at_ms"] / 1000
        for trace in traces
        for event in trace
        if event["kind"] == "notified"
    }
    waits_ms = sorted(
        (at_s + clock_s - sent[key]) * 1000
        for browser in browsers
        for key, at_s in browser.notices.items()
        if key in sent
    )
    return {
        "notification_p50_ms": round(statistics.median(waits_ms), 1),
        "notification_p95_ms": round(waits_ms[int(0.95 * len(waits_ms))], 1),
        "notifications_delivered_percent": round(len(waits_ms) / (len(browsers) * len(sent)) * 100, 2),
    }


def p50_p99(waits_ms: list[float]) -> list[float]:
    return [round(statistics.median(waits_ms), 1), round(statistics.quantiles(waits_ms, n=100)[98], 1)]


def probe(sip_port: int, seconds: int) -> dict[str, list[float]]:
    """In a process of its own: calls to us and to native dialplan in turns; ms from each INVITE to the first
    sound.
    """
    return asyncio.run(_probes(sip_port, seconds))


async def _probes(sip_port: int, seconds: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {"ours": [], "native": []}
    loop = asyncio.get_running_loop()
    async with Caller(("127.0.0.1", sip_port), host=TRUNK_HOSTS["trunk"]) as phone:
        end_s = loop.time() + seconds
        while loop.time() < end_s:
            for flow, number in (("ours", _PROBED), ("native", NATIVE)):
                found[flow].append(await _first_sound_ms(phone, number))
                await asyncio.sleep(1 / _PROBES_PER_S)
    return found


async def _first_sound_ms(phone: Caller, number: str) -> float:
    begun_s = asyncio.get_running_loop().time()
    call = await phone.call(number)
    ear = call.media.ear
    async with asyncio.timeout(20):
        while ear.first_s is None:
            ear.heard.clear()
            await ear.heard.wait()
        await call.wait_answered()
    await call.hang_up()
    return (ear.first_s - begun_s) * 1000
