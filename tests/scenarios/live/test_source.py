"""The source in `answer`, and its unix socket: real sockets in a folder of the test."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scenarios.live import socket_server, source
from scenarios.live.batch import Batch, Notice, head_of
from scenarios.live.socket_place import listening
from scenarios.live.socket_reader import SocketReader
from scenarios.live.socket_server import LiveServer
from scenarios.live.source import Kept, LiveSource, Told
from tests.scenarios.live.told import SCENARIO, a_call, event

LIMIT_S = 5.0


class Web:
    """What a `web` process has heard."""

    def __init__(self, folder: Path) -> None:
        self.batches: list[Batch] = []
        self.delays: list[bool] = []
        self._new = asyncio.Event()
        self.reader = SocketReader(folder, self._take, self.delays.append)
        self._task = asyncio.create_task(self.reader.run())

    def _take(self, batch: Batch) -> None:
        self.batches.append(batch)
        self._new.set()

    def seqs(self, call: str) -> list[int]:
        heads = [head_of(event) for batch in self.batches for event in batch.events]
        return [head.seq for head in heads if head.call == call]

    async def until(self, found: Callable[[], bool]) -> None:
        async with asyncio.timeout(LIMIT_S):
            while not found():
                self._new.clear()
                await self._new.wait()

    async def close(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


class Collected:
    """An outlet that keeps what it is given."""

    def __init__(self) -> None:
        self.told: list[Told] = []

    async def start(self, kept: Kept) -> None:
        pass

    def put(self, told: Told) -> None:
        self.told.append(told)

    async def stop(self) -> None:
        pass


def now() -> datetime:
    return datetime(2026, 11, 25, 12, tzinfo=UTC)


def a_source(*outlets: Any, notices: list[Notice] | None = None) -> LiveSource:
    taken = notices if notices is not None else []
    return LiveSource("one", now, outlets=outlets, take_notices=taken.extend)


@asynccontextmanager
async def answering(folder: Path, name: str = "4573") -> AsyncIterator[LiveSource]:
    told = a_source(LiveServer(folder, name, "one"))
    await told.start()
    try:
        yield told
    finally:
        await told.stop()


@asynccontextmanager
async def web(folder: Path) -> AsyncIterator[Web]:
    heard = Web(folder)
    try:
        async with asyncio.timeout(LIMIT_S):
            await heard.reader.ready.wait()
        yield heard
    finally:
        await heard.close()


async def until(found: Callable[[], bool]) -> None:
    """Look until it is so; for what tells nobody when it happens."""
    async with asyncio.timeout(LIMIT_S):
        while not found():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


def tell(told: LiveSource, events: list[dict[str, object]]) -> None:
    for one in events:
        told.sink(one)


async def test_the_sink_only_takes_and_the_batch_comes_later() -> None:
    outlet = Collected()
    told = a_source(outlet)
    tell(told, a_call("c1", 3))
    assert outlet.told == []
    told.flush()
    assert [call for call, _ in outlet.told[0].events] == ["c1"] * 3


async def test_a_notification_goes_out_with_its_batch_and_to_the_store() -> None:
    outlet, notices = Collected(), []
    told = a_source(outlet, notices=notices)
    tell(told, [*a_call("c1", 1), event("c1", 2, "notified", text="привет\udcff", recipients=[])])
    told.flush()
    assert [(notice.text, notice.scenario, notice.at) for notice in notices] == [
        ("привет?", SCENARIO, now().isoformat())
    ]
    assert outlet.told[0].notices == notices


async def test_large_events_go_in_several_batches() -> None:
    outlet = Collected()
    told = a_source(outlet)
    tell(told, [event("c1", seq, text="x" * 100_000) for seq in range(1, 8)])
    told.flush()
    assert max(map(len, outlet.told[0].parts)) <= source.PART_MAX_BYTES + 1000
    assert len(outlet.told[0].parts) > 2


async def test_a_call_is_kept_while_it_lives_and_a_while_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    told = a_source()
    tell(told, [*a_call("c1", 3), *a_call("c2", 3, ended=True)])
    told.flush()
    assert told.calls() == ["c1", "c2"]
    assert b'"live":["c1"]' in told.live_list()
    loop = asyncio.get_running_loop()
    later_s = loop.time() + source.ENDED_KEPT_S + 1
    monkeypatch.setattr(loop, "time", lambda: later_s)
    told.flush()
    assert told.calls() == ["c1"]


async def test_of_too_many_ended_calls_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "ENDED_KEPT_MAX", 2)
    told = a_source()
    for call in ("c1", "c2", "c3"):
        tell(told, a_call(call, 2, ended=True))
    told.flush()
    assert told.calls() == ["c2", "c3"]


async def test_an_outlet_that_cannot_start_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    outlet = Collected()
    told = a_source(LiveServer(tmp_path / "file" / "live", "4573", "one"), outlet)
    await told.start()
    tell(told, a_call("c1", 1))
    await told.stop()
    assert outlet.told


async def test_a_failing_flush_is_not_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    outlet = Collected()
    told = a_source(outlet)
    await told.start()
    with monkeypatch.context() as broken:
        broken.setattr(source, "encoded_event", lambda event: 1 / 0)
        tell(told, a_call("c1", 1))
        await until(lambda: not told._fresh)
    tell(told, a_call("c2", 1))
    await told.stop()
    assert [call for call, _ in outlet.told[-1].events] == ["c2"]


async def test_a_web_that_connects_gets_all_live_calls_and_then_the_stream(tmp_path: Path) -> None:
    async with answering(tmp_path) as told:
        tell(told, [*a_call("c1", 5), *a_call("c2", 2)])
        told.flush()
        async with web(tmp_path) as heard:
            assert heard.seqs("c1") == [1, 2, 3, 4, 5]
            assert sorted(heard.batches[-1].live or ()) == ["c1", "c2"]
            tell(told, [event("c1", 6)])
            await heard.until(lambda: heard.seqs("c1") == [1, 2, 3, 4, 5, 6])


async def test_any_number_of_webs_hear_the_same(tmp_path: Path) -> None:
    async with answering(tmp_path) as told, web(tmp_path) as one, web(tmp_path) as two:
        tell(told, a_call("c1", 3))
        for heard in (one, two):
            await heard.until(lambda heard=heard: heard.seqs("c1") == [1, 2, 3])


async def test_nothing_comes_twice_to_a_web_that_connects_while_calls_talk(tmp_path: Path) -> None:
    async with answering(tmp_path) as told:
        for number in range(100):
            tell(told, a_call(f"c{number}", 20))
        heard = Web(tmp_path)
        for seq in range(21, 60):
            tell(told, [event(f"c{number}", seq) for number in range(100)])
            told.flush()
            await asyncio.sleep(0)
        await heard.until(lambda: sum(len(batch.events) for batch in heard.batches) >= 100 * 59)
        for number in range(100):
            assert heard.seqs(f"c{number}") == list(range(1, 60))
        await heard.close()


async def test_a_web_comes_back_by_itself_when_answer_does(tmp_path: Path) -> None:
    async with web(tmp_path) as heard:
        async with answering(tmp_path) as told:
            tell(told, a_call("c1", 2))
            await heard.until(lambda: heard.seqs("c1") == [1, 2])
        async with answering(tmp_path) as told:
            tell(told, a_call("c2", 2))
            await heard.until(lambda: heard.seqs("c2") == [1, 2])
        assert heard.delays[0] is True
        assert False in heard.delays


async def test_a_web_hears_every_answer_of_its_folder(tmp_path: Path) -> None:
    async with answering(tmp_path, "1") as one, answering(tmp_path, "2") as two, web(tmp_path) as heard:
        tell(one, a_call("c1", 1))
        tell(two, a_call("c2", 1))
        await heard.until(lambda: heard.seqs("c1") == heard.seqs("c2") == [1])


async def test_the_socket_of_a_dead_answer_is_in_nobodys_way(tmp_path: Path) -> None:
    listening(tmp_path, "4573").close()
    async with web(tmp_path) as heard, answering(tmp_path) as told:
        tell(told, a_call("c1", 1))
        await heard.until(lambda: heard.seqs("c1") == [1])


async def test_a_folder_of_any_depth_has_room_for_a_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120) / ("y" * 120)
    async with answering(deep) as told, web(deep) as heard:
        tell(told, a_call("c1", 1))
        await heard.until(lambda: heard.seqs("c1") == [1])


async def test_only_its_owner_may_connect(tmp_path: Path) -> None:
    async with answering(tmp_path):
        assert (tmp_path / "4573.sock").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "4573.sock").exists()


async def test_a_reader_that_is_too_slow_is_cut_off_and_costs_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_server, "PILED_MAX_BYTES", 300_000)
    server = LiveServer(tmp_path, "4573", "one")
    told = a_source(server)
    await told.start()
    _, writer = await asyncio.open_unix_connection(str(tmp_path / "4573.sock"), limit=1024)
    async with asyncio.timeout(LIMIT_S):
        seq = 0
        while not server.lost()["readers"]:
            seq += 1
            tell(told, [event("c1", seq, text="x" * 50_000)])
            told.flush()
            await asyncio.sleep(0)
    tell(told, a_call("c2", 1))
    await told.stop()
    writer.close()


async def test_an_answer_that_tells_nonsense_is_left_and_tried_again(tmp_path: Path) -> None:
    place = listening(tmp_path, "4573")
    connections = 0

    async def nonsense(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        writer.write(b"\xff\xff\xff\xff" if connections == 1 else b"\0\0\0\x02{}")
        await writer.drain()
        writer.close()

    server = await asyncio.start_unix_server(nonsense, sock=place)
    heard = Web(tmp_path)
    await until(lambda: heard.reader.bad_batches == 2)
    await heard.close()
    server.close()
    assert heard.batches == []
