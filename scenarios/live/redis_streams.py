"""Live events between machines, through Redis Streams: `answer` writes batches, every `web` reads them all.

One entry is one batch. The stream holds the last few minutes; it is no history. A `web` that begins asks on a
second stream for the kept calls, and each `answer` writes them once more. Redis may be away: then batches are
dropped and counted, calls notice nothing, and when it is back every `answer` writes its kept calls.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from scenarios.live.batch import BadBatch, Batch, decoded_batch
from scenarios.live.source import Kept, Told

STREAM: Final = "callwright:live"
ASKS: Final = "callwright:live:asks"
STREAM_MAX: Final = 10_000
ASKS_MAX: Final = 100
WAITING_MAX: Final = 100
"""Batches; two seconds of a busy server with room for its kept calls."""
WAITING_MAX_BYTES: Final = 16 * 1024 * 1024
_ASKED_EVERY_S: Final = 0.25
_RETRY_S: Final = 0.5
_ANSWER_WITHIN_S: Final = 2.0
_BLOCK_MS: Final = 1_000
_ENTRIES_AT_ONCE: Final = 100
_LOOKED_BACK_MS: Final = 2_000
_STOP_WITHIN_S: Final = 1.0
_FIELD: Final = b"b"
_log = logging.getLogger("callwright.live")


def _end_if_cancelled() -> None:
    """redis-py 8.1 now and then keeps a cancellation to itself."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


def _place(entry_id: bytes) -> tuple[int, int]:
    """Where an entry stands in its stream; (0, 0) for what is no id."""
    at_ms, _, number = entry_id.partition(b"-")
    return (int(at_ms), int(number)) if at_ms.isdigit() and number.isdigit() else (0, 0)


def _client(url: str, answer_within_s: float) -> Redis:
    """No retries of its own: whoever calls has something better to do meanwhile."""
    return Redis.from_url(
        url,
        socket_timeout=answer_within_s,
        socket_connect_timeout=_ANSWER_WITHIN_S,
        retry=Retry(NoBackoff(), 0),
    )


class RedisOutlet:
    """In `answer`: an outlet into the stream."""

    def __init__(self, url: str) -> None:
        self._redis = _client(url, _ANSWER_WITHIN_S)
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._news = asyncio.Event()
        self._kept: Kept | None = None
        self._writing: asyncio.Task[None] | None = None
        self._last_ask = b"0"
        self._dropped = 0

    async def start(self, kept: Kept) -> None:
        """Begin to write; Redis need not be there yet."""
        self._kept = kept
        self._writing = asyncio.create_task(self._write_on(kept))

    def put(self, told: Told) -> None:
        """Queue it; the oldest batches go when Redis does not take them."""
        for part in told.parts:
            self._waiting.append(part)
            self._waiting_bytes += len(part)
        while len(self._waiting) > WAITING_MAX or self._waiting_bytes > WAITING_MAX_BYTES:
            self._waiting_bytes -= len(self._waiting.popleft())
            self._dropped += 1
        self._news.set()

    def lost(self) -> Mapping[str, int]:
        """Implements `Outlet`: batches that Redis never got."""
        return {"batches": self._dropped}

    async def stop(self) -> None:
        """Write what waits if Redis takes it at once."""
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
        with suppress(RedisError, OSError, TimeoutError):
            async with asyncio.timeout(_STOP_WITHIN_S):
                await self._write()
        with suppress(RedisError, OSError):
            await self._redis.aclose()

    async def _write_on(self, kept: Kept) -> None:
        loop = asyncio.get_running_loop()
        is_new, is_away = True, False
        ask_again_s = 0.0
        while True:
            try:
                if is_new:
                    await self._skip_old_asks()
                    await self._replay(kept)
                    is_new = is_away = False
                with suppress(TimeoutError):
                    async with asyncio.timeout(_ASKED_EVERY_S):
                        await self._news.wait()
                self._news.clear()
                await self._write()
                _end_if_cancelled()
                if loop.time() >= ask_again_s:
                    ask_again_s = loop.time() + _ASKED_EVERY_S
                    if await self._is_asked():
                        await self._replay(kept, self._last_ask.decode())
            except (RedisError, OSError) as error:
                if not is_away:
                    _log.warning("Redis is away: live events are not passed on (%s)", type(error).__name__)
                is_new = is_away = True
                await asyncio.sleep(_RETRY_S)

    async def _write(self) -> None:
        """All that waits, in one round trip. What cannot be written is dropped: it is kept with its call."""
        batches = list(self._waiting)
        self._waiting.clear()
        self._waiting_bytes = 0
        try:
            await self._add(batches)
        except (RedisError, OSError):
            self._dropped += len(batches)
            raise

    async def _add(self, batches: list[bytes]) -> None:
        if not batches:
            return
        pipeline = self._redis.pipeline(transaction=False)
        for batch in batches:
            pipeline.xadd(STREAM, {_FIELD: batch}, maxlen=STREAM_MAX, approximate=True)
        await pipeline.execute()

    async def _replay(self, kept: Kept, ask: str = "") -> None:
        for call in kept.calls():
            await self._add(kept.replay_of(call))
        await self._add([kept.live_list(ask)])

    async def _skip_old_asks(self) -> None:
        newest: Any = await self._redis.xrevrange(ASKS, count=1)
        self._last_ask = newest[0][0] if newest else b"0"

    async def _is_asked(self) -> bool:
        found: Any = await self._redis.xread({ASKS: self._last_ask}, count=ASKS_MAX)
        if not found:
            return False
        self._last_ask = found[0][1][-1][0]
        return True


class RedisReader:
    """In `web`: gives every batch to `take`, and tells `set_delayed` whether Redis is away."""

    def __init__(self, url: str, take: Callable[[Batch], None], set_delayed: Callable[[bool], None]) -> None:
        self._redis = _client(url, _BLOCK_MS / 1000 + _ANSWER_WITHIN_S)
        self._take = take
        self._set_delayed = set_delayed
        self._last_id = b""
        self._ask: Any = b""
        self.ready = asyncio.Event()
        """A server has told what it keeps because we asked."""
        self.bad_batches = 0

    async def run(self) -> None:
        """Read on; runs until it is cancelled."""
        try:
            while True:
                try:
                    await self._begin()
                    while True:
                        await self._read()
                        _end_if_cancelled()
                except (RedisError, OSError) as error:
                    _log.warning("Redis is away: no live events (%s)", type(error).__name__)
                    self._set_delayed(True)
                    await asyncio.sleep(_RETRY_S)
        finally:
            with suppress(RedisError, OSError):
                await self._redis.aclose()

    async def _begin(self) -> None:
        """Read from where we were, or from now on, and ask for the kept calls."""
        if not self._last_id:
            seconds, microseconds = await self._redis.time()
            now_ms = seconds * 1000 + microseconds // 1000
            self._last_id = f"{now_ms - _LOOKED_BACK_MS}-0".encode()
        self._ask = await self._redis.xadd(ASKS, {b"ask": b"1"}, maxlen=ASKS_MAX, approximate=True)

    async def _read(self) -> None:
        found: Any = await self._redis.xread({STREAM: self._last_id}, count=_ENTRIES_AT_ONCE, block=_BLOCK_MS)
        self._set_delayed(False)
        for entry_id, fields in found[0][1] if found else ():
            self._last_id = entry_id
            try:
                batch = decoded_batch(fields[_FIELD])
            except (BadBatch, KeyError):
                self.bad_batches += 1
                continue
            self._take(batch)
            if batch.answers and _place(batch.answers.encode()) >= _place(self._ask):
                self.ready.set()
