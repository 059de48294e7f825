"""Both ends of an AGI connection, for the tests of this room."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import uvloop

from runtime.asterisk.agi import AgiListener, AgiSession
from runtime.asterisk.ami import AmiClient, AmiTimes
from tests.runtime.asterisk.fake_asterisk import REQUEST, Caller, Manager, ManagerLine, until, within


def pytest_asyncio_loop_factories(config: pytest.Config, item: pytest.Item) -> dict[str, Any]:
    """Every test of this room runs on both event loops."""
    return {"asyncio": asyncio.new_event_loop, "uvloop": uvloop.new_event_loop}


Serve = Callable[..., Awaitable[AgiListener]]
Dial = Callable[..., Awaitable[Caller]]
QUICK = AmiTimes(first_retry_s=0.01, longest_retry_s=0.02, refused_retry_s=0.01)


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts a listener on a free port of loopback: `await serve(handler, header_timeout_s=0.1)`."""
    listeners: list[AgiListener] = []

    async def start(handler: Callable[[AgiSession], Awaitable[None]], **options: Any) -> AgiListener:
        listener = AgiListener(handler, host="127.0.0.1", port=0, **options)
        listeners.append(listener)
        await listener.start()
        return listener

    yield start
    for listener in listeners:
        await listener.stop()


@pytest.fixture
async def dial() -> AsyncIterator[Dial]:
    """Opens a connection as Asterisk does: `await dial(listener)`, or with other bytes to begin."""
    callers: list[Caller] = []

    async def connect(listener: AgiListener, request: bytes = REQUEST) -> Caller:
        caller = Caller(*await asyncio.open_connection("127.0.0.1", listener.port))
        callers.append(caller)
        caller.say(request)
        return caller

    yield connect
    for caller in callers:
        await caller.end()


@pytest.fixture
async def manager() -> AsyncIterator[Manager]:
    """An open AMI port that the test speaks for."""
    manager = Manager()
    await manager.open()
    yield manager
    await manager.shut()


class Clients:
    """AMI clients of `manager`'s port; closed when the test ends."""

    def __init__(self, manager: Manager) -> None:
        self._manager = manager
        self._started: list[AmiClient] = []

    def begin(self, times: AmiTimes = QUICK, **options: Any) -> AmiClient:
        """A client that starts to connect."""
        client = AmiClient("127.0.0.1", self._manager.port, "callwright", "s3cret", times=times, **options)
        self._started.append(client)
        client.start()
        return client

    async def connect(self, times: AmiTimes = QUICK, **options: Any) -> tuple[AmiClient, ManagerLine]:
        """A client that is logged in, and Asterisk's end of its connection."""
        client = self.begin(times, **options)
        line = await self._manager.line()
        await line.accept_login()
        await until(lambda: client.connected)
        return client, line

    async def close(self) -> None:
        """Closes every client."""
        for client in self._started:
            await within(client.close())


@pytest.fixture
async def clients(manager: Manager) -> AsyncIterator[Clients]:
    """Starts AMI clients against `manager`."""
    clients = Clients(manager)
    yield clients
    await clients.close()
