"""`manage.py serve`: everything on one machine."""

import asyncio
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

import uvloop
from django.conf import settings

from config.keys import key
from config.ports import Port, claim
from config.supervisor import Part, Supervisor, own_command
from config.web import serve_web
from runtime.wording import Wording
from scenarios import installation
from scenarios.answering import InstallationAnswering
from scenarios.shell import ShellCommand

_LOOK_AGAIN_S: Final = 0.1


class Command(ShellCommand):
    """The answering side and the web side, kept running."""

    help = "run everything on this machine: FastAGI for Asterisk, pages for people"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One process or several."""
        super().add_arguments(parser)
        parser.add_argument("--single", action="store_true", help="all in one process, for a small machine")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the installation ready, run it, say where it is as soon as it answers. Exit code 1 when a port
        is taken or another Callwright runs over the same data directory.
        """
        chosen = settings.CALLWRIGHT
        web = Port(chosen.web_bind, chosen.web_port, "CALLWRIGHT_WEB_PORT")
        agi = Port(chosen.agi_bind, chosen.agi_port, "CALLWRIGHT_AGI_PORT")
        with self._claimed(chosen.data):
            for port in (web, agi):
                trouble = port.trouble()
                if trouble is not None:
                    self.fail(trouble)
            self.render(*installation.load_samples(self.tell))
            installation.make_admin(self.tell)
            welcome = Welcome((web, agi), self.tell)
            welcome.start()
            try:
                if options["single"]:
                    self._run_single()
                else:
                    self._run_parts()
            finally:
                welcome.stop()
        self.tell(Wording("Callwright остановлен", "Callwright has stopped"))

    def _claimed(self, data: Path) -> IO[str]:
        claimed = claim(data)
        if claimed is None:
            self.fail(
                Wording(
                    f"над папкой {data} уже работает другой Callwright: остановите его"
                    " или задайте другую папку в CALLWRIGHT_DATA",
                    f"another Callwright runs over {data} already: stop it,"
                    " or choose another directory by CALLWRIGHT_DATA",
                )
            )
        return claimed

    def _run_parts(self) -> None:
        parts = (
            Part("answer", own_command("answer"), stop_within_s=settings.CALLWRIGHT.drain_s),
            Part("web", own_command("web"), stop_within_s=5),
        )
        asyncio.run(Supervisor(parts, self.stdout.write, self.language).run())

    def _run_single(self) -> None:
        """Pages in the main thread, calls in a loop of their own beside it."""
        side = InstallationAnswering(key(settings.CALLWRIGHT.data, "seal"))
        side.open()
        calls = _CallsBeside(side)
        calls.start()
        try:
            serve_web(settings.CALLWRIGHT.web_bind, settings.CALLWRIGHT.web_port)
        finally:
            calls.stop()
            side.close()


class _CallsBeside(threading.Thread):
    """The answering side in a thread with an event loop."""

    def __init__(self, side: InstallationAnswering) -> None:
        super().__init__(name="answer")
        self._side = side
        self._loop = uvloop.new_event_loop()
        self._told_to_stop = asyncio.Event()

    def run(self) -> None:
        """Until `stop()`; what goes wrong is raised in this thread and logged by it."""
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._side.run(self._told_to_stop))
        finally:
            self._loop.close()

    def stop(self) -> None:
        """Let the live calls finish and wait for that."""
        if self.is_alive():
            self._loop.call_soon_threadsafe(self._told_to_stop.set)
            self.join()


class Welcome(threading.Thread):
    """Says where the pages are once every port answers."""

    def __init__(self, ports: tuple[Port, ...], tell: Callable[[Wording], None]) -> None:
        super().__init__(name="welcome", daemon=True)
        self._ports = ports
        self._tell = tell
        self._stopping = threading.Event()

    def run(self) -> None:
        """Until it was said, or `stop()`."""
        while not all(port.answers() for port in self._ports):
            if self._stopping.wait(_LOOK_AGAIN_S):
                return
        if self._stopping.is_set():
            return
        web = self._ports[0]
        self._tell(
            Wording(
                f"Callwright: http://{web.host}:{web.number}/  остановить: Ctrl-C",
                f"Callwright: http://{web.host}:{web.number}/  stop with Ctrl-C",
            )
        )

    def stop(self) -> None:
        """Say nothing from now on."""
        self._stopping.set()
        self.join()
