"""The far ends of our connections: an Asterisk that calls by FastAGI, and one that is managed by AMI."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from lab.ports import stop_listening
from runtime.asterisk.ami import AmiClient, Message

LIMIT_S = 10.0
T = TypeVar("T")

REQUEST = (
    b"agi_network: yes\nagi_network_script: call\nagi_channel: PJSIP/provider-00000001\nagi_uniqueid: 1.1\n\n"
)


async def within(awaitable: Awaitable[T]) -> T:
    """What `awaitable` gives, or TimeoutError after a second."""
    return await asyncio.wait_for(awaitable, LIMIT_S)


async def until(is_so: Callable[[], bool]) -> None:
    """Lets the loop run until `is_so`; TimeoutError after a second."""
    async with asyncio.timeout(LIMIT_S):
        while not is_so():  # noqa: ASYNC110 - what is waited for is a plain property
            await asyncio.sleep(0)


def act(client: AmiClient, name: str, **options: Any) -> "asyncio.Task[list[Message]]":
    """An AMI action in a task, so that the test can play Asterisk meanwhile."""
    return asyncio.get_running_loop().create_task(client.action(name, **{"timeout_s": LIMIT_S, **options}))


class Caller:
    """One FastAGI connection as Asterisk would hold it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    def say(self, data: bytes) -> None:
        """Sends bytes as they are."""
        self._writer.write(data)

    async def line(self) -> bytes:
        """The next command, with its newline; b"" at the end of the connection."""
        return await within(self._reader.readline())

    async def answers(self, data: bytes) -> bytes:
        """Waits for the next command, answers it with `data`; gives the command."""
        line = await self.line()
        self.say(data)
        return line

    async def hears_more(self) -> bool:
        """True when something comes within the time that loopback could need."""
        try:
            return await asyncio.wait_for(self._reader.read(1), 0.02) != b""
        except TimeoutError:
            return False

    async def is_cut_off(self) -> bool:
        """True once the other side has closed the connection."""
        try:
            return await within(self._reader.read()) == b""
        except ConnectionError:
            return True

    def hang_up(self) -> None:
        """Closes the connection."""
        self._writer.close()

    def reset(self) -> None:
        """Breaks the connection off, as a dying process or a firewall does."""
        connection = self._writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    async def end(self) -> None:
        """Leaves nothing open."""
        await _end(self._writer)


class ManagerLine:
    """One AMI connection, seen from Asterisk."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def action(self) -> dict[str, str]:
        """The next action's fields, of several values the last; EOFError when the client has gone."""
        block = await within(self._reader.readuntil(b"\r\n\r\n"))
        return dict(line.split(": ", 1) for line in block.decode().strip().split("\r\n"))

    def say(self, *messages: str | bytes) -> None:
        """Sends messages, each without its empty line."""
        for message in messages:
            self._writer.write((message.encode() if isinstance(message, str) else message) + b"\r\n\r\n")

    def say_bytes(self, data: bytes) -> None:
        """Sends bytes as they are."""
        self._writer.write(data)

    def respond(self, action: dict[str, str], response: str = "Success", *lines: str) -> None:
        """Answers an action."""
        self.say("\r\n".join([f"Response: {response}", f"ActionID: {action['ActionID']}", *lines]))

    async def accept_login(self) -> dict[str, str]:
        """Greets, lets the client in; gives its log-in."""
        self.say_bytes(b"Asterisk Call Manager/11.0.0\r\n")
        login = await self.action()
        self.respond(login, "Success", "Message: Authentication accepted")
        return login

    async def rest(self) -> bytes:
        """Everything that still comes until the client closes."""
        return await within(self._reader.read())

    def break_off(self) -> None:
        """Breaks the connection off."""
        self._writer.transport.abort()


class Manager:
    """An AMI port that a test speaks for."""

    def __init__(self) -> None:
        self.port = 0
        self._lines: asyncio.Queue[ManagerLine] = asyncio.Queue()
        self._writers: list[asyncio.StreamWriter] = []
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Opens the port, the same one again after `shut`."""
        self._server = await asyncio.start_server(self._take, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Closes the port and every connection."""
        if self._server is not None:
            await stop_listening(self._server)
            self._server = None
        for writer in self._writers:
            await _end(writer)
        self._writers = []

    async def line(self) -> ManagerLine:
        """The next connection that a client opens."""
        return await within(self._lines.get())

    @property
    def has_caller(self) -> bool:
        """True when a client has connected that no test has taken yet."""
        return not self._lines.empty()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        self._lines.put_nowait(ManagerLine(reader, writer))


async def _end(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()
    with contextlib.suppress(OSError):
        await within(writer.wait_closed())
