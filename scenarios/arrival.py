"""What happens to a call that comes in to some number: which routes it fits, and where it goes."""

from dataclasses import dataclass

from django.conf import settings

from scenarios.models import Route, Scenario
from scenarios.routes import RouteRow, RouteTable


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a call goes and why."""

    routes: tuple[RouteRow, ...]
    """Those that fit, the most exact first: only that one counts."""
    scenario: str | None
    """None: nobody takes the call."""
    is_main: bool
    """The main scenario takes it, as no route leads it into a published one."""


def arrival(called: str, trunk: str) -> Arrival:
    """What a call to this number, by this trunk ("" for one that no route names), meets now."""
    rows = (RouteRow(*row) for row in Route.objects.values_list("number", "trunk", "scenario__name"))
    fitting = tuple(RouteTable(rows, settings.CALLWRIGHT.region).rows_for(called, trunk))
    published = set(Scenario.objects.with_published().values_list("name", flat=True))
    if fitting and fitting[0].scenario in published:
        return Arrival(fitting, fitting[0].scenario, is_main=False)
    main = Scenario.objects.filter(is_main=True).first()
    return Arrival(fitting, main.name if main else None, is_main=main is not None)
