"""What one browser gets: a bounded queue, a window of unacknowledged messages, a count of what it lost.

Daphne takes whatever is sent to a browser that does not read, and keeps it (daphne issue 170). So no more
than 8 messages, or 262,144 characters, are ever on their way to a browser: it acknowledges what has arrived,
every fourth message. What waits behind that is 20 messages; a further one pushes the oldest out, and the
browser is told how much it has missed before it gets anything else. Above 200 events a second it gets counts
instead of events, four times a second.
"""

import asyncio
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scenarios.live.messages import FreshEvent, json_text

QUEUE_MAX: Final = 20
WINDOW: Final = 8
WINDOW_CHARACTERS: Final = 256 * 1024
REPLIES_MAX: Final = 50
SAMPLED_ABOVE: Final = 200
UNSAMPLED_BELOW: Final = 150
TICKS_A_SECOND: Final = 4
Topic = tuple[str, str]
"""What kind of thing a message is about (scenario, call, notifications), and which one."""


class WrongAck(Exception):
    """The browser acknowledges what it never got."""


class TooManyReplies(Exception):
    """The browser asks and asks and reads nothing."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text for any number of browsers; `count` things are lost with it."""

    text: str
    topic: Topic
    count: int


@dataclass(frozen=True, slots=True)
class _Reply:
    """An answer to this browser, made text by text as it is sent."""

    topic: Topic
    texts: Iterator[str]


@dataclass(slots=True)
class _Counts:
    """What happened in a scenario while the browser got no events."""

    events: int
    started: int
    ended: int
    entered: dict[str, int]


class Watcher:
    """The share of one browser. Whoever sends takes texts from `next_text`."""

    def __init__(self) -> None:
        self.scenarios: frozenset[str] = frozenset()
        self.followed: dict[str, str] = {}
        """Call -> its scenario."""
        self.is_sampled = False
        self._queue: deque[Message | _Reply] = deque()
        self._messages = 0
        self.lost = 0
        """How many things it was only told the number of."""
        self._lost: dict[Topic, int] = {}
        self._sent = 0
        self._unacked: deque[int] = deque()
        self._unacked_characters = 0
        self._held_back: str | None = None
        self._can_send = asyncio.Event()
        self._ticks: deque[int] = deque(maxlen=TICKS_A_SECOND)
        self._this_tick = 0
        self._counts: dict[str, _Counts] = {}

    @property
    def sent(self) -> int:
        """How many texts were sent."""
        return self._sent

    def put(self, message: Message) -> None:
        """Queue a message; the oldest one goes when there are too many."""
        self._queue.append(message)
        self._messages += 1
        if self._messages > QUEUE_MAX:
            self._drop_oldest()
        self._look()

    def reply(self, topic: Topic, texts: Iterator[str]) -> None:
        """Queue an answer; it is never dropped, but takes the place of one on the same topic that waits.

        Raises TooManyReplies.
        """
        for waiting in self._queue:
            if isinstance(waiting, _Reply) and waiting.topic == topic:
                self._queue.remove(waiting)
                break
        if len(self._queue) - self._messages >= REPLIES_MAX:
            raise TooManyReplies
        self._queue.append(_Reply(topic, texts))
        self._look()

    def offer(self, scenario: str, message: Message, events: Sequence[FreshEvent]) -> None:
        """Queue the events of a scenario, or count them when there are too many for a browser."""
        self._this_tick += message.count
        if not self.is_sampled:
            self.is_sampled = sum(self._ticks) + self._this_tick > SAMPLED_ABOVE
        if self.is_sampled:
            self._count(scenario, message.count, events)
        else:
            self.put(message)

    def tick(self) -> None:
        """A quarter of a second has passed: tell the counts, see whether events are few enough again."""
        self._ticks.append(self._this_tick)
        self._this_tick = 0
        self._tell_counts()
        if self.is_sampled and sum(self._ticks) < UNSAMPLED_BELOW:
            self.is_sampled = False

    def ack(self, received: int) -> int:
        """The browser has got so many messages in all; how many of them it had not acknowledged before.

        Raises WrongAck.
        """
        arrived = received - (self._sent - len(self._unacked))
        if not 0 <= arrived <= len(self._unacked):
            raise WrongAck
        for _ in range(arrived):
            self._unacked_characters -= self._unacked.popleft()
        self._look()
        return arrived

    async def next_text(self) -> str:
        """The next text to send, once there is one that may be sent."""
        while (text := self._take()) is None:
            self._can_send.clear()
            await self._can_send.wait()
        return text

    def _take(self) -> str | None:
        """The next text, None while there is none or it has to wait for the browser."""
        text = self._held_back or self._next_waiting()
        if text is None:
            return None
        size = len(text)
        if len(self._unacked) >= WINDOW or (
            self._unacked and self._unacked_characters + size > WINDOW_CHARACTERS
        ):
            self._held_back = text
            return None
        self._held_back = None
        self._unacked.append(size)
        self._unacked_characters += size
        self._sent += 1
        return text

    def _next_waiting(self) -> str | None:
        if len(self._unacked) >= WINDOW:
            # What has not been taken from the queue can still be dropped from it.
            return None
        if self._lost:
            (kind, name), count = self._lost.popitem()
            return json_text({"type": "gap", "gap": count, kind: name})
        while self._queue:
            first = self._queue[0]
            if isinstance(first, Message):
                self._queue.popleft()
                self._messages -= 1
                return first.text
            text = next(first.texts, None)
            if text is not None:
                return text
            self._queue.popleft()
        return None

    def _drop_oldest(self) -> None:
        place = next(place for place, kept in enumerate(self._queue) if isinstance(kept, Message))
        dropped = self._queue[place]
        del self._queue[place]
        self._messages -= 1
        if isinstance(dropped, Message) and dropped.count:
            self.lost += dropped.count
            self._lost[dropped.topic] = self._lost.get(dropped.topic, 0) + dropped.count

    def _look(self) -> None:
        if len(self._unacked) < WINDOW:
            self._can_send.set()

    def _count(self, scenario: str, lost: int, events: Sequence[FreshEvent]) -> None:
        self.lost += lost
        counts = self._counts.setdefault(scenario, _Counts(0, 0, 0, {}))
        counts.events += lost
        for event in events:
            if event.kind == "entered":
                counts.entered[event.node] = counts.entered.get(event.node, 0) + 1
            elif event.kind == "started":
                counts.started += 1
            elif event.kind == "ended":
                counts.ended += 1

    def _tell_counts(self) -> None:
        for scenario, counts in self._counts.items():
            fields = {
                "type": "counts",
                "scenario": scenario,
                "gap": counts.events,
                "started": counts.started,
                "ended": counts.ended,
                "entered": counts.entered,
            }
            self.put(Message(json_text(fields), ("scenario", scenario), counts.events))
        self._counts.clear()
