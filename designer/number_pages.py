"""The numbers of the installation: which leads where, what a call would meet, who has no place yet."""

from collections import Counter
from dataclasses import dataclass
from typing import Final, cast

from django.contrib.auth.models import User
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from designer.number_form import NumberForm
from designer.sent_forms import sent_from
from designer.telling import tell, told
from runtime.wording import Wording
from scenarios.arrival import Arrival, Asked, arrivals, of_the_rest
from scenarios.errors import RouteRefused
from scenarios.history.reading import newest_calls
from scenarios.models import Route, Scenario
from scenarios.reading_order import main_first
from scenarios.roles import may, require, visible_scenarios
from scenarios.routes import exactness, is_mask, remove_route, routes

CALLS_LOOKED_AT: Final = 500
_UNROUTED_MAX: Final = 20
_CALLED_CHARS_MAX: Final = 64


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One route of the page."""

    route: Route
    is_mask: bool
    is_changed: bool
    """Its form is on the page: in every row, the scenarios to choose from would make it very long."""

    @property
    def takes_calls(self) -> bool:
        """Its scenario is published; else its calls enter the main one."""
        return self.route.scenario.published_id is not None


@dataclass(frozen=True, slots=True)
class Unrouted:
    """A number that was called lately and that no route names."""

    called: str
    trunk: str
    calls: int


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The routes, the most exact first; with `?called=` also what a call to this number meets, and with
    `?change=` the form of this route.
    """
    return _listed(request, NumberForm(request.GET.get("number", ""), request.GET.get("of_trunk", "")))


@sent_from("numbers")
def number_set(request: HttpRequest) -> HttpResponse:
    """Lead a number into a scenario; one that leads elsewhere is moved only when that was confirmed. What is
    refused comes back as it was typed.
    """
    form = NumberForm.sent(request.POST)
    scenario = get_object_or_404(visible_scenarios(request.user), pk=form.scenario)
    try:
        route = form.lead_into(scenario, author=cast(User, request.user))
    except RouteRefused as refused:
        return _listed(request, form.refused(refused))
    said = Wording(
        f"Звонки на {route.number} попадают в «{scenario.name}»",
        f"Calls to {route.number} enter “{scenario.name}”",
    )
    tell(request, said)
    return redirect("numbers")


def _listed(request: HttpRequest, form: NumberForm) -> HttpResponse:
    seen = visible_scenarios(request.user)
    called = request.GET.get("called", "").strip()[:_CALLED_CHARS_MAX]
    trunk = request.GET.get("trunk", "").strip()
    shown = sorted(routes().filter(scenario__in=seen), key=exactness)
    changed = request.GET.get("change", "")
    context = {
        "rows": [NumberRow(route, is_mask(route.number), str(route.pk) == changed) for route in shown],
        "rest": of_the_rest(),
        "main": Scenario.objects.filter(is_main=True).first(),
        "scenarios": _open_scenarios(request),
        "seen": {scenario.name: scenario.pk for scenario in seen},
        "called": called,
        "trunk": trunk,
        "arrival": arrivals([Asked(called, trunk)])[0] if called else None,
        "unrouted": _unrouted(request),
        "calls_looked_at": CALLS_LOOKED_AT,
        "form": form,
    }
    return render(request, "numbers.html", context, status=422 if form.refusal else 200)


@require_POST
def number_remove(request: HttpRequest, route: int) -> HttpResponse:
    """Remove a route, whatever scenario it leads into."""
    seen = visible_scenarios(request.user)
    found = get_object_or_404(routes().filter(scenario__in=seen), pk=route)
    require(request.user, "route.edit", found)

    def change(author: User) -> Wording:
        remove_route(found, author=author)
        return Wording(f"Маршрут номера {found.number} убран", f"The route of {found.number} is removed")

    told(request, change)
    return redirect("numbers")


def _open_scenarios(request: HttpRequest) -> list[Scenario]:
    """Those that a number may be led into."""
    seen = sorted(visible_scenarios(request.user).filter(archived_at=None).defer("draft"), key=main_first)
    return [scenario for scenario in seen if may(request.user, "route.edit", scenario)]


def _unrouted(request: HttpRequest) -> list[Unrouted] | None:
    """Numbers that real calls came to and no route names, those called most first; None while the history
    is away.
    """
    try:
        calls = newest_calls(CALLS_LOOKED_AT)
    except DatabaseError:
        return None
    names = {str(facts.get("scenario") or "") for facts in calls}
    seen = {name for name in names if may(request.user, "call.view", name)}
    counted = Counter(
        Asked(str(facts.get("called") or ""), str(facts.get("trunk") or ""))
        for facts in calls
        if str(facts.get("scenario") or "") in seen
    )
    counted.pop(Asked("", ""), None)
    asked = list(counted)
    found: list[tuple[Asked, Arrival]] = list(zip(asked, arrivals(asked), strict=True))
    unrouted = [Unrouted(*call, counted[call]) for call, meets in found if call.called and not meets.routes]
    return sorted(unrouted, key=lambda row: (-row.calls, row.called, row.trunk))[:_UNROUTED_MAX]
