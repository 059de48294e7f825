"""The messages that browsers get, as JSON texts; docs/live.md describes them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from scenarios.live.batch import Notice
from scenarios.live.call_log import CallLog

MESSAGE_MAX_BYTES: Final = 32 * 1024
CALLS_A_MESSAGE: Final = 50


@dataclass(frozen=True, slots=True)
class FreshEvent:
    """An event on its way to the browsers; `missing` events of its call are lost just before it."""

    call: str
    seq: int
    kind: str
    node: str
    json: bytes
    missing: int = 0


def json_text(message: object) -> str:
    """A small message."""
    return msgspec.json.encode(message).decode()


def parts_of(events: Sequence[FreshEvent]) -> Iterator[list[FreshEvent]]:
    """The events in pieces that make messages of 32 KB, or of one event that is larger."""
    part: list[FreshEvent] = []
    size = 0
    for event in events:
        if part and size + len(event.json) > MESSAGE_MAX_BYTES:
            yield part
            part, size = [], 0
        part.append(event)
        size += len(event.json)
    if part:
        yield part


def events_text(scenario: str, events: Sequence[FreshEvent]) -> str:
    """What happened in the calls of a scenario just now."""
    return _with_events({"type": "events", "scenario": scenario}, events)


def call_text(call: str, scenario: str, events: Sequence[FreshEvent]) -> str:
    """What happened in one call that the browser follows."""
    return _with_events({"type": "call", "call": call, "scenario": scenario}, events)


def recent_text(scenario: str, events: Sequence[FreshEvent]) -> str:
    """What happened in the calls of a scenario before the browser came."""
    return _with_events({"type": "recent", "scenario": scenario}, events)


def _with_events(head: Mapping[str, object], events: Iterable[FreshEvent]) -> str:
    gaps = [
        {"call": event.call, "after": event.seq - event.missing - 1, "gap": event.missing}
        for event in events
        if event.missing
    ]
    fields = {**head, "gaps": gaps} if gaps else head
    opening = msgspec.json.encode(fields)[:-1]
    return b"".join((opening, b',"events":[', b",".join(event.json for event in events), b"]}")).decode()


def calls_texts(scenario: str, live: Sequence[CallLog], limit: int) -> Iterator[str]:
    """Where the calls of a scenario stand: how many, how many in each node, and the newest `limit` of them.

    Made as they are taken, of how the calls stand now.
    """
    standing: dict[str, int] = {}
    for log in live:
        standing[log.node] = standing.get(log.node, 0) + 1
    shown = [_Standing(log) for log in reversed(live[-limit:] if limit else ())]
    facts = {"live": len(live), "standing": standing}
    return _calls_texts(scenario, facts, shown)


class _Standing:
    """A call as it stood; its events are shared with the call's log."""

    __slots__ = ("call", "entered", "seq", "started")

    def __init__(self, log: CallLog) -> None:
        self.call, self.seq = log.call, log.last_seq
        self.started, self.entered = log.started or b"null", log.entered or b"null"

    def json(self) -> bytes:
        """As it stands in the message."""
        opening = msgspec.json.encode({"call": self.call, "seq": self.seq})[:-1]
        return b"".join((opening, b',"started":', self.started, b',"entered":', self.entered, b"}"))


def _calls_texts(scenario: str, facts: dict[str, object], shown: Sequence[_Standing]) -> Iterator[str]:
    for place in range(0, max(1, len(shown)), CALLS_A_MESSAGE):
        head = {
            "type": "calls",
            "scenario": scenario,
            "first": place == 0,
            "more": place + CALLS_A_MESSAGE < len(shown),
            **(facts if place == 0 else {}),
        }
        calls = b",".join(standing.json() for standing in shown[place : place + CALLS_A_MESSAGE])
        yield b"".join((msgspec.json.encode(head)[:-1], b',"calls":[', calls, b"]}")).decode()


def recent_texts(scenario: str, events: Iterable[FreshEvent]) -> Iterator[str]:
    """What happened in a scenario before a browser came."""
    known = [FreshEvent(event.call, event.seq, event.kind, event.node, event.json) for event in events]
    return (recent_text(scenario, part) for part in parts_of(known))


def followed_texts(log: CallLog, events: list[bytes], missing: int) -> Iterator[str]:
    """The kept events of a call; the first message comes in any case and says what is missing."""
    known = [FreshEvent(log.call, 0, "", "", event) for event in events]
    head = {
        "type": "followed",
        "call": log.call,
        "scenario": log.scenario or "",
        "is_live": log.ended_at_s is None,
        "gap": missing,
    }
    texts = (call_text(log.call, log.scenario or "", part) for part in parts_of(known))
    return _chained(json_text(head), texts)


def _chained(first: str, others: Iterator[str]) -> Iterator[str]:
    yield first
    yield from others


def notice_text(notice: Notice, *, is_kept: bool) -> str:
    """A notification; `is_kept`: it is from before the browser came."""
    fields = msgspec.structs.asdict(notice)
    del fields["recipients"], fields["save"]
    return json_text({"type": "notification", **fields, "kept": is_kept})
