"""The events of one call in their order, as JSON, however they arrive: late, twice or with holes."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

KEPT_MAX: Final = 2_000
_DROPPED_AT_ONCE: Final = 200


@dataclass(slots=True)
class CallLog:
    """A call and what is known of it. Above 2,000 events the oldest go, but the first one stays."""

    call: str
    scenario: str | None = None
    """Its name; None until an event tells it, "" for a call that entered none."""
    server: str = ""
    last_seq: int = 0
    told_seq: int = 0
    """Up to here the events have been handed on."""
    started: bytes = b""
    """The event that tells who calls whom, b"" until it is known."""
    entered: bytes = b""
    """The newest `entered` event: where the call stands."""
    entered_seq: int = 0
    node: str = ""
    ended_at_s: float | None = None
    """On the clock of whoever keeps the log; None while the call is on the line."""
    _seqs: list[int] = field(default_factory=list)
    _events: list[bytes] = field(default_factory=list)

    def add(self, seq: int, event: bytes) -> None:
        """Take an event; a double changes nothing, a late one goes to its place."""
        if seq > self.last_seq:
            self._seqs.append(seq)
            self._events.append(event)
            self.last_seq = seq
        else:
            place = bisect_left(self._seqs, seq)
            if place == len(self._seqs) or self._seqs[place] != seq:
                self._seqs.insert(place, seq)
                self._events.insert(place, event)
        if len(self._seqs) > KEPT_MAX:
            del self._seqs[1 : 1 + _DROPPED_AT_ONCE]
            del self._events[1 : 1 + _DROPPED_AT_ONCE]

    def untold(self, *, over_holes: bool) -> list[tuple[int, bytes]]:
        """(seq, event) of those behind the last one that was handed on, up to the first hole or all; they
        count as handed on now.
        """
        place = end = bisect_left(self._seqs, self.told_seq + 1)
        while end < len(self._seqs) and (over_holes or self._seqs[end] == self.told_seq + 1):
            self.told_seq = self._seqs[end]
            end += 1
        return list(zip(self._seqs[place:end], self._events[place:end], strict=True))

    def after(self, seq: int) -> tuple[list[bytes], int]:
        """The events behind number `seq`, and how many of those that there were are missing."""
        place = bisect_left(self._seqs, seq + 1)
        events = self._events[place:]
        return events, max(0, self.last_seq - max(0, seq)) - len(events)
