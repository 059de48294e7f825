"""A call as one row: what can be searched for, its variables and steps; and what is counted of its nodes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from scenarios.history.packing import Told, packed

_SHOWN_MAX: Final = 200
_UNSTORABLE: Final = dict.fromkeys((0, *range(55296, 57344)), "�")
"""PostgreSQL stores no NUL and UTF-8 has no lone surrogates; the steps keep them as they came."""


@dataclass(frozen=True, slots=True)
class ListedCall:
    """What a list shows of a call; the fields are the columns, in their order."""

    call_id: str
    started_at: datetime
    ended_at: datetime
    called: str
    caller: str
    caller_name: str
    trunk: str
    line: str
    scenario: str
    revision: str
    cause: str
    last_node: str
    duration_ms: int
    steps: int
    """How many nodes the call entered."""
    missing: int
    """How many of its events nobody has."""


@dataclass(frozen=True, slots=True)
class KeptCall(ListedCall):
    """The whole row."""

    variables: bytes
    events: bytes


class NodeKey(NamedTuple):
    """What is counted together; `output` "" is the end of a path, `day` is of the installation's zone."""

    day: str
    revision: str
    node: str
    output: str


@dataclass(slots=True)
class NodeSum:
    """How many times a node was left by an output, and how long the calls had been in it, in all."""

    n: int = 0
    ms: int = 0


NodeSums = Mapping[NodeKey, NodeSum]


def kept_call(events: Sequence[Told], now: datetime) -> KeptCall:
    """The row of a call from its merged events, the last of which is `ended`.

    The first one is `started` or `resumed` and tells whose call it is. Where a full disk did not take it,
    nobody knows, and the call is said to end `now`.
    """
    first, ended = events[0], events[-1]
    duration = timedelta(milliseconds=ended["at_ms"])
    began = datetime.fromisoformat(first["at"]) if "at" in first else now - duration
    variables: dict[str, object] = {}
    for event in events:
        if event["kind"] == "set":
            variables |= event["variables"]
    return KeptCall(
        call_id=str(ended["call"]),
        started_at=began,
        ended_at=began + duration,
        called=_text(first.get("called")),
        caller=_text(first.get("caller")),
        caller_name=_text(first.get("caller_name")),
        trunk=_text(first.get("trunk")),
        line=_text(first.get("line")),
        scenario=_text(first.get("scenario")),
        revision=_text(first.get("revision")),
        cause=_text(ended["cause"]),
        last_node=_text(ended["node"]),
        duration_ms=ended["at_ms"],
        steps=sum(event["kind"] == "entered" for event in events),
        missing=max(0, ended["seq"] - len(events)),
        variables=packed(variables),
        events=packed(events),
    )


def node_sums(events: Sequence[Told]) -> dict[NodeKey, NodeSum]:
    """What the merged events of a call add to the counts."""
    sums: dict[NodeKey, NodeSum] = {}
    if not events or "at" not in events[0]:
        return sums
    day, revision = events[0]["at"][:10], _text(events[0]["revision"])
    entered_ms = 0
    for event in events:
        if event["kind"] == "entered":
            entered_ms = event["at_ms"]
        elif event["kind"] == "left":
            key = NodeKey(day, revision, _text(event["node"]), _text(event["output"]))
            found = sums.setdefault(key, NodeSum())
            found.n += 1
            found.ms += max(0, event["at_ms"] - entered_ms)
    return sums


def added(*all_sums: NodeSums, less: NodeSums | None = None) -> dict[NodeKey, NodeSum]:
    """The sums of several calls together, less those of `less`; what comes to nothing is left out."""
    n: Counter[NodeKey] = Counter()
    ms: Counter[NodeKey] = Counter()
    for sums in all_sums:
        for key, value in sums.items():
            n[key] += value.n
            ms[key] += value.ms
    for key, value in (less or {}).items():
        n[key] -= value.n
        ms[key] -= value.ms
    return {key: NodeSum(n[key], ms[key]) for key in n if n[key] or ms[key]}


def _text(value: str | None) -> str:
    """As a column stores it; of a text that a stranger made very long, the beginning."""
    text = (value or "")[:_SHOWN_MAX]
    return text if text.isascii() and "\0" not in text else text.translate(_UNSTORABLE)
