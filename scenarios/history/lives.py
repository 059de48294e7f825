"""Puts the events of one call together from several places.

A server that takes a call over goes on from the number in the checkpoint: the server before it may have told
more by then, and the same things are told again with the same numbers. So a call has lives: the first begins
with `started`, each further one with `resumed`, which goes on after the number before its own. What an
earlier life told beyond that does not count. Lives are put in order by that number, and by their time when
one did not come far enough to make a new checkpoint; pieces may come in any order and more than once.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from scenarios.history.packing import Told

_LifeKey = tuple[int, float]


def merged(*pieces: Iterable[Told]) -> list[Told]:
    """One list of events by `seq`, each number once; a piece holds events of one call in the order they came.

    Where two pieces tell the same number of the same life, the later piece counts.
    """
    lives: dict[_LifeKey, dict[int, Told]] = {}
    for piece in pieces:
        key: _LifeKey | None = None
        for event in piece:
            key = _begins(event) or key or (event["seq"] - 1, event["at_ms"])
            lives.setdefault(key, {})[event["seq"]] = event
    told: list[Told] = []
    for (from_seq, _), life in sorted(lives.items()):
        while told and told[-1]["seq"] > from_seq:
            told.pop()
        told += (life[seq] for seq in sorted(life))
    # Where a call seemed to have ended and went on after all, that end was none.
    return [event for event in told[:-1] if event["kind"] != "ended"] + told[-1:]


def is_whole(events: Sequence[Told]) -> bool:
    """Whether merged events run from `started` to `ended` and no life before a `resumed` is missing.

    Holes inside a life are no reason to wait for more: nobody has these events.
    """
    if not events or events[0]["kind"] != "started" or events[-1]["kind"] != "ended":
        return False
    return all(
        event["kind"] != "resumed" or before["seq"] == event["seq"] - 1 for before, event in pairwise(events)
    )


def with_end(events: Sequence[Told]) -> list[Told]:
    """Merged events of a call that nobody goes on with: without an `ended` it was interrupted."""
    last = events[-1]
    if last["kind"] == "ended":
        return list(events)
    node = next((event["node"] for event in reversed(events) if event["node"] is not None), None)
    end = {"call": last["call"], "seq": last["seq"] + 1, "at_ms": last["at_ms"], "kind": "ended"}
    return [*events, {**end, "node": node, "cause": "interrupted", "ms": 0}]


def _begins(event: Told) -> _LifeKey | None:
    if event["kind"] == "started":
        return 0, datetime.fromisoformat(event["at"]).timestamp()
    if event["kind"] == "resumed":
        return event["seq"] - 1, event["at_ms"]
    return None
