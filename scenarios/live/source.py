"""In `answer`: keeps the events of live calls and hands them on, 50 ms at a time.

The calls give their events to `sink`, which puts them on a list and returns. Everything else is done by a
task of its own: each event is encoded once, kept with its call, and given in a batch to every outlet. An
outlet that starts late, or loses somebody, asks for the kept calls. A call is kept for 30 s after its end, so
that whoever was away for a moment learns of it.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

import msgspec

from runtime.guards import MAX_AGE_S
from runtime.trace import Event
from scenarios.live.batch import Notice, encoded_batch, encoded_event
from scenarios.live.call_log import CallLog
from scenarios.live.notices import Notices

BATCH_S: Final = 0.05
LIVE_EVERY_S: Final = 5.0
ENDED_KEPT_S: Final = 30.0
ENDED_KEPT_MAX: Final = 5_000
PART_MAX_BYTES: Final = 256 * 1024
_FORGOTTEN_AFTER_S: Final = MAX_AGE_S + 3600
"""A call that went on elsewhere never ends here; by now it has ended there."""
_log = logging.getLogger("callwright.live")


@dataclass(frozen=True, slots=True)
class Told:
    """What an outlet passes on: `parts` are encoded batches, `events` the same events as (call, JSON)."""

    parts: list[bytes]
    events: list[tuple[str, bytes]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class HandedOn:
    """How many events were handed on, and how much never got out, by what it is."""

    events: int
    lost: dict[str, int]


class Kept(Protocol):
    """What an outlet may ask of the source."""

    def calls(self) -> list[str]:
        """The kept calls, oldest first."""

    def replay_of(self, call: str) -> list[bytes]:
        """The kept events of a call, as encoded batches; none when the call is forgotten by now."""

    def live_list(self, answers: str = "") -> bytes:
        """The encoded batch that tells which calls are on the line, and ends the answer to a question."""


class Outlet(Protocol):
    """A way out of the process. `put` is called in the event loop of the calls and returns at once."""

    async def start(self, kept: Kept) -> None:
        """Begin; OSError when that is impossible."""

    def put(self, told: Told) -> None:
        """Pass it on, or drop and count it."""

    def lost(self) -> Mapping[str, int]:
        """How much never got out, by what it is; for the figures, from any thread."""

    async def stop(self) -> None:
        """Pass on what waits if that is possible within a second, and end."""


class LiveSource:
    """The events of this server's calls. `take_notices` gets each notification, in the loop of the calls."""

    def __init__(
        self,
        server: str,
        now: Callable[[], datetime],
        *,
        outlets: Sequence[Outlet],
        take_notices: Callable[[Sequence[Notice]], None],
    ) -> None:
        self._server = server
        self._now = now
        self._outlets = list(outlets)
        self._take_notices = take_notices
        self._fresh: list[Event] = []
        self._calls: dict[str, CallLog] = {}
        self._began_s: dict[str, float] = {}
        self._ended: dict[str, float] = {}
        self._notices = Notices()
        self._told_live_s = 0.0
        self._events_told = 0
        self._ticking: asyncio.Task[None] | None = None

    def sink(self, event: Event) -> None:
        """Take one event of a call."""
        self._fresh.append(event)

    async def start(self) -> None:
        """Begin to hand events on. An outlet that cannot start is left out: calls come first."""
        for outlet in list(self._outlets):
            try:
                await outlet.start(self)
            except OSError:
                _log.exception("live events have one way out less")
                self._outlets.remove(outlet)
        self._ticking = asyncio.create_task(self._tick_on())

    async def stop(self) -> None:
        """Hand on what is left, and end."""
        if self._ticking is not None:
            self._ticking.cancel()
            await asyncio.gather(self._ticking, return_exceptions=True)
        self.flush()
        for outlet in self._outlets:
            await outlet.stop()

    def figures(self) -> HandedOn:
        """How much so far; for any thread."""
        lost = {what: count for outlet in self._outlets for what, count in outlet.lost().items()}
        return HandedOn(self._events_told, lost)

    def calls(self) -> list[str]:
        """Implements `Kept`."""
        return list(self._calls)

    def replay_of(self, call: str) -> list[bytes]:
        """Implements `Kept`."""
        log = self._calls.get(call)
        if log is None:
            return []
        return list(self._batches(log.after(0)[0], []))

    def live_list(self, answers: str = "") -> bytes:
        """Implements `Kept`."""
        live = [call for call in self._calls if call not in self._ended]
        return encoded_batch(self._server, live=live, answers=answers)

    def flush(self) -> None:
        """Hand on what has come since the last time."""
        now_s = asyncio.get_running_loop().time()
        fresh, self._fresh = self._fresh, []
        notices: list[Notice] = []
        events = [(str(event["call"]), self._keep(event, now_s, notices)) for event in fresh]
        self._events_told += len(events)
        notices += self._notices.due(now_s)
        parts = list(self._batches([event for _, event in events], notices))
        if now_s - self._told_live_s >= LIVE_EVERY_S:
            self._told_live_s = now_s
            self._forget(now_s)
            parts.append(self.live_list())
        if notices:
            self._take_notices(notices)
        if parts:
            told = Told(parts, events, notices)
            for outlet in self._outlets:
                outlet.put(told)

    async def _tick_on(self) -> None:
        while True:
            await asyncio.sleep(BATCH_S)
            try:
                self.flush()
            except Exception:
                _log.exception("a batch of live events is lost")

    def _keep(self, event: Event, now_s: float, notices: list[Notice]) -> bytes:
        """The event as JSON, kept with its call."""
        call, seq, kind = str(event["call"]), event["seq"], event["kind"]
        encoded = encoded_event(event)
        log = self._calls.get(call)
        if log is None:
            log = self._calls[call] = CallLog(call)
            self._began_s[call] = now_s
        if "scenario" in event:
            log.scenario = str(event["scenario"])
        if isinstance(seq, int):
            log.add(seq, encoded)
        if kind == "notified":
            at = self._now().isoformat()
            notices += self._notices.of(msgspec.json.decode(encoded), log.scenario or "", at, now_s)
        elif kind == "ended":
            self._ended[call] = now_s
        return encoded

    def _batches(self, events: Sequence[bytes], notices: Sequence[Notice]) -> Iterator[bytes]:
        """Encoded batches of 256 KB at most, or of one event that is larger."""
        part: list[bytes] = []
        size = 0
        for event in events:
            if part and size + len(event) > PART_MAX_BYTES:
                yield encoded_batch(self._server, part)
                part, size = [], 0
            part.append(event)
            size += len(event)
        if part or notices:
            yield encoded_batch(self._server, part, notices)

    def _forget(self, now_s: float) -> None:
        """Calls that ended a while ago, the oldest of too many that ended, and those that never end here."""
        surplus = len(self._ended) - ENDED_KEPT_MAX
        for place, (call, ended_s) in enumerate(list(self._ended.items())):
            if place < surplus or now_s - ended_s >= ENDED_KEPT_S:
                self._drop(call)
        for call, began_s in list(self._began_s.items()):
            if now_s - began_s >= _FORGOTTEN_AFTER_S:
                self._drop(call)

    def _drop(self, call: str) -> None:
        self._calls.pop(call, None)
        self._began_s.pop(call, None)
        self._ended.pop(call, None)
