"""`manage.py scenario`: scenarios in and out of the store, checked, routed, named main."""

import shlex
from argparse import ArgumentParser
from typing import Any

from runtime.names import NamesOffline
from runtime.wording import Wording
from scenarios import installation
from scenarios.errors import Refused
from scenarios.exchange import exported, import_document, name_of
from scenarios.models import Scenario
from scenarios.names import StoredNames
from scenarios.revisions import checked_here, make_main, publish, scenario_named
from scenarios.routes import remove_route, route_of, set_route
from scenarios.shell import ShellCommand, by_severity


class Command(ShellCommand):
    """Scenarios from the shell."""

    help = "import, export, check, publish and list scenarios, choose the main one, route numbers"
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
        action.add_argument("--with-secrets", action="store_true", help="and the values of secret variables")
        action = actions.add_parser("check", help="what is wrong with the scenario of a file")
        action.add_argument("file")
        action.add_argument("--json", action="store_true", help="one JSON object a line")
        actions.add_parser("list", help="all scenarios")
        action = actions.add_parser("main", help="the scenario of all calls that no route names")
        action.add_argument("name")
        action = actions.add_parser("publish", help="let calls walk the draft of a scenario")
        action.add_argument("name")
        action.add_argument("--note", default="", help="what has changed, for the list of revisions")
        action = actions.add_parser("route", help="lead calls to a number or a mask into a scenario")
        action.add_argument("number", help="digits, +, ? for one character, * for any number of them")
        action.add_argument("name", nargs="?", help="of the scenario")
        action.add_argument("--remove", action="store_true", help="lead the number nowhere of its own")
        action.add_argument("--description", help="what the number is for")
        # argparse fills in the defaults of a sub-command last, so each takes --language for itself too.
        for action in actions.choices.values():
            action.add_argument("--language", choices=("ru", "en"), default=None)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the one thing that was asked for."""
        action = options["action"]
        if action == "check":
            self._check(options["file"], as_json=options["json"])
            return
        installation.prepare(self.tell)
        if action == "import":
            self._import(options["file"], and_publish=options["publish"])
        elif action == "export":
            scenario = scenario_named(options["name"])
            self.stdout.write(exported(scenario, with_secrets=options["with_secrets"]))
        elif action == "list":
            self._list()
        elif action == "main":
            make_main(scenario_named(options["name"]), author=None)
        elif action == "publish":
            self._publish(scenario_named(options["name"]), options["note"])
        else:
            self._route(options)

    def _import(self, file: str, *, and_publish: bool) -> None:
        try:
            imported = import_document(self.read(file), author=None)
        except Refused as refused:
            self.fail_as_no_scenario(file, refused.issues)
        issues = [*imported.checked.issues]
        issues += [issue for issue in imported.unresolved if issue not in issues]
        self.write_issues([issue for issue in issues if issue.severity != "hint"], self.stderr.write)
        self.tell_counts(issues)
        name = imported.scenario.name
        self.tell(Wording(f"черновик «{name}» сохранён", f"draft of “{name}” saved"))
        if and_publish:
            self._publish(imported.scenario, "")

    def _publish(self, scenario: Scenario, note: str) -> None:
        revision = publish(scenario, note=note, author=None)
        self.tell(Wording(f"опубликована версия {revision.number}", f"revision {revision.number} published"))

    def _route(self, options: dict[str, Any]) -> None:
        number, name = options["number"], options["name"]
        if options["remove"] == (name is not None):
            self.fail(
                Wording(
                    "нужно или имя сценария, или --remove", "give either the name of a scenario or --remove"
                ),
                code=2,
            )
        if name is None:
            route = route_of(number)
            remove_route(route, author=None)
            self.tell(
                Wording(
                    f"{route.number}: маршрут в «{route.scenario.name}» удалён",
                    f"{route.number}: the route into “{route.scenario.name}” is removed",
                )
            )
            return
        route = set_route(
            number, scenario_named(name), author=None, description=options["description"], move=True
        )
        self.tell(
            Wording(f"звонки на {route.number} идут в «{name}»", f"calls to {route.number} enter “{name}”")
        )
        if route.scenario.published is None:
            self.tell(
                Wording(
                    f"«{name}» не опубликован, пока эти звонки принимает главный сценарий:"
                    f" python manage.py scenario publish {shlex.quote(name)}",
                    f"“{name}” is not published, the main scenario takes these calls until then:"
                    f" python manage.py scenario publish {shlex.quote(name)}",
                )
            )

    def _check(self, file: str, *, as_json: bool) -> None:
        names = StoredNames() if installation.exists() else NamesOffline()
        checked = checked_here(self.read(file), names)
        if name_of(checked.document) is None and not as_json:
            self.fail_as_no_scenario(file, checked.issues)
        if as_json:
            for issue in by_severity(checked.issues):
                self.write_json(issue.as_dict())
        else:
            self.write_issues(checked.issues, self.stdout.write)
        self.tell_counts(checked.issues)
        if checked.has_errors:
            raise SystemExit(1)

    def _list(self) -> None:
        for scenario in Scenario.objects.listed().filter(archived_at=None):
            mark = Wording("главный", "main").in_language(self.language) if scenario.is_main else ""
            revision = f"v{scenario.published.number}" if scenario.published else "-"
            routes = " ".join(route.number for route in scenario.routes.all())
            self.stdout.write("\t".join((scenario.name, revision, mark, routes)).rstrip())
