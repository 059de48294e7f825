"""In `web`: what happens in the calls, sorted by scenario and by call, for the browsers that watch.

Batches come in from the readers; every 50 ms at most what is new is encoded once for each scenario that
somebody watches, and queued for its browsers. Of each scenario the last 2,000 events are at hand, of each
call on the line all of them. A call's events reach a browser in their order and once; where some are missing
it is told so.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from scenarios.live.batch import BadBatch, Batch, Notice, head_of
from scenarios.live.call_log import CallLog
from scenarios.live.messages import (
    FreshEvent,
    call_text,
    calls_texts,
    events_text,
    followed_texts,
    json_text,
    parts_of,
    recent_texts,
)
from scenarios.live.watcher import TICKS_A_SECOND, Message, Watcher

RING_EVENTS: Final = 2_000
FLUSH_S: Final = 0.05
ENDED_KEPT_S: Final = 60.0
SERVER_SILENT_S: Final = 15.0
ORPHAN_KEPT_S: Final = 30.0
_log = logging.getLogger("callwright.live")


@dataclass(frozen=True, slots=True)
class HubFigures:
    """Browsers now, and since the start: texts they were sent, things they only got the number of, and
    events that were none.
    """

    browsers: int
    sent: int
    lost: int
    bad_events: int


class Hub:
    """Give it batches with `take` and browsers with `add`; `take_notice` gets each notification once."""

    def __init__(self, take_notice: Callable[[Notice], None]) -> None:
        self._take_notice = take_notice
        self._calls: dict[str, CallLog] = {}
        self._live: dict[str, dict[str, CallLog]] = {}
        self._rings: dict[str, deque[FreshEvent]] = {}
        self._fresh: list[tuple[str, FreshEvent]] = []
        self._waiting: list[CallLog] = []
        self._watchers: set[Watcher] = set()
        self._servers: dict[str, float] = {}
        self._orphans: dict[str, float] = {}
        self._flushed_s = 0.0
        self._due: asyncio.TimerHandle | None = None
        self.is_delayed = True
        self._bad_events = 0
        self._sent_to_gone = 0
        self._lost_by_gone = 0

    async def run(self) -> None:
        """Keep the time; runs until it is cancelled."""
        tick = 0
        while True:
            await asyncio.sleep(1 / TICKS_A_SECOND)
            tick += 1
            for watcher in list(self._watchers):
                watcher.tick()
            if tick % TICKS_A_SECOND == 0:
                self.sweep()

    def add(self, watcher: Watcher) -> None:
        """A browser has come."""
        self._watchers.add(watcher)

    def remove(self, watcher: Watcher) -> None:
        """A browser has gone."""
        if watcher in self._watchers:
            self._watchers.remove(watcher)
            self._sent_to_gone += watcher.sent
            self._lost_by_gone += watcher.lost

    def figures(self) -> HubFigures:
        """How it does; for any thread."""
        watchers = list(self._watchers)
        return HubFigures(
            browsers=len(watchers),
            sent=self._sent_to_gone + sum(watcher.sent for watcher in watchers),
            lost=self._lost_by_gone + sum(watcher.lost for watcher in watchers),
            bad_events=self._bad_events,
        )

    def watch(self, watcher: Watcher, scenarios: Collection[str], *, calls: int, recent: int) -> None:
        """From now on the browser gets the events of these scenarios, and no others; first it is told where
        their calls stand, `calls` of them one by one, and what the last `recent` events were.

        Raises TooManyReplies.
        """
        self.flush()
        watcher.scenarios = frozenset(scenarios)
        texts: list[Iterator[str]] = []
        for scenario in scenarios:
            live = list(self._live.get(scenario, {}).values())
            texts.append(calls_texts(scenario, live, calls))
            if recent:
                last = list(self._rings.get(scenario, ()))[-recent:]
                texts.append(recent_texts(scenario, last))
        # One answer, however many scenarios there are: only so many may wait for a browser.
        watcher.reply(("watch", ""), chain.from_iterable(texts))

    def scenario_of(self, call: str) -> str | None:
        """Which scenario a call of the last minute is in; None for others, which history knows."""
        log = self._calls.get(call)
        return None if log is None else log.scenario

    def follow(self, watcher: Watcher, call: str, after: int) -> None:
        """From now on the browser gets every event of this call; first those behind number `after`.

        Raises TooManyReplies, KeyError for a call that is not at hand.
        """
        self.flush()
        log = self._calls[call]
        events, missing = log.after(after)
        watcher.followed[call] = log.scenario or ""
        watcher.reply(("call", call), followed_texts(log, events, missing))

    def unfollow(self, watcher: Watcher, call: str) -> None:
        """The browser has closed the call."""
        watcher.followed.pop(call, None)

    def tell_all(self, text: str) -> None:
        """A message for every browser."""
        message = Message(text, ("all", ""), 0)
        for watcher in self._watchers:
            watcher.put(message)

    def set_delayed(self, is_delayed: bool) -> None:
        """Whether nothing can come in now; the browsers are told when that changes."""
        if is_delayed != self.is_delayed:
            self.is_delayed = is_delayed
            self.tell_all(json_text({"type": "delayed", "is_delayed": is_delayed}))

    def take(self, batch: Batch) -> None:
        """What a server tells."""
        now_s = asyncio.get_running_loop().time()
        self._servers[batch.server] = now_s
        for event in batch.events:
            try:
                self._take_event(batch.server, bytes(event), now_s)
            except BadBatch:
                self._bad_events += 1
        for log in self._waiting:
            # What was missing may have stood behind it in the same batch.
            self._hand_on(log, over_holes=True)
        self._waiting.clear()
        for notice in batch.notices:
            self._take_notice(notice)
        if batch.live is not None:
            self._compare(batch.server, set(batch.live), now_s)
        if self._fresh and self._due is None:
            wait_s = max(0.0, self._flushed_s + FLUSH_S - now_s)
            self._due = asyncio.get_running_loop().call_later(wait_s, self.flush)

    def flush(self) -> None:
        """Queue what is new for the browsers that want it."""
        if self._due is not None:
            self._due.cancel()
            self._due = None
        self._flushed_s = asyncio.get_running_loop().time()
        fresh, self._fresh = self._fresh, []
        by_scenario: dict[str, list[FreshEvent]] = {}
        by_call: dict[str, list[FreshEvent]] = {}
        for scenario, event in fresh:
            by_scenario.setdefault(scenario, []).append(event)
            by_call.setdefault(event.call, []).append(event)
        for scenario, events in by_scenario.items():
            self._tell_scenario(scenario, events)
        followed = {call for watcher in self._watchers for call in watcher.followed}
        for call in followed & by_call.keys():
            self._tell_call(call, by_call[call])

    def sweep(self) -> None:
        """Forget calls that ended a minute ago, and those that no server has on the line any more."""
        now_s = asyncio.get_running_loop().time()
        silent = {server for server, told_s in self._servers.items() if now_s - told_s > SERVER_SILENT_S}
        for log in list(self._calls.values()):
            if log.ended_at_s is not None:
                if now_s - log.ended_at_s > ENDED_KEPT_S:
                    del self._calls[log.call]
            elif log.server in silent:
                self._orphans.setdefault(log.call, now_s)
        gone: dict[str, list[str]] = {}
        for call, since_s in list(self._orphans.items()):
            if now_s - since_s > ORPHAN_KEPT_S:
                del self._orphans[call]
                scenario = self._calls.pop(call).scenario
                if scenario is not None:
                    self._live[scenario].pop(call, None)
                    gone.setdefault(scenario, []).append(call)
        for scenario, calls in gone.items():
            text = json_text({"type": "gone", "scenario": scenario, "calls": calls})
            for watcher in self._watching(scenario):
                watcher.put(Message(text, ("scenario", scenario), len(calls)))

    def _take_event(self, server: str, event: bytes, now_s: float) -> None:
        head = head_of(event)
        log = self._calls.get(head.call)
        if log is None:
            log = self._calls[head.call] = CallLog(head.call)
        if head.seq > log.last_seq:
            log.server = server
            self._orphans.pop(log.call, None)
        log.add(head.seq, event)
        if head.scenario is not None and log.scenario is None:
            log.scenario = head.scenario
        if head.scenario is not None and not log.started:
            log.started = event
        if head.kind == "entered" and head.seq > log.entered_seq:
            log.entered, log.entered_seq, log.node = event, head.seq, head.node or ""
        if head.kind == "ended":
            log.ended_at_s = now_s
        if head.seq == log.told_seq + 1:
            self._hand_on(log, over_holes=False)
        elif head.seq > log.told_seq:
            self._waiting.append(log)

    def _hand_on(self, log: CallLog, *, over_holes: bool) -> None:
        """What is new of a call. Nothing is, while nobody can tell which scenario the call is in."""
        scenario = log.scenario
        if scenario is None:
            return
        live = self._live.setdefault(scenario, {})
        if log.ended_at_s is None:
            live.setdefault(log.call, log)
        else:
            live.pop(log.call, None)
        before = log.told_seq
        for seq, event in log.untold(over_holes=over_holes):
            head = head_of(event)
            fresh = FreshEvent(log.call, seq, head.kind, head.node or "", event, seq - before - 1)
            before = seq
            self._rings.setdefault(scenario, deque(maxlen=RING_EVENTS)).append(fresh)
            self._fresh.append((scenario, fresh))

    def _compare(self, server: str, live: Collection[str], now_s: float) -> None:
        """Calls that we take for this server's, and it does not have, may have gone down with it."""
        for call, log in self._calls.items():
            if log.server != server or log.ended_at_s is not None:
                continue
            if call in live:
                self._orphans.pop(call, None)
            else:
                self._orphans.setdefault(call, now_s)

    def _watching(self, scenario: str) -> list[Watcher]:
        return [watcher for watcher in self._watchers if scenario in watcher.scenarios]

    def _tell_scenario(self, scenario: str, events: list[FreshEvent]) -> None:
        watchers = self._watching(scenario)
        if not watchers:
            return
        for part in parts_of(events):
            lost = sum(1 + event.missing for event in part)
            message = Message(events_text(scenario, part), ("scenario", scenario), lost)
            for watcher in watchers:
                watcher.offer(scenario, message, part)

    def _tell_call(self, call: str, events: list[FreshEvent]) -> None:
        scenario = self._calls[call].scenario or ""
        for part in parts_of(events):
            lost = sum(1 + event.missing for event in part)
            message = Message(call_text(call, scenario, part), ("call", call), lost)
            for watcher in self._watchers:
                if call in watcher.followed:
                    watcher.put(message)
