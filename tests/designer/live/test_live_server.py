"""A real Daphne between a real answering side's socket and real WebSockets."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.request import urlopen

import pytest
from pytest_django.plugin import DjangoDbBlocker

from lab.services import RedisServer
from lab.web_side import WebSide
from lab.web_socket import Closed, Refused, WebSocket
from scenarios.live.redis_streams import RedisOutlet
from scenarios.live.source import LiveSource
from tests.databases import SqliteFiles
from tests.designer.live.serving import answering_source, served
from tests.scenarios.live.told import SCENARIO, a_call, event

LIMIT_S = 20.0
MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def installation(
    tmp_path_factory: pytest.TempPathFactory, sqlite_files: SqliteFiles, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[WebSide, str]]:
    """A web side, and the session of an administrator."""
    with django_db_blocker.unblock(), served(tmp_path_factory.mktemp("data"), sqlite_files) as made:
        yield made


@pytest.fixture
def web(installation: tuple[WebSide, str]) -> Iterator[WebSide]:
    side = installation[0]
    yield side
    if side._process is None:
        side.start()


@pytest.fixture
def session(installation: tuple[WebSide, str]) -> str:
    return installation[1]


@asynccontextmanager
async def answering(web: WebSide) -> AsyncIterator[LiveSource]:
    told = answering_source(web.data)
    await told.start()
    try:
        yield told
    finally:
        await told.stop()


async def opened(web: WebSide, session: str, *, origin: str = "") -> WebSocket:
    headers = {"Origin": origin or f"http://127.0.0.1:{web.port}", "Cookie": f"sessionid={session}"}
    async with asyncio.timeout(LIMIT_S):
        return await WebSocket.open(web.port, "/ws/live/", headers)


async def watching(web: WebSide, session: str, **asked: int) -> tuple[WebSocket, Any]:
    """A socket that watches, and where the calls stood when it began."""
    socket = await opened(web, session)
    await socket.say({"watch": [SCENARIO], **asked})
    return socket, await heard(socket, "calls")


async def watching_all(web: WebSide, session: str, count: int) -> WebSocket:
    """A socket that watches, once the web side knows of so many calls."""
    async with asyncio.timeout(LIMIT_S):
        while True:
            socket, calls = await watching(web, session)
            if calls["live"] == count:
                return socket
            socket.close()


async def heard(socket: WebSocket, kind: str) -> Any:
    async with asyncio.timeout(LIMIT_S):
        return await socket.until(lambda message: message["type"] == kind)


def tell(told: LiveSource, events: list[dict[str, object]]) -> None:
    for one in events:
        told.sink(one)


async def test_a_notification_is_seen_in_the_browser_as_the_call_sends_it(web: WebSide, session: str) -> None:
    async with answering(web) as told:
        socket, _ = await watching(web, session)
        for number in range(40):
            notice = event(f"c{number}", 2, "notified", text="привет", recipients=[{"kind": "watchers"}])
            tell(told, [event(f"c{number}", 1), notice])
            note = await heard(socket, "notification")
            assert (note["text"], note["call"], note["scenario"]) == ("привет", f"c{number}", SCENARIO)
        socket.close()


async def test_the_figures_tell_how_many_browsers_there_are(web: WebSide, session: str) -> None:
    def figure() -> bytes:
        with urlopen(f"http://127.0.0.1:{web.port}/metrics", timeout=LIMIT_S) as answer:
            return next(line for line in answer if line.startswith(b"callwright_live_browsers "))

    async def until(count: int) -> None:
        async with asyncio.timeout(LIMIT_S):
            while await asyncio.to_thread(figure) != b"callwright_live_browsers %d\n" % count:
                pass

    # Those of the tests before have gone, which the web side may not have heard yet.
    await until(0)
    socket = await opened(web, session)
    await until(1)
    socket.close()
    await until(0)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1.evil.example"])
async def test_a_page_of_another_site_is_refused(web: WebSide, session: str, origin: str) -> None:
    with pytest.raises(Refused) as refused:
        await opened(web, session, origin=origin)
    assert refused.value.status == 403


async def test_a_stranger_is_refused(web: WebSide) -> None:
    with pytest.raises(Refused) as refused:
        await opened(web, "nobody")
    assert refused.value.status == 403


async def test_another_socket_address_is_refused_without_a_traceback(web: WebSide, session: str) -> None:
    headers = {"Origin": f"http://127.0.0.1:{web.port}", "Cookie": f"sessionid={session}"}
    with pytest.raises(Refused) as refused:
        await WebSocket.open(web.port, "/ws/other/", headers)
    assert refused.value.status == 403
    assert "Traceback" not in web.log()


async def test_the_live_calls_are_there_again_after_the_web_side_was_killed(
    web: WebSide, session: str
) -> None:
    async with answering(web) as told:
        for number in range(300):
            tell(told, a_call(f"c{number}", 12))
        socket, _ = await watching(web, session)
        web.end(signal.SIGKILL)
        with pytest.raises(Closed):
            await heard(socket, "never")
        tell(told, [event("c7", 13)])
        web.start()
        socket, calls = await watching(web, session)
        assert calls["live"] == 300
        await socket.say({"follow": "c7"})
        call = await heard(socket, "call")
        assert [one["seq"] for one in call["events"]] == list(range(1, 14))
        socket.close()


async def test_a_web_side_that_stops_tells_its_browsers(web: WebSide, session: str) -> None:
    sockets = [(await watching(web, session))[0] for _ in range(3)]
    stuck = await opened(web, session)
    web.tell(signal.SIGTERM)
    for socket in sockets:
        assert await heard(socket, "goodbye") == {"type": "goodbye", "reason": "restart"}
        with pytest.raises(Closed) as closed:
            await heard(socket, "never")
        assert closed.value.code == 4012
    await asyncio.to_thread(web.end, signal.SIGTERM)
    stuck.close()


async def test_ten_browsers_that_never_read_cost_no_more_than_their_bound(web: WebSide, session: str) -> None:
    async with answering(web) as told:
        reading, _ = await watching(web, session)
        stuck = [await opened(web, session) for _ in range(10)]
        for one in stuck:
            await one.say({"watch": [SCENARIO]})
            await heard(one, "calls")
        # 18 MB in all, slowly enough to be sent one by one: 180 MB for ten that do not read, without a bound.
        text = "ж" * 60_000
        before = web.resident_bytes()
        for seq in range(1, 151):
            tell(told, [event("long", seq, prompt=text, scenario=SCENARIO)])
            async with asyncio.timeout(LIMIT_S):
                await reading.until(lambda message: message["type"] in ("events", "counts"))
            await asyncio.sleep(0.01)
        grown = web.resident_bytes() - before
        # Half a megabyte on its way to each browser; the hub keeps the call itself, and what waits is shared.
        assert grown < (10 * 1 + 18 + 30) * MEGABYTE
        for one in (reading, *stuck):
            one.close()


@pytest.fixture(scope="module")
def installation_with_redis(
    tmp_path_factory: pytest.TempPathFactory,
    sqlite_files: SqliteFiles,
    redis_server: RedisServer,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[tuple[WebSide, str]]:
    data = tmp_path_factory.mktemp("data")
    with django_db_blocker.unblock(), served(data, sqlite_files, redis_server.url) as made:
        yield made


async def test_with_redis_the_live_calls_are_there_again_too(
    installation_with_redis: tuple[WebSide, str], redis_server: RedisServer
) -> None:
    web, session = installation_with_redis
    outlet = RedisOutlet(redis_server.url)
    told = LiveSource("one", lambda: datetime.now(UTC), outlets=[outlet], take_notices=lambda notices: None)
    await told.start()
    for number in range(300):
        tell(told, a_call(f"c{number}", 12))
    told.flush()
    socket = await watching_all(web, session, 300)
    tell(told, [event("c7", 13)])
    web.end(signal.SIGKILL)
    socket.close()
    web.start()
    socket, calls = await watching(web, session)
    assert calls["live"] == 300
    await socket.say({"follow": "c7"})
    assert [one["seq"] for one in (await heard(socket, "call"))["events"]] == list(range(1, 14))
    socket.close()
    await told.stop()
