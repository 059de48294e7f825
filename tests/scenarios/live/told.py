"""What calls tell, made by hand, and what a browser has heard of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from runtime.trace import Event
from scenarios.live.batch import Batch, decoded_batch, encoded_batch, encoded_event
from scenarios.live.watcher import Watcher

SCENARIO = "приём"


def event(call: str, seq: int, kind: str = "", **fields: object) -> Event:
    """An event of a call; the first one begins it, the others enter a node."""
    kind = kind or ("started" if seq == 1 else "entered")
    if kind == "started":
        fields = {"scenario": SCENARIO, "caller": "79991234567", "called": "100", **fields}
    node = f"n{seq % 3}" if kind == "entered" else None
    return {"call": call, "seq": seq, "at_ms": seq * 10, "kind": kind, "node": node, **fields}


def a_call(call: str, events: int, *, scenario: str = SCENARIO, ended: bool = False) -> list[Event]:
    """The first events of a call, or all of them."""
    told = [event(call, 1, scenario=scenario), *(event(call, seq) for seq in range(2, events + 1))]
    if ended:
        told[-1] = event(call, events, "ended", cause="completed")
    return told


def batch(events: Iterable[Event], *, server: str = "one", live: list[str] | None = None) -> Batch:
    """The events as they arrive in `web`."""
    return decoded_batch(encoded_batch(server, [encoded_event(event) for event in events], live=live))


@dataclass
class Browser:
    """A browser that reads when it is told to."""

    watcher: Watcher = field(default_factory=Watcher)
    heard: list[dict[str, Any]] = field(default_factory=list)

    def read(self, most: int = 1000, *, acks: bool = True) -> list[dict[str, Any]]:
        """Take up to so many messages, as far as the server sends them, acknowledging each."""
        fresh = []
        while len(fresh) < most and (text := self.watcher._take()) is not None:
            fresh.append(json.loads(text))
            self.heard.append(fresh[-1])
            if acks:
                self.watcher.ack(len(self.heard))
        return fresh

    def ack(self) -> None:
        """Acknowledge all that was read."""
        self.watcher.ack(len(self.heard))

    def seqs(self, kind: str = "events") -> list[tuple[str, int]]:
        """(call, seq) of each event heard, in order."""
        return [
            (event["call"], event["seq"])
            for message in self.heard
            if message["type"] == kind
            for event in message["events"]
        ]

    def lost(self) -> int:
        """Events that it was told it has not got."""
        told = sum(message.get("gap", 0) for message in self.heard if message["type"] in ("gap", "counts"))
        return told + sum(gap["gap"] for message in self.heard for gap in message.get("gaps", ()))
