"""`manage.py call`: a call in the terminal, by the real interpreter, in virtual time, with no Asterisk."""

import asyncio
import contextlib
import logging
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from django.conf import settings

from runtime.checking import Checked
from runtime.graph import Document, compile_graph
from runtime.names import Names, NamesOffline
from runtime.simulator import ScriptError, node_meant, outcome_example, simulate
from runtime.stores import Surroundings
from runtime.wording import Wording
from scenarios import installation
from scenarios.errors import NotFound
from scenarios.exchange import name_of
from scenarios.names import StoredNames
from scenarios.revisions import checked_here, current_document, scenario_named
from scenarios.shell import ShellCommand
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
        parser.add_argument(
            "scenario", metavar="FILE-or-NAME", help="a file, - for standard input, or a stored scenario"
        )
        parser.add_argument("--called", default="", metavar="NUMBER", help="the number that was dialled")
        parser.add_argument("--caller", default="", metavar="NUMBER", help="who calls")
        parser.add_argument("--caller-name", default="", metavar="NAME", help="what the caller is called")
        parser.add_argument("--trunk", default="", metavar="NAME", help="the trunk that the call came by")
        parser.add_argument("--line", default="", metavar="NAME", help="the line that the call came by")
        parser.add_argument(
            "--keys",
            default="",
            help='an answer for each listening: "1,w,2#"; w is silent, h hangs up, h@NODE in that node',
        )
        parser.add_argument(
            "--outcome",
            action="append",
            default=[],
            metavar="NODE=RESULT",
            help="what a transfer, queue or voicemail gives, by the node's title or id;"
            " a wrong one lists what is possible",
        )
        parser.add_argument(
            "--at", default="", metavar="2026-11-23T20:00", help="when the call comes in, now by default"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, walk, print."""
        document, names, shared = self._found(options["scenario"])
        checked = checked_here(document, names)
        if checked.document is None or name_of(checked.document) is None:
            self.fail_as_no_scenario(options["scenario"], checked.issues, code=2)
        if checked.has_errors:
            self._fail_with_errors(checked)
        at = self._time(options["at"])
        graph = compile_graph(checked.document)
        types = {node.id: node.type for node in graph.nodes.values()}
        titles = {node.id: node.title for node in graph.nodes.values()}
        arrival = {name: options[name] for name in ("called", "caller", "caller_name", "trunk", "line")}
        try:
            outcomes = {
                node_meant(node, types, titles): result
                for node, result in (
                    self._outcome(text, outcome_example(types, titles)) for text in options["outcome"]
                )
            }
            with _silent_notifications():
                done = asyncio.run(
                    simulate(
                        graph,
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
        is_file = Path(scenario).exists() or scenario == "-"
        if is_file and not installation.exists():
            zone = ZoneInfo(settings.TIME_ZONE)
            around = Surroundings(zone=zone, region=settings.CALLWRIGHT.region)
            return self.read(scenario, code=2), NamesOffline(), around
        installation.prepare(self.tell)
        document = self.read(scenario, code=2) if is_file else self._stored(scenario)
        return document, StoredNames(), surroundings()

    def _stored(self, name: str) -> Document:
        try:
            return current_document(scenario_named(name))
        except NotFound:
            self.fail(
                Wording(
                    f"нет ни файла, ни сценария «{name}»; сценарии: python manage.py scenario list",
                    f"there is neither a file nor a scenario “{name}”; for those there are:"
                    " python manage.py scenario list",
                ),
                code=2,
            )

    def _fail_with_errors(self, checked: Checked) -> NoReturn:
        errors = [issue for issue in checked.issues if issue.severity == "error"]
        self.write_issues(errors, self.stderr.write)
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

    def _outcome(self, text: str, example: str) -> tuple[str, str]:
        """Node and result; `example` is an outcome that this scenario can have, "" when it can have none."""
        node, sign, result = text.rpartition("=")
        if not (node and sign and result):
            wanted = Wording(
                f"нужно УЗЕЛ=ИСХОД, здесь например {example}",
                f"write NODE=RESULT, here for example {example}",
            )
            if not example:
                wanted = Wording(
                    "в сценарии нет переводов, очередей и голосовой почты",
                    "the scenario has no transfer, queue or voicemail",
                )
            self.fail(wanted.under(f"--outcome {text}"), code=2)
        return node, result


@contextlib.contextmanager
def _silent_notifications() -> Iterator[None]:
    """They stand in the trace; on a terminal their log lines would come between the events."""
    log = logging.getLogger("callwright.notification")
    was_disabled, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = was_disabled
