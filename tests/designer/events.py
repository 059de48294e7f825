"""Trace events to show."""

from datetime import datetime
from pathlib import Path

from runtime.trace import Event
from scenarios.journal import Journal

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


def journal(data: Path, *events: Event) -> None:
    """Keep these events as the answering side would."""
    kept = Journal(data / "calls", lambda: datetime(2026, 11, 23))
    kept.start()
    for event in events:
        kept.sink(event)
    kept.stop()
