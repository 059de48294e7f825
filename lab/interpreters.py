"""Interpreters in processes of their own, to be killed, stopped and started again under live calls."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import msgspec

from lab.asterisk import Asterisk
from lab.drawing import Document
from lab.errors import StartError
from lab.interpreter import Order
from lab.trace_log import TraceLog

_START_WITHIN_S = 20.0
_END_WITHIN_S = 5.0


class Interpreter:
    """One process. `port` stays the same when it is started again."""

    def __init__(self, order: Order, log: TraceLog) -> None:
        self.order = order
        self._log = log
        self._process: asyncio.subprocess.Process
        self._reading: asyncio.Task[None]

    @property
    def address(self) -> str:
        """What the dialplan's list of servers holds."""
        return f"127.0.0.1:{self.order.port}"

    async def start(self) -> None:
        """Returns when it listens; StartError when it does not."""
        # setpriv: it dies with the test run, even one that is killed.
        self._process = await asyncio.create_subprocess_exec(
            *("setpriv", "--pdeathsig", "KILL", sys.executable, "-m", "lab.interpreter"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1024 * 1024,
        )
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101, PT018
        self._process.stdin.write(msgspec.json.encode(self.order) + b"\n")
        self._process.stdin.close()
        try:
            async with asyncio.timeout(_START_WITHIN_S):
                line = await self._process.stdout.readline()
        except TimeoutError as error:
            self._process.kill()
            raise StartError(f"{self.order.name} says nothing") from error
        if not line:
            raise StartError(f"{self.order.name} ended with {await self._process.wait()}")
        self.order.port = msgspec.json.decode(line)["port"]
        self._reading = asyncio.create_task(self._read(self._process.stdout))

    async def _read(self, lines: asyncio.StreamReader) -> None:
        while line := await lines.readline():
            self._log.keep(msgspec.json.decode(line))

    async def kill(self) -> None:
        """Ends it on the spot; returns when everything it had told before is in the log."""
        await self._end(signal.SIGKILL)

    async def terminate(self) -> None:
        """Asks it to end; returns when it has let its calls finish."""
        await self._end(signal.SIGTERM)

    def freeze(self) -> None:
        """It stands still but keeps its connections, until `thaw` or the end."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on as if nothing had happened."""
        self._process.send_signal(signal.SIGCONT)

    async def _end(self, number: signal.Signals) -> None:
        if self._process.returncode is None:
            self._process.send_signal(number)
        async with asyncio.timeout(_END_WITHIN_S + self.order.drain_s):
            await self._process.wait()
            await self._reading


@dataclass(frozen=True)
class InterpreterSettings:
    """How several interpreters are to behave."""

    count: int = 2
    tones: Mapping[str, int] = field(default_factory=dict)
    deadman_margin_s: float = 10.0
    drain_s: float = 0.0


class Interpreters(TraceLog):
    """Several interpreters of one installation, which `asterisk` sends its new calls to, in their order.

    `scenarios` are documents by called number, "" for all others. The trace log holds the events of all.
    """

    def __init__(
        self,
        asterisk: Asterisk,
        scenarios: Mapping[str, Document],
        settings: InterpreterSettings | None = None,
    ) -> None:
        super().__init__()
        self._asterisk = asterisk
        chosen = settings or InterpreterSettings()
        common: dict[str, Any] = {
            "port": 0,
            "ami_port": asterisk.ami_port,
            "scenarios": dict(scenarios),
            "tones": dict(chosen.tones),
            "sounds": str(asterisk.sounds),
            "recordings": str(asterisk.spool / "recording"),
            "seal": os.urandom(32).hex(),
            "deadman_margin_s": chosen.deadman_margin_s,
            "drain_s": chosen.drain_s,
        }
        self.servers: Sequence[Interpreter] = [
            Interpreter(Order(name=f"server {number}", **common), self)
            for number in range(1, chosen.count + 1)
        ]

    async def __aenter__(self) -> Self:
        await asyncio.gather(*(server.start() for server in self.servers))
        await asyncio.to_thread(self._asterisk.set_servers, [server.address for server in self.servers])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.gather(*(server.kill() for server in self.servers))
