"""`manage.py call`: a call in the terminal, by the real interpreter, in virtual time, with no Asterisk."""

import asyncio
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from django.conf import settings

from runtime.checking import Checked
from runtime.graph import Document, compile_graph
from runtime.names import Names, NamesOffline
from runtime.simulator import ScriptError, simulate
from runtime.stores import Surroundings
from runtime.wording import Wording
from scenarios import installation
from scenarios.names import StoredNames
from scenarios.revisions import checked_here, current_document, scenario_named
from scenarios.shell import ShellCommand, issue_line
from scenarios.surroundings import surroundings


class Command(ShellCommand):
    """One call, its trace as JSON lines; exit 0 ended as drawn, 1 broke off or failed, 2 the scenario has
    errors.
    """

    help = "walk one call through a scenario and print its trace, one JSON event a line"
    needs_store = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The scenario, who calls whom, and what the caller does."""
        super().add_arguments(parser)
        parser.add_argument("scenario", metavar="FILE-or-NAME")
        for name in ("called", "caller", "caller-name", "trunk", "line"):
            parser.add_argument(f"--{name}", default="")
        parser.add_argument("--keys", default="", help='an answer for each listening: "1,w,2#", h hangs up')
        parser.add_argument(
            "--outcome",
            action="append",
            default=[],
            metavar="NODE=RESULT",
            help="what a transfer, queue or voicemail gives",
        )
        parser.add_argument("--at", default="", metavar="2026-11-23T20:00", help="when the call comes in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, walk, print."""
        document, names, shared = self._found(options["scenario"])
        checked = checked_here(document, names)
        if checked.document is None or checked.has_errors:
            self._fail_with_errors(checked)
        at = self._time(options["at"])
        outcomes = dict(self._outcome(text) for text in options["outcome"])
        arrival = {name: options[name] for name in ("called", "caller", "caller_name", "trunk", "line")}
        try:
            done = asyncio.run(
                simulate(
                    compile_graph(checked.document),
                    **arrival,
                    keys=options["keys"],
                    outcomes=outcomes,
                    at=at,
                    surroundings=shared,
                )
            )
        except ScriptError as mistake:
            self.fail(mistake.message, code=2)
        for event in done.events:
            self.write_json(event)
        if not done.ended_as_drawn:
            raise SystemExit(1)

    def _found(self, scenario: str) -> tuple[bytes | Document, Names, Surroundings | None]:
        """The document of a file, else of a stored scenario; with what is known around it."""
        is_file = Path(scenario).is_file() or scenario == "-"
        if is_file and not installation.exists():
            zone = ZoneInfo(settings.TIME_ZONE)
            return (
                self.read(scenario),
                NamesOffline(),
                Surroundings(zone=zone, region=settings.CALLWRIGHT.region),
            )
        installation.prepare(self.tell)
        document = self.read(scenario) if is_file else current_document(scenario_named(scenario))
        return document, StoredNames(), surroundings()

    def _fail_with_errors(self, checked: Checked) -> NoReturn:
        for issue in checked.issues:
            if issue.severity == "error":
                self.stderr.write(issue_line(issue, self.language))
        self.fail(
            Wording("в сценарии есть ошибки, звонок не начат", "the scenario has errors, no call was made"),
            code=2,
        )

    def _time(self, text: str) -> datetime | None:
        """The given time, in the installation's zone unless it names one."""
        if not text:
            return None
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            self.fail(
                Wording(f"--at {text}: нужно как 2026-11-23T20:00", f"--at {text}: write 2026-11-23T20:00"),
                code=2,
            )
        zone = ZoneInfo(settings.TIME_ZONE)
        return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)

    def _outcome(self, text: str) -> tuple[str, str]:
        node, sign, result = text.partition("=")
        if not (node and sign and result):
            self.fail(
                Wording(f"--outcome {text}: нужно как n7=busy", f"--outcome {text}: write n7=busy"), code=2
            )
        return node, result
