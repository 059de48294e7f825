"""The trace events of many calls as they come, and what a test may wait for in them."""

import asyncio
from collections.abc import Sequence
from typing import Final

from runtime.trace import Event

_WITHIN_S: Final = 30.0


class TraceLog:
    """`events` are all events so far, in the order they came."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._waiters: list[asyncio.Future[None]] = []

    def keep(self, event: Event) -> None:
        """Take the next event."""
        self.events.append(event)
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def of_call(self, call_id: object) -> list[Event]:
        """The events of one call so far."""
        return [event for event in self.events if event["call"] == call_id]

    async def trace(self, number: int = 1) -> list[Event]:
        """Every event of the call that ended as the `number`-th; waits for that end."""
        async with asyncio.timeout(_WITHIN_S):
            while len(ended := [event for event in self.events if event["kind"] == "ended"]) < number:
                await self._next_event()
        return self.of_call(ended[number - 1]["call"])

    async def wait_event(self, kind: str, **fields: object) -> Event:
        """The first event of this kind with these fields, now or within 30 s."""
        async with asyncio.timeout(_WITHIN_S):
            while True:
                for event in self.events:
                    if event["kind"] == kind and fields.items() <= event.items():
                        return event
                await self._next_event()

    async def _next_event(self) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        await waiter


def path_of(trace: list[Event]) -> list[tuple[object, object]]:
    """The steps of a trace as (node, output taken)."""
    return [(event["node"], event["output"]) for event in trace if event["kind"] == "left"]


def as_told(events: Sequence[Event]) -> list[Event]:
    """One call's events as a watcher keeps them: what a dead server told after its last checkpoint is void
    once another goes on from there, and what comes with a number that has been seen is a double.
    """
    kept: list[Event] = []
    for event in events:
        if event["kind"] == "resumed":
            del kept[int(str(event["from_seq"])) :]
        if event["seq"] == len(kept) + 1:
            kept.append(event)
    return kept
