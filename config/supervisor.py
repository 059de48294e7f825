"""Keeps the parts of an installation running: starts them, passes on what they print, replaces what dies or
hangs.

A part that ends is started again at once, then after half a second, then after twice the pause each time,
thirty seconds at most; a part that lived for ten seconds has earned a fresh start. At the end the parts are
told to stop one after the other, in their order: pages outlive the calls they show.
"""

import asyncio
import contextlib
import shutil
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from config.part import Part, PartProcess, Tell
from runtime.wording import Wording

__all__ = ["Part", "Supervisor", "own_command"]

SECOND_PAUSE_S: Final = 0.5
LONGEST_PAUSE_S: Final = 30.0
HEALTHY_AFTER_S: Final = 10.0


@dataclass(slots=True)
class PartFigures:
    """How a part has done so far."""

    is_ready: bool = False
    restarts: int = 0
    hung: int = 0


class Supervisor:
    """Runs parts until `stop()`; `figures` tells of each; what it says itself is in `language`."""

    def __init__(self, parts: Sequence[Part], tell: Tell, language: str) -> None:
        self._parts = parts
        self._tell = tell
        self._language = language
        self.stopping = asyncio.Event()
        """Set once it was told to stop."""
        self._at_once = asyncio.Event()
        self.ready = asyncio.Event()
        """Set once every part was ready."""
        self.figures = {part.name: PartFigures() for part in parts}

    def stop(self) -> None:
        """End all parts in their order; a second call ends them at once."""
        if self.stopping.is_set():
            self._at_once.set()
        self.stopping.set()

    async def run(self) -> None:
        """Return when every part has ended after `stop()`, or after TERM or INT."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        folder = Path(tempfile.mkdtemp(prefix="callwright-"))
        stops = [asyncio.Event() for _ in self._parts]
        try:
            keeping = [
                asyncio.create_task(self._keep(part, stop, folder))
                for part, stop in zip(self._parts, stops, strict=True)
            ]
            ending = asyncio.create_task(self._end_in_order(keeping, stops))
            hurrying = asyncio.create_task(self._at_once.wait())
            await asyncio.wait((ending, hurrying), return_when=asyncio.FIRST_COMPLETED)
            for task in (*keeping, ending, hurrying):
                task.cancel()
            await asyncio.gather(*keeping, ending, hurrying, return_exceptions=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    async def _end_in_order(
        self, keeping: Sequence["asyncio.Task[None]"], stops: Sequence[asyncio.Event]
    ) -> None:
        await self.stopping.wait()
        for task, stop in zip(keeping, stops, strict=True):
            stop.set()
            await asyncio.wait((task,))

    async def _keep(self, part: Part, stop: asyncio.Event, folder: Path) -> None:
        figures = self.figures[part.name]
        pause_s = 0.0
        while not self.stopping.is_set():
            lived_s = await self._run_once(part, stop, folder)
            if self.stopping.is_set():
                return
            figures.restarts += 1
            pause_s = 0.0 if lived_s >= HEALTHY_AFTER_S else pause_s
            self._say(part.name, _beginning(pause_s))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), pause_s)
            pause_s = min(LONGEST_PAUSE_S, pause_s * 2 or SECOND_PAUSE_S)

    async def _run_once(self, part: Part, stop: asyncio.Event, folder: Path) -> float:
        """Seconds that the part lived."""
        loop = asyncio.get_running_loop()
        started_s = loop.time()
        figures = self.figures[part.name]
        process = PartProcess(part, self._tell, self._say, folder)
        noting = asyncio.create_task(self._note_ready(process, figures))
        try:
            code = await process.run(stop)
        finally:
            noting.cancel()
            figures.is_ready = False
        figures.hung += process.was_hung
        if not self.stopping.is_set():
            self._say(part.name, _ending(code))
        return loop.time() - started_s

    def _say(self, name: str, said: Wording) -> None:
        self._tell(name, said.in_language(self._language))

    async def _note_ready(self, process: PartProcess, figures: PartFigures) -> None:
        await process.ready.wait()
        figures.is_ready = True
        if all(part.is_ready for part in self.figures.values()):
            self.ready.set()


def _ending(code: int) -> Wording:
    """How a part ended that nobody told to; a code below zero is the signal that ended it."""
    if code >= 0:
        return Wording(f"завершился сам, код выхода {code}", f"has ended by itself with the exit code {code}")
    try:
        name = signal.Signals(-code).name
    except ValueError:  # a real-time signal
        name = str(-code)
    return Wording(f"прерван сигналом {name}", f"was ended by the signal {name}")


def _beginning(pause_s: float) -> Wording:
    """When a part is started again."""
    if not pause_s:
        return Wording("запускаю снова", "starting it again")
    pause = f"{pause_s:g}"
    return Wording(f"запускаю снова через {pause.replace('.', ',')} с", f"starting it again in {pause} s")


def own_command(name: str) -> tuple[str, ...]:
    """The command line of one of our own commands, run by this very Python."""
    return (sys.executable, "-u", sys.argv[0], name)
