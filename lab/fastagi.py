"""A bare FastAGI server that a test scripts line by line, to learn what the dialplan does."""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from lab.ports import stop_listening


class LineClosed(Exception):
    """Asterisk closed the connection, or the test killed the server."""


class Session:
    """One AGI connection: what the header said, and one command at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.header: dict[str, str] = {}
        self.lines: list[str] = []
        self._reader = reader
        self.writer = writer

    @property
    def path(self) -> str:
        """The path of the URL: "call" or "ended"."""
        return self.header["agi_network_script"]

    @property
    def arguments(self) -> list[str]:
        """The arguments that the dialplan gave, in order."""
        count = sum(key.startswith("agi_arg_") for key in self.header)
        return [self.header[f"agi_arg_{number}"] for number in range(1, count + 1)]

    async def read_header(self) -> None:
        """Reads up to the blank line."""
        while (line := await self._read_line()) != "":
            key, _, value = line.partition(": ")
            self.header[key] = value
            self.lines.append(line)

    async def command(self, line: str) -> str:
        """Sends one line as it is and returns the reply. Raises LineClosed; a HANGUP line is passed over."""
        self.writer.write(line.encode("utf-8", "surrogateescape") + b"\n")
        while (reply := await self._read_line()) == "HANGUP":
            pass
        return reply

    async def variable(self, name: str) -> str:
        """The value of a channel variable, "" when it is not set."""
        reply = await self.command(f"GET VARIABLE {name}")
        return reply.partition("(")[2].rpartition(")")[0]

    async def wait_closed(self) -> None:
        """Returns when Asterisk has let go of the connection."""
        while await self._reader.read(1024):
            pass

    async def _read_line(self) -> str:
        try:
            line = await self._reader.readline()
        except ConnectionError as error:
            raise LineClosed from error
        if not line.endswith(b"\n"):
            raise LineClosed
        return line[:-1].decode("utf-8", "surrogateescape")


Script = Callable[[Session], Awaitable[None]]


class AgiServer:
    """Listens on loopback and runs `script` for each connection; use as an async context manager.

    `sessions` holds every connection whose header was read. An exception of the script, LineClosed
    aside, is raised again when the server is left.
    """

    def __init__(self, script: Script) -> None:
        self._script = script
        self._tasks: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._is_killed = False
        self._changed = asyncio.Condition()
        self.sessions: list[Session] = []
        self.errors: list[Exception] = []

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.kill()
        if self.errors and error is None:
            raise self.errors[0]

    @property
    def address(self) -> str:
        """What goes into CW_SERVERS."""
        return f"127.0.0.1:{self.port}"

    async def kill(self) -> None:
        """Ends as a killed process does: the kernel closes the listener and every connection."""
        self._is_killed = True
        await self.stop_listening()
        open_now = dict(self._tasks)
        for task, writer in open_now.items():
            writer.transport.abort()
            task.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)
        await asyncio.gather(*(writer.wait_closed() for writer in open_now.values()), return_exceptions=True)

    async def stop_listening(self) -> None:
        """Refuses new connections; the open ones go on."""
        await stop_listening(self._server)

    async def wait_sessions(self, count: int, within_s: float = 5.0) -> Session:
        """Waits until that many connections have come and returns the last of them."""
        async with asyncio.timeout(within_s), self._changed:
            await self._changed.wait_for(lambda: len(self.sessions) >= count)
        return self.sessions[count - 1]

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_killed:  # it was on its way when the listener closed
            writer.transport.abort()
            return
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks[task] = writer
        task.add_done_callback(self._tasks.pop)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        session = Session(reader, writer)
        try:
            await session.read_header()
            async with self._changed:
                self.sessions.append(session)
                self._changed.notify_all()
            await self._script(session)
        except (LineClosed, asyncio.CancelledError):
            pass  # the call is over, or the test killed this server
        except Exception as error:  # told to the test when it leaves the server
            self.errors.append(error)
        finally:
            writer.close()
