"""`manage.py serve`: everything on one machine."""

import asyncio
import threading
from argparse import ArgumentParser
from typing import Any

import uvloop
from django.conf import settings

from config.keys import key
from config.supervisor import Part, Supervisor, own_command
from config.web import serve_web
from runtime.wording import Wording
from scenarios import installation
from scenarios.answering import InstallationAnswering
from scenarios.shell import ShellCommand


class Command(ShellCommand):
    """The answering side and the web side, kept running."""

    help = "run everything on this machine: FastAGI for Asterisk, pages for people"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One process or several."""
        super().add_arguments(parser)
        parser.add_argument("--single", action="store_true", help="all in one process, for a small machine")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the installation ready, say where it is, run it."""
        for revision in installation.load_samples(self.tell):
            self.render(revision)
        installation.make_admin(self.tell)
        chosen = settings.CALLWRIGHT
        self.tell(
            Wording(
                f"Callwright: http://{chosen.web_bind}:{chosen.web_port}/  остановить: Ctrl-C",
                f"Callwright: http://{chosen.web_bind}:{chosen.web_port}/  stop with Ctrl-C",
            )
        )
        if options["single"]:
            self._run_single()
        else:
            parts = (
                Part("answer", own_command("answer"), stop_within_s=chosen.drain_s),
                Part("web", own_command("web"), stop_within_s=5),
            )
            asyncio.run(Supervisor(parts, self.stdout.write).run())
        self.tell(Wording("Callwright остановлен", "Callwright has stopped"))

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
