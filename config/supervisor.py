"""Keeps the parts of an installation running: starts them, passes on their lines, restarts what dies.

A part that dies is started again after half a second, then after twice the pause each time, thirty seconds at
most; a part that lived for a minute has earned a fresh start. TERM or INT is passed on to all parts, which
end by themselves: the answering side first lets its calls finish.
"""

import asyncio
import contextlib
import ctypes
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from runtime.wording import Wording

FIRST_PAUSE_S: Final = 0.5
LONGEST_PAUSE_S: Final = 30.0
HEALTHY_AFTER_S: Final = 60.0
_KILL_AFTER_S: Final = 10.0
_PR_SET_PDEATHSIG: Final = 1
_LIBC: Final = ctypes.CDLL(None, use_errno=True)
_LINE_BYTES: Final = 1024 * 1024
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A process to keep running; its lines come out behind its name. `stop_within_s`: how long it may take to
    end when it is told to.
    """

    name: str
    command: Sequence[str]
    stop_within_s: float


class Supervisor:
    """Runs parts until `stop()`; what it says itself is in `language`."""

    def __init__(self, parts: Sequence[Part], tell: Tell, language: str) -> None:
        self._parts = parts
        self._tell = tell
        self._language = language
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """End all parts; a second call changes nothing."""
        self._stopping.set()

    async def run(self) -> None:
        """Return when every part has ended after `stop()`, or after TERM or INT."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        async with asyncio.TaskGroup() as tasks:
            for part in self._parts:
                tasks.create_task(self._keep(part))

    async def _keep(self, part: Part) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._stopping.is_set():
            lived_s = await self._run_once(part)
            if self._stopping.is_set():
                return
            pause_s = FIRST_PAUSE_S if lived_s >= HEALTHY_AFTER_S else pause_s
            pause = f"{pause_s:g}"
            self._say(
                part,
                Wording(
                    f"запускаю снова через {pause.replace('.', ',')} с", f"starting it again in {pause} s"
                ),
            )
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause_s)
            pause_s = min(LONGEST_PAUSE_S, pause_s * 2)

    async def _run_once(self, part: Part) -> float:
        """Seconds that the part lived."""
        loop = asyncio.get_running_loop()
        started_s = loop.time()
        process = await asyncio.create_subprocess_exec(
            *part.command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=_LINE_BYTES,
            # A session of its own, so that Ctrl-C in the terminal comes from us, once and in order.
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
        reading = asyncio.create_task(self._pass_on(part, process))
        stopping = asyncio.create_task(self._stopping.wait())
        ended = asyncio.create_task(process.wait())
        try:
            await asyncio.wait((stopping, ended), return_when=asyncio.FIRST_COMPLETED)
            if not ended.done():
                await _end(process, part.stop_within_s)
            await ended
            await reading
        finally:
            for task in (reading, stopping, ended):
                task.cancel()
            if process.returncode is None:
                process.kill()
        if not self._stopping.is_set() and process.returncode is not None:
            self._say(part, _ending(process.returncode))
        return loop.time() - started_s

    def _say(self, part: Part, said: Wording) -> None:
        self._tell(f"{part.name} | {said.in_language(self._language)}")

    async def _pass_on(self, part: Part, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None  # noqa: S101 - asked for above
        while True:
            try:
                line = await process.stdout.readline()
            except ValueError:  # longer than the limit; asyncio has thrown it away
                continue
            if not line:
                return
            self._tell(f"{part.name} | {line.decode(errors='replace').rstrip()}")


def _ending(code: int) -> Wording:
    """How a part ended that nobody told to; a code below zero is the signal that ended it."""
    if code >= 0:
        return Wording(f"завершился сам, код выхода {code}", f"has ended by itself with the exit code {code}")
    try:
        name = signal.Signals(-code).name
    except ValueError:  # a real-time signal
        name = str(-code)
    return Wording(f"прерван сигналом {name}", f"was ended by the signal {name}")


async def _end(process: asyncio.subprocess.Process, within_s: float) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), within_s + _KILL_AFTER_S)
        except TimeoutError:
            process.kill()


def _end_with_parent() -> None:
    """Even a killed supervisor leaves no part behind that would hold a port (prctl(2), PR_SET_PDEATHSIG)."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def own_command(name: str) -> tuple[str, ...]:
    """The command line of one of our own commands, run by this very Python."""
    return (sys.executable, "-u", sys.argv[0], name)
