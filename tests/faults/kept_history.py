"""What a product's database has of its calls."""

import time
from pathlib import Path
from typing import Final

from pytest_django.plugin import DjangoDbBlocker

from runtime.trace import Event
from scenarios.history.packing import unpacked
from scenarios.history.stores import history_store
from tests.databases import used

_WITHIN_S: Final = 60.0


def kept_traces(blocker: DjangoDbBlocker, url: str, data: Path, *, count: int) -> list[list[Event]]:
    """The events of every row, as soon as there are so many rows or a minute has passed: rows that come twice
    come twice.
    """
    with blocker.unblock(), used(url, data):
        store = history_store()
        limit_s = time.monotonic() + _WITHIN_S
        while len(rows := store.newest(10_000)) < count and time.monotonic() < limit_s:
            time.sleep(0.1)
        found = [store.find(row.call_id) for row in rows]
        store.let_go()
    return [unpacked(call.events) for call in found if call is not None]


def is_numbered(trace: list[Event]) -> bool:
    """Whether its events are numbered from 1 without a hole or a double."""
    return [event["seq"] for event in trace] == list(range(1, len(trace) + 1))
