"""`manage.py serve`: everything on one machine."""

import asyncio
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings

from config.calls_beside import CallsBeside
from config.log_lines import part_line
from config.notify import Notifier
from config.ports import Port, claim
from config.supervisor import Part, Supervisor, own_command
from config.web import serve_web
from config.web_jobs import web_jobs
from config.welcome import Welcome
from runtime.wording import Wording
from scenarios import installation
from scenarios.shell import ShellCommand
from scenarios.status import SERVE, StatusFile

_READY_WITHIN_S: Final = 60.0
_WORKER_SILENT_S: Final = 5.0


class Command(ShellCommand):
    """The answering side and the web side, kept running."""

    help = "run everything on this machine: FastAGI for Asterisk, pages for people, jobs"

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
            installation.load_samples(self.tell)
            installation.make_admin(self.tell)
            if options["single"]:
                self._run_single(web)
            else:
                asyncio.run(self._run_parts(web))
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

    def _run_single(self, web: Port) -> None:
        """Pages in the main thread, calls in a loop of their own beside it."""
        calls = CallsBeside()
        calls.start()
        try:
            with (
                web_jobs(always=True),
                Welcome(web, lambda: calls.began.is_set() and web.answers(), self.tell),
            ):
                serve_web((calls.drained,))
        finally:
            calls.stop()
        if calls.failure is not None:
            raise SystemExit(1)

    async def _run_parts(self, web: Port) -> None:
        supervisor = Supervisor(_parts(), self._write_line, self.language)
        with (
            Welcome(web, supervisor.ready.is_set, self.tell),
            StatusFile(SERVE, lambda: {"parts": supervisor.figures}),
        ):
            told = asyncio.create_task(_tell_systemd(supervisor, Notifier()))
            await supervisor.run()
            told.cancel()

    def _write_line(self, part: str, line: str) -> None:
        self.stdout.write(part_line(part, line, settings.CALLWRIGHT.log_format))
        self.stdout.flush()


async def _tell_systemd(supervisor: Supervisor, notifier: Notifier) -> None:
    await supervisor.ready.wait()
    notifier.ready()
    notifier.beat_in(asyncio.get_running_loop())
    await supervisor.stopping.wait()
    notifier.stopping()


def _parts() -> list[Part]:
    """In the order in which they end: calls first, pages last."""
    chosen = settings.CALLWRIGHT
    answer = Part("answer", own_command("answer"), chosen.drain_s, ready_within_s=_READY_WITHIN_S)
    worker = Part(
        "worker",
        (sys.executable, "-u", "-m", "celery", "-A", "config", "-q", "worker"),
        stop_within_s=10,
        # Its main loop may wait for Redis; that the process runs at all is what can be told.
        silent_s=_WORKER_SILENT_S,
        ready_within_s=_READY_WITHIN_S,
    )
    web = Part("web", own_command("web"), stop_within_s=10, ready_within_s=_READY_WITHIN_S)
    return [answer, worker, web] if chosen.redis_url else [answer, web]
