"""`manage.py scenario`: scenarios in and out of the store, checked, routed, named main."""

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any, NoReturn

from runtime.checking import Checked
from runtime.checks.issue import Issue
from runtime.names import NamesOffline
from runtime.wording import Wording
from scenarios import installation
from scenarios.errors import Refused
from scenarios.exchange import NO_SCENARIO, exported, import_document, name_of
from scenarios.models import Scenario
from scenarios.names import StoredNames
from scenarios.revisions import checked_here, make_main, publish, scenario_named
from scenarios.routes import set_route
from scenarios.shell import ShellCommand, issue_line


class Command(ShellCommand):
    """Scenarios from the shell."""

    help = "import, export, check and list scenarios, choose the main one, route numbers"
    needs_store = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One sub-command for each thing to do."""
        super().add_arguments(parser)
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        action = actions.add_parser("import", help="store the scenario of a file as a draft")
        action.add_argument("file")
        action.add_argument("--publish", action="store_true", help="and let calls walk it")
        action = actions.add_parser("export", help="print the draft of a scenario")
        action.add_argument("name")
        action = actions.add_parser("check", help="what is wrong with the scenario of a file")
        action.add_argument("file")
        action.add_argument("--json", action="store_true", help="one JSON object a line")
        actions.add_parser("list", help="all scenarios")
        action = actions.add_parser("main", help="the scenario of all calls that no route names")
        action.add_argument("name")
        action = actions.add_parser("route", help="lead calls to a number or a mask into a scenario")
        action.add_argument("number", help="digits, +, ? for one sign, * for any signs")
        action.add_argument("name")
        # argparse fills in the defaults of a sub-command last, so each takes --language for itself too.
        for action in actions.choices.values():
            action.add_argument("--language", choices=("ru", "en"), default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the one thing that was asked for."""
        if options["action"] == "check":
            self._check(options["file"], as_json=options["json"])
            return
        installation.prepare(self.tell)
        if options["action"] == "import":
            self._import(options["file"], and_publish=options["publish"])
        elif options["action"] == "export":
            self.stdout.write(exported(scenario_named(options["name"])))
        elif options["action"] == "list":
            self._list()
        elif options["action"] == "main":
            make_main(scenario_named(options["name"]), author=None)
        else:
            set_route(options["number"], scenario_named(options["name"]), author=None, move=True)

    def _import(self, file: str, *, and_publish: bool) -> None:
        try:
            imported = import_document(self.read(file), author=None)
        except Refused as refused:
            self._fail_as_no_scenario(file, refused.issues)
        for issue in imported.checked.issues:
            if issue.severity != "hint":
                self.stderr.write(issue_line(issue, self.language))
        name = imported.scenario.name
        self.tell(Wording(f"черновик «{name}» сохранён", f"draft of {name!r} saved"))
        if and_publish:
            revision = publish(imported.scenario, note="", author=None)
            self.tell(
                Wording(f"опубликована версия {revision.number}", f"revision {revision.number} published")
            )
            self.render(revision)

    def _check(self, file: str, *, as_json: bool) -> None:
        names = StoredNames() if installation.exists() else NamesOffline()
        checked = checked_here(self.read(file), names)
        if name_of(checked.document) is None and not as_json:
            self._fail_as_no_scenario(file, checked.issues)
        self._write_issues(checked, as_json=as_json)
        if checked.has_errors:
            raise SystemExit(1)

    def _fail_as_no_scenario(self, file: str, issues: Sequence[Issue]) -> NoReturn:
        """One line: the first issue is the reason, as the reading stopped there."""
        why = issues[0].message if issues else NO_SCENARIO
        self.fail(Wording(f"{file}: {why.ru}", f"{file}: {why.en}"))

    def _write_issues(self, checked: Checked, *, as_json: bool) -> None:
        for issue in checked.issues:
            if as_json:
                self.write_json(issue.as_dict())
            else:
                self.stdout.write(issue_line(issue, self.language))

    def _list(self) -> None:
        for scenario in Scenario.objects.listed().filter(archived_at=None):
            mark = Wording("главный", "main").in_language(self.language) if scenario.is_main else ""
            revision = f"v{scenario.published.number}" if scenario.published else "-"
            routes = " ".join(route.number for route in scenario.routes.all())
            self.stdout.write("\t".join((scenario.name, revision, mark, routes)).rstrip())
