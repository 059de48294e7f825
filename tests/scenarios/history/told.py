"""Events of calls as servers tell them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from scenarios.history.packing import Told

NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
FACTS: dict[str, str] = {
    "scenario": "проба",
    "revision": "ab12",
    "called": "100",
    "called_raw": "sip:100",
    "caller": "79161234567",
    "caller_name": "Иван",
    "trunk": "",
    "line": "3",
}


def event(call: str, seq: int, kind: str = "entered", node: str | None = "n1", **fields: Any) -> Told:
    """One event, ten milliseconds after the one before."""
    return {"call": call, "seq": seq, "at_ms": seq * 10, "kind": kind, "node": node, **fields}


def started(call: str, at: datetime = NOW, **facts: object) -> Told:
    """The first event of a call."""
    return event(call, 1, "started", None, **{**FACTS, **facts}, at=at.isoformat())


def resumed(call: str, from_seq: int, at: datetime = NOW, server: str = "b:4573") -> Told:
    """The first event of a call on another server."""
    facts = {**FACTS, "at": at.isoformat()}
    return event(call, from_seq + 1, "resumed", None, from_seq=from_seq, server=server, **facts)


def ended(call: str, seq: int, cause: str = "completed", node: str = "n2") -> Told:
    """The last event of a call."""
    return event(call, seq, "ended", node, cause=cause, ms=7)


def steps(call: str, first: int, last: int) -> list[Told]:
    """So many events in between, each with a text of its own."""
    return [event(call, seq, "played", prompt=f"{call} {seq}") for seq in range(first, last + 1)]


def whole_call(call: str, at: datetime = NOW, length: int = 8) -> list[Told]:
    """A call through two nodes, with a variable; `length` events, eight at least."""
    return [
        started(call, at),
        event(call, 2, type="collect", title="Ввод"),
        event(call, 3, "set", variables={"КОД": "12", "PIN": "•"}),
        event(call, 4, "left", output="entered"),
        event(call, 5, "entered", "n2", type="play", title="Конец"),
        *steps(call, 6, length - 2),
        event(call, length - 1, "left", "n2", output=None),
        ended(call, length),
    ]


def later(seconds: float) -> datetime:
    """After NOW."""
    return NOW + timedelta(seconds=seconds)
