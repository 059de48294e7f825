"""What happens to a call that comes in to some number: which routes it fits, and where it goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from scenarios.models import Route, Scenario
from scenarios.routes import RouteRow, RouteTable


class Asked(NamedTuple):
    """A call that might come in; `trunk` "" is one that no route names."""

    called: str
    trunk: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a call goes and why."""

    routes: tuple[RouteRow, ...]
    """Those that fit, the most exact first: only that one counts."""
    scenario: str | None
    """None: nobody takes the call."""
    is_main: bool
    """The main scenario takes it, as no route leads it into a published one."""


def of_the_rest() -> Arrival:
    """What every call meets that fits no other route: a route for any number, or the main scenario."""
    # Only a mask of `*` and at most one `?` fits whatever number there is, and a number of one sign.
    any_number = Route.objects.filter(number__regex=r"^\**[*?]\**$")
    return _arrivals([Asked("0", "")], any_number)[0]


def arrivals(asked: Iterable[Asked]) -> list[Arrival]:
    """What each of these calls meets now, in their order."""
    return _arrivals(asked, Route.objects.all())


def _arrivals(asked: Iterable[Asked], routes: QuerySet[Route]) -> list[Arrival]:
    rows = (RouteRow(*row) for row in routes.values_list("number", "trunk", "scenario__name"))
    table = RouteTable(rows, settings.CALLWRIGHT.region)
    published = Scenario.objects.with_published().values_list("name", "is_main")
    names = {name for name, _ in published}
    main = next((name for name, is_main in published if is_main), None)
    found = []
    for call in asked:
        fitting = tuple(table.rows_for(call.called, call.trunk))
        if fitting and fitting[0].scenario in names:
            found.append(Arrival(fitting, fitting[0].scenario, is_main=False))
        else:
            found.append(Arrival(fitting, main, is_main=main is not None))
    return found
