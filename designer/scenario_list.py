"""The list of scenarios: by folders, searched, each with what takes its calls and what its checks say."""

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from designer.templatetags.two_languages import say
from runtime.checking import Checked
from runtime.checks.drawing import Drawing
from runtime.graph import content_hash
from runtime.names import NamesOffline
from runtime.reading import read_document
from runtime.wording import Wording
from scenarios.arrival import of_the_rest
from scenarios.models import AuditEntry, Scenario
from scenarios.names import StoredNames
from scenarios.reading_order import by_folder, main_first
from scenarios.revisions import checked_here, current_document
from scenarios.roles import may, visible_scenarios
from scenarios.routes import is_mask

STATES: Final = {
    "published": Wording("опубликованные", "published"),
    "changed": Wording("есть неопубликованные правки", "edited since"),
    "draft": Wording("только черновик", "draft only"),
    "errors": Wording("с ошибками", "with errors"),
}
_STEPS_COOKIE: Final = "first_steps"
_YEAR_S: Final = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Row:
    """One scenario of the list."""

    scenario: Scenario
    errors: int
    warnings: int
    has_unpublished: bool

    @property
    def is_publishable(self) -> bool:
        """There is a draft that calls do not walk yet."""
        return self.scenario.archived_at is None and (self.scenario.published is None or self.has_unpublished)

    def is_in(self, state: str) -> bool:
        """Whether one of `STATES` holds; any other text holds for all."""
        held = {
            "published": self.scenario.published is not None,
            "changed": self.has_unpublished,
            "draft": self.scenario.published is None,
            "errors": self.errors > 0,
        }
        return held.get(state, True)

    def has(self, searched: str) -> bool:
        """Whether its name, its folder or one of its numbers has this in it, in capitals or not; also
        what a number is for.
        """
        numbers = (
            f"{route.number} {route.trunk} {route.description}" for route in self.scenario.routes.all()
        )
        texts = (self.scenario.name, self.scenario.folder, *numbers)
        return any(searched.casefold() in text.casefold() for text in texts)


@dataclass(frozen=True, slots=True)
class Folder:
    """The scenarios of one folder; `names` are those of its path, none for what is in no folder."""

    path: str
    rows: tuple[Row, ...]

    @property
    def names(self) -> list[str]:
        """The path, name by name."""
        return self.path.split("/") if self.path else []


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """How far somebody has come who is new here; `command` calls a scenario in the shell of the server."""

    has_drawn: bool
    has_published: bool
    command: str
    keys: str
    """What the caller in it presses; "" where nothing is asked."""


@require_safe
def scenario_list(request: HttpRequest) -> HttpResponse:
    """The scenarios in use, the main one first, or the archived ones; whoever sees none goes on to their own
    account.
    """
    if not may(request.user, "scenario.view"):
        return redirect("account")
    seen = visible_scenarios(request.user)
    in_archive = "archive" in request.GET
    searched = request.GET.get("q", "").strip()
    state = request.GET.get("state", "")
    names = StoredNames()
    found = sorted(seen.filter(archived_at__isnull=not in_archive).listed(), key=main_first)
    all_rows = [row_of(scenario, checked_here(scenario.draft, names)) for scenario in found]
    rows = [row for row in all_rows if row.has(searched) and row.is_in(state)]
    context = {
        "rows": rows,
        "folders": _folders(rows),
        "is_filtered": len(rows) < len(all_rows) or bool(searched),
        "is_empty": not all_rows,
        "in_archive": in_archive,
        "rest": of_the_rest().scenario,
        "main": next((row.scenario.name for row in rows if row.scenario.is_main), None),
        "has_archive": seen.exclude(archived_at=None).exists(),
        "searched": searched,
        "state": state,
        "states": STATES.items(),
        "first_steps": None if in_archive or searched or state else _first_steps(request),
    }
    return render(request, "scenarios.html", context)


@require_POST
def dismiss_first_steps(request: HttpRequest) -> HttpResponse:
    """Show the first steps no more in this browser, unless they are asked for."""
    answer = redirect("scenarios")
    answer.set_cookie(_STEPS_COOKIE, "seen", max_age=_YEAR_S, samesite="Lax", httponly=True)
    return answer


def row_of(scenario: Scenario, checked: Checked) -> Row:
    """A scenario of `listed()` and what the checks say of its draft."""
    published = scenario.published
    return Row(
        scenario,
        checked.errors,
        checked.warnings,
        published is not None and content_hash(scenario.draft) != published.hash,
    )


def _folders(rows: Iterable[Row]) -> list[Folder]:
    """Those outside of all folders come first; inside a folder the order of `rows` stays."""
    ordered = sorted(rows, key=lambda row: by_folder(row.scenario.folder))
    return [Folder(path, tuple(inside)) for path, inside in groupby(ordered, lambda row: row.scenario.folder)]


def _first_steps(request: HttpRequest) -> FirstSteps | None:
    """For whoever may draw and has not published anything of their own yet, or asks for them."""
    user = request.user
    if not isinstance(user, User) or not may(user, "scenario.create"):
        return None
    made = AuditEntry.objects.filter(author=user, action__in=("created", "imported"))
    own = visible_scenarios(user).filter(audit__in=made, archived_at=None)
    published = own.filter(published__isnull=False).first()
    is_wanted = "first_steps" in request.GET
    if not is_wanted and (published is not None or _STEPS_COOKIE in request.COOKIES):
        return None
    called = published or own.first() or visible_scenarios(user).filter(is_main=True).first()
    keys = "" if called is None else _first_keys(called)
    return FirstSteps(own.exists(), published is not None, _walking(called, keys), keys)


def _first_keys(scenario: Scenario) -> str:
    """The first choice of its first voice menu, or "" when it has none."""
    sound = read_document(current_document(scenario)).sound
    if sound is None:
        return ""
    placed = Drawing(sound, NamesOffline(), settings.CALLWRIGHT.region).nodes.values()
    menus = [node.params for node in placed if node.type == "voice_menu" and node.params is not None]
    return next((option.keys for menu in menus for option in menu.options), "")


def _walking(scenario: Scenario | None, keys: str) -> str:
    """The command that walks it: by the number that callers dial, since a scenario may ask for it."""
    name = scenario.name if scenario else say("ИМЯ", "NAME")
    numbers = [] if scenario is None else scenario.routes.values_list("number", flat=True)
    number = next((number for number in numbers if not is_mask(number)), None)
    called = f" --called {shlex.quote(number)}" if number else ""
    pressed = f" --keys {shlex.quote(keys)}" if keys else ""
    return f".venv/bin/python manage.py call {shlex.quote(name)}{called}{pressed}"
