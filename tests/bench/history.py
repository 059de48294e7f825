"""What the history costs: the sink in the thread of the calls, the writer behind it, on both databases.

Forty events and fifteen steps a call. Paced, the thread of the calls also measures how late it gets the
processor back; "nothing" is the same pace without a history.
"""

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from lab.services import PostgresServer  # noqa: E402
from runtime.trace import Event, Sink  # noqa: E402
from scenarios.history.answered import AnsweredHistory  # noqa: E402
from scenarios.history.stores import history_store  # noqa: E402
from scenarios.history.tables import prepare_history  # noqa: E402
from tests.databases import used  # noqa: E402

_CALLS = 3000
_NODES = 15
_PACED_S = 10.0
_RATES = (27, 100, 300)


def main() -> dict[str, object]:
    """Microseconds of CPU a call, calls a second, milliseconds that the thread of the calls was late."""
    figures: dict[str, object] = {"events_a_call": len(call("x"))}
    figures |= {f"nothing_{rate}": _paced(_ignored, rate) for rate in _RATES}
    with database("sqlite") as folder:
        figures |= _measured("sqlite", folder)
    with PostgresServer() as server, database(server.create("bench")) as folder:
        figures |= _measured("postgresql", folder)
    return figures


@contextmanager
def database(url: str) -> Iterator[Path]:
    """A migrated database in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="cw-bench"))
    with used("" if url == "sqlite" else url, folder):
        call_command("migrate", verbosity=0, interactive=False)
        prepare_history()
        yield folder
    shutil.rmtree(folder)


def call(call_id: str) -> list[Event]:
    """The events of one call."""
    facts = {"scenario": "три номера", "revision": "a" * 64, "called": "84951234567", "called_raw": "sip:1"}
    facts |= {"caller": "79161112233", "caller_name": "Иванов", "trunk": "operator", "line": "3"}
    told: list[Event] = []

    def tell(kind: str, node: str | None = None, **fields: object) -> None:
        seq = len(told) + 1
        told.append({"call": call_id, "seq": seq, "at_ms": seq * 40, "kind": kind, "node": node, **fields})

    tell("started", at=timezone.now().isoformat(), **facts)
    for number in range(1, _NODES + 1):
        tell("entered", f"n{number}", type="play", title=f"Проигрывание {number}")
        if number % 2:
            tell(
                "played", f"n{number}", prompt="Здравствуйте, вы позвонили в компанию", ms=1800, finished=True
            )
        if number % 5 == 0:
            tell("set", f"n{number}", variables={"CALLED ID": "84951234567", "N": number})
        tell("left", f"n{number}", output="next")
    tell("ended", f"n{_NODES}", cause="completed", ms=5)
    return told


def _measured(name: str, folder: Path) -> dict[str, object]:
    figures = _saturated(folder / "spool")
    for rate in _RATES:
        with kept(folder / f"spool{rate}") as history:
            figures[f"{rate}_calls_s"] = _paced(history.sink, rate)
    return {f"{name}_{key}": value for key, value in figures.items()}


@contextmanager
def kept(root: Path) -> Iterator[AnsweredHistory]:
    """A history at work."""
    history = AnsweredHistory(root, timezone.now)
    history.start()
    yield history
    history.stop()


def _saturated(root: Path) -> dict[str, object]:
    """All calls at once into the spool, then all of them into the database."""
    calls = [call(f"s.{number}") for number in range(_CALLS)]
    with kept(root) as history:
        began_s = time.thread_time()
        for events in calls:
            for event in events:
                history.sink(event)
        sink_us = (time.thread_time() - began_s) / _CALLS * 1e6
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        store = history_store()
        while len(store.kept_among([f"s.{_CALLS - 1}"])) == 0:
            time.sleep(0.02)
        wall_s, cpu_s = time.perf_counter() - wall_s, time.process_time() - cpu_s
        spool_bytes = history.figures().spool_bytes
        store.let_go()
    return {
        "sink_us_per_event": round(sink_us / len(calls[0]), 2),
        "writer_us_per_call": round(cpu_s / _CALLS * 1e6),
        "catch_up_calls_s": round(_CALLS / wall_s),
        "spool_bytes_per_call": spool_bytes // _CALLS,
    }


def _paced(sink: Sink, rate: int) -> dict[str, float]:
    """Calls at a rate for ten seconds: CPU of all other threads as a share of a core, and lateness."""
    events = [event for number in range(int(rate * _PACED_S)) for event in call(f"{rate}.{number}")]
    pause_s = _PACED_S / len(events)
    late_ms: list[float] = []
    others_s = time.process_time() - time.thread_time()
    due_s = time.perf_counter()
    for event in events:
        due_s += pause_s
        time.sleep(max(0.0, due_s - time.perf_counter()))
        began_s = time.perf_counter()
        sink(event)
        late_ms.append((time.perf_counter() - began_s) * 1000)
    others_s = time.process_time() - time.thread_time() - others_s
    return {
        "sink_ms_p50": round(statistics.median(late_ms), 4),
        "sink_ms_p99": round(statistics.quantiles(late_ms, n=100)[98], 3),
        "sink_ms_max": round(max(late_ms), 2),
        "writer_core_percent": round(others_s / _PACED_S * 100, 2),
    }


def _ignored(event: Event) -> None:
    """No history."""
