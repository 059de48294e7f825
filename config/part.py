"""One run of one part: a process, its lines, its heartbeat."""

import asyncio
import contextlib
import ctypes
import os
import signal
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from config.watch import Watch, look_at
from runtime.wording import Wording

KILL_AFTER_S: Final = 10.0
"""How much longer than promised a part may take to end."""
_TICK_S: Final = 0.05
_DUMP_WITHIN_S: Final = 0.1
_LAST_LINES_S: Final = 1.0
_PR_SET_PDEATHSIG: Final = 1
_LIBC: Final = ctypes.CDLL(None, use_errno=True)
_LINE_BYTES: Final = 1024 * 1024
Tell = Callable[[str, str], None]
"""Takes the name of a part and a line that it printed."""
Say = Callable[[str, Wording], None]
"""Takes the name of a part and what is to be said of it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A process to keep running. `stop_within_s`: how long it may take to end when it is told to.

    A part that says that it is ready (see `config.notify`) is killed when it is silent for `silent_s`, and,
    with `ready_within_s`, when it is not ready in time.
    """

    name: str
    command: Sequence[str]
    stop_within_s: float
    silent_s: float = 0.6
    ready_within_s: float | None = None


class PartProcess:
    """Runs the part once."""

    def __init__(self, part: Part, tell: Tell, say: Say, folder: Path) -> None:
        """`folder` is where its notification socket is made."""
        self._part = part
        self._tell = tell
        self._say = say
        self._address = folder / f"{part.name}.sock"
        self._watch = Watch(part.silent_s, _TICK_S)
        self.ready = asyncio.Event()
        self.was_hung = False
        self._is_leaving = False

    async def run(self, stop: asyncio.Event) -> int:
        """Until it ends by itself, hangs, or `stop` is set and it has ended; its exit code."""
        with contextlib.closing(self._listening()) as listening:
            loop = asyncio.get_running_loop()
            loop.add_reader(listening, self._hear, listening)
            try:
                return await self._run(stop)
            finally:
                loop.remove_reader(listening)

    async def _run(self, stop: asyncio.Event) -> int:
        process = await asyncio.create_subprocess_exec(
            *self._part.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=_LINE_BYTES,
            env={
                **{name: value for name, value in os.environ.items() if name != "WATCHDOG_PID"},
                "NOTIFY_SOCKET": str(self._address),
                "WATCHDOG_USEC": str(round(self._part.silent_s * 1e6)),
            },
            # A session of its own, so that Ctrl-C in the terminal comes from us, once and in order.
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
        reading = asyncio.create_task(self._pass_on(process))
        watching = asyncio.create_task(self._watch_over(process))
        stopping = asyncio.create_task(stop.wait())
        ended = asyncio.create_task(process.wait())
        try:
            await asyncio.wait((stopping, ended), return_when=asyncio.FIRST_COMPLETED)
            # What ends need not speak any more; it has its limit.
            self._is_leaving = True
            if not ended.done():
                await _end(process, self._part.stop_within_s)
            return await ended
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
            # Somebody whom it started may hold its output open.
            await asyncio.wait((reading,), timeout=_LAST_LINES_S)
            for task in (reading, watching, stopping, ended):
                task.cancel()

    def _listening(self) -> socket.socket:
        self._address.unlink(missing_ok=True)
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        listening.setblocking(False)
        listening.bind(str(self._address))
        return listening

    def _hear(self, listening: socket.socket) -> None:
        with contextlib.suppress(BlockingIOError):
            while words := listening.recv(4096).split(b"\n"):
                self._watch.beat()
                if b"READY=1" in words:
                    self.ready.set()
                if b"STOPPING=1" in words:
                    self._is_leaving = True

    async def _watch_over(self, process: asyncio.subprocess.Process) -> None:
        try:
            await asyncio.wait_for(self.ready.wait(), self._part.ready_within_s)
        except TimeoutError:
            limit_s = self._part.ready_within_s or 0.0
            await self._kill(process, "за {} с не запустился", "is not ready after {} s", limit_s)
            return
        while not self._is_leaving:
            await asyncio.sleep(_TICK_S)
            look = look_at(process.pid)
            if look is not None and not self._is_leaving and self._watch.tick(look):
                await self._kill(process, "молчит уже {} с", "has been silent for {} s", self._part.silent_s)
                return

    async def _kill(
        self, process: asyncio.subprocess.Process, why_ru: str, why_en: str, limit_s: float
    ) -> None:
        """Say why, let it say where it hangs, if it still can (faulthandler), and end it."""
        limit = f"{limit_s:g}"
        said = Wording(why_ru.format(limit.replace(".", ",")), why_en.format(limit))
        self._say(self._part.name, said)
        self.was_hung = True
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGABRT)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), _DUMP_WITHIN_S)
            process.kill()

    async def _pass_on(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None  # noqa: S101 - asked for above
        while True:
            try:
                line = await process.stdout.readline()
            except ValueError:  # longer than the limit; asyncio has thrown it away
                continue
            if not line:
                return
            self._tell(self._part.name, line.decode(errors="replace").rstrip())


async def _end(process: asyncio.subprocess.Process, within_s: float) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), within_s + KILL_AFTER_S)
        except TimeoutError:
            process.kill()


def _end_with_parent() -> None:
    """Even a killed supervisor leaves no part behind that would hold a port (prctl(2), PR_SET_PDEATHSIG)."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
