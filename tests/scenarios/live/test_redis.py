"""Live events through a real Redis."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from redis import Redis

from lab.services import RedisServer
from scenarios.live import redis_streams
from scenarios.live.batch import Batch, head_of
from scenarios.live.redis_streams import ASKS, STREAM, RedisOutlet, RedisReader
from scenarios.live.source import LiveSource
from tests.scenarios.live.told import a_call, event

LIMIT_S = 10.0


@pytest.fixture
def redis_of_our_own() -> Iterator[RedisServer]:
    """A Redis that the test may kill."""
    with RedisServer() as server:
        yield server


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_streams, "_RETRY_S", 0.05)
    monkeypatch.setattr(redis_streams, "_ASKED_EVERY_S", 0.02)
    monkeypatch.setattr(redis_streams, "_BLOCK_MS", 50)


class Web:
    """What a `web` process has heard through Redis."""

    def __init__(self, url: str) -> None:
        self.seqs: dict[str, list[int]] = {}
        self.delays: list[bool] = []
        self._new = asyncio.Event()
        self.reader = RedisReader(url, self._take, self._set_delayed)
        self._task = asyncio.create_task(self.reader.run())

    def _take(self, batch: Batch) -> None:
        for one in batch.events:
            head = head_of(one)
            seqs = self.seqs.setdefault(head.call, [])
            if head.seq not in seqs:
                seqs.append(head.seq)
        self._new.set()

    def _set_delayed(self, is_delayed: bool) -> None:
        if self.delays[-1:] != [is_delayed]:
            self.delays.append(is_delayed)
        self._new.set()

    async def until(self, found: Callable[[], bool]) -> None:
        async with asyncio.timeout(LIMIT_S):
            while not found():
                self._new.clear()
                await self._new.wait()

    async def close(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


@asynccontextmanager
async def web(url: str) -> AsyncIterator[Web]:
    heard = Web(url)
    try:
        yield heard
    finally:
        await heard.close()


@asynccontextmanager
async def answering(url: str, server: str = "one") -> AsyncIterator[tuple[LiveSource, RedisOutlet]]:
    outlet = RedisOutlet(url)
    now = datetime(2026, 11, 25, tzinfo=UTC)
    told = LiveSource(server, lambda: now, outlets=[outlet], take_notices=lambda notices: None)
    await told.start()
    try:
        yield told, outlet
    finally:
        await told.stop()


def tell(told: LiveSource, events: list[dict[str, object]]) -> None:
    for one in events:
        told.sink(one)


async def test_every_web_hears_every_server(redis_of_our_own: RedisServer) -> None:
    url = redis_of_our_own.url
    async with answering(url) as (one, _), answering(url, "two") as (two, _), web(url) as a, web(url) as b:
        tell(one, a_call("c1", 3))
        tell(two, a_call("c2", 2))
        for heard in (a, b):
            await heard.until(lambda heard=heard: heard.seqs == {"c1": [1, 2, 3], "c2": [1, 2]})


async def test_a_web_that_comes_later_asks_for_the_live_calls(redis_of_our_own: RedisServer) -> None:
    url = redis_of_our_own.url
    async with answering(url) as (told, _):
        async with web(url) as first:
            tell(told, a_call("c1", 4))
            await first.until(lambda: first.seqs == {"c1": [1, 2, 3, 4]})
        with Redis.from_url(url) as redis:
            redis.delete(STREAM)
        async with web(url) as late:
            await late.until(lambda: late.seqs == {"c1": [1, 2, 3, 4]})
            assert late.reader.ready.is_set() or await late.reader.ready.wait()


async def test_redis_away_drops_and_counts_and_heals(redis_of_our_own: RedisServer) -> None:
    url = redis_of_our_own.url
    async with answering(url) as (told, outlet), web(url) as heard:
        tell(told, a_call("c1", 2))
        await heard.until(lambda: heard.seqs == {"c1": [1, 2]})
        redis_of_our_own.stop()
        for seq in range(3, 300):
            tell(told, [event("c1", seq)])
            told.flush()
        await heard.until(lambda: heard.delays[-1])
        assert outlet.lost()["batches"] > 0
        redis_of_our_own.start()
        await heard.until(lambda: not heard.delays[-1] and len(heard.seqs["c1"]) == 299)
        assert sorted(heard.seqs["c1"]) == list(range(1, 300))


async def test_what_waits_for_redis_is_bounded(unused_tcp_port: int) -> None:
    async with answering(f"redis://127.0.0.1:{unused_tcp_port}/0") as (told, outlet):
        for seq in range(1, 1000):
            tell(told, [event("c1", seq)])
            told.flush()
        assert len(outlet._waiting) <= redis_streams.WAITING_MAX
        assert outlet.lost()["batches"] >= 1000 - redis_streams.WAITING_MAX - 5


async def test_the_stream_is_trimmed(redis_of_our_own: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redis_streams, "STREAM_MAX", 200)
    url = redis_of_our_own.url
    async with answering(url) as (told, _), web(url) as heard:
        for seq in range(1, 1000):
            tell(told, [event("c1", seq)])
            told.flush()
            await asyncio.sleep(0)
            if seq % 50 == 0:
                await heard.until(lambda seq=seq: len(heard.seqs.get("c1", ())) == seq)
        with Redis.from_url(url) as redis:
            assert redis.xlen(STREAM) < 400


async def test_an_undecodable_entry_is_counted_and_passed_over(redis_of_our_own: RedisServer) -> None:
    url = redis_of_our_own.url
    async with answering(url) as (told, _), web(url) as heard:
        tell(told, a_call("c1", 1))
        await heard.until(lambda: heard.seqs == {"c1": [1]})
        with Redis.from_url(url) as redis:
            redis.xadd(STREAM, {"b": b"\xff\x00"})
            redis.xadd(STREAM, {"other": "field"})
        tell(told, [event("c1", 2)])
        await heard.until(lambda: heard.seqs == {"c1": [1, 2]})
        assert heard.reader.bad_batches == 2


async def test_the_asks_are_trimmed_too(redis_of_our_own: RedisServer) -> None:
    url = redis_of_our_own.url
    with Redis.from_url(url) as redis:
        for _ in range(300):
            redis.xadd(ASKS, {"ask": "1"})
        async with web(url) as heard:
            await heard.until(lambda: heard.delays[-1:] == [False])
        assert redis.xlen(ASKS) <= 2 * redis_streams.ASKS_MAX + 1
