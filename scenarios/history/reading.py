"""The calls of this installation for those who show them: kept ones and live ones alike."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from runtime.trace import Event
from scenarios.history.kept import ListedCall
from scenarios.history.lives import merged
from scenarios.history.packing import unpacked
from scenarios.history.stores import history_store
from scenarios.history.view import spool_view
from scenarios.history.wanted import EVERY_CALL, WantedCalls

_UNKNOWN: Final = datetime.max.replace(tzinfo=UTC)
_FACTS: Final = ("called", "caller", "caller_name", "trunk", "line", "scenario", "revision")


def spool_root() -> Path:
    """Where the answering processes of this data directory keep their spools."""
    root: Path = settings.CALLWRIGHT.data / "spool"
    return root


def newest_calls(limit: int, wanted: WantedCalls = EVERY_CALL) -> list[Event]:
    """Those of the wanted calls that began last, newest first, each in one dict: call, at (ISO time), called,
    caller, caller_name, trunk, line, scenario, revision, cause and node (None while it runs), ms.

    DatabaseError when the history's database is away.
    """
    # The spool first: what is kept and removed from there between the two looks is in the database by then.
    spooled = spool_view(spool_root()).calls()
    store = history_store()
    in_pieces = store.in_pieces()
    calls = {row.call_id: _kept(row) for row in store.newest(limit, wanted)}
    known = store.kept_among([call_id for call_id, call in spooled.items() if call.has_ended])
    spool_view(spool_root()).forget(known)
    for call_id, call in spooled.items():
        if call_id not in known and call_id not in in_pieces:
            _put(calls, _unkept(call.first, call.last), wanted)
    for call_id in in_pieces:
        told = trace_of(call_id)
        if told:
            _put(calls, _unkept(told[0], told[-1]), wanted)
    return sorted(calls.values(), key=_began, reverse=True)[:limit]


def trace_of(call_id: str) -> list[Event] | None:
    """All events of a call in their order, or None when there is no such call.

    DatabaseError when the history's database is away.
    """
    spooled = spool_view(spool_root()).pieces(call_id)
    store = history_store()
    row = store.find(call_id)
    kept = unpacked(row.events) if row is not None else []
    return merged(kept, *store.pieces(call_id), *spooled) or None


def _put(calls: dict[str, Event], call: Event, wanted: WantedCalls) -> None:
    """What is not kept yet knows more of a call than its row."""
    call_id = str(call["call"])
    calls.pop(call_id, None)
    if wanted.fits(call):
        calls[call_id] = call


def _kept(row: ListedCall) -> Event:
    facts = {name: getattr(row, name) for name in _FACTS}
    at = timezone.localtime(row.started_at).isoformat()
    return {
        "call": row.call_id,
        "at": at,
        **facts,
        "cause": row.cause,
        "node": row.last_node,
        "ms": row.duration_ms,
    }


def _unkept(first: Event, last: Event) -> Event:
    """A call by its first and last events."""
    ended = last if last["kind"] == "ended" else {}
    facts = {name: first.get(name, "") for name in ("at", *_FACTS)}
    rest = {"cause": ended.get("cause"), "node": ended.get("node"), "ms": last["at_ms"]}
    return {"call": last["call"], **facts, **rest}


def _began(call: Event) -> tuple[datetime, str]:
    at = str(call["at"])
    return datetime.fromisoformat(at) if at else _UNKNOWN, str(call["call"])
