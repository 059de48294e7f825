"""Trace events to show."""

from pathlib import Path

from runtime.trace import Event
from scenarios.history.spool import Spool

STARTED: Event = {
    "call": "17.4",
    "seq": 1,
    "at_ms": 0,
    "kind": "started",
    "node": None,
    "scenario": "три номера",
    "revision": "0" * 64,
    "called": "84951234567",
    "called_raw": "sip:84951234567@example",
    "caller": "79161112233",
    "caller_name": "Иванов Иван",
    "trunk": "operator",
    "line": "3",
    "at": "2026-11-23T20:00:00+03:00",
}
ENDED: Event = {
    "call": "17.4",
    "seq": 99,
    "at_ms": 61_000,
    "kind": "ended",
    "node": "n9",
    "cause": "completed",
    "ms": 5,
}


def spooled(data: Path, *events: Event) -> None:
    """Leave these events in the spool, as the answering side does before they are kept."""
    folder = data / "spool" / "1"
    folder.mkdir(exist_ok=True)
    spool = Spool(folder)
    for event in events:
        spool.sink(event)
    spool.close()
