"""Leading a number into a scenario, for whoever may: the API and the pages ask the same."""

from collections.abc import Iterator

from django.contrib.auth.models import User

from runtime.wording import Wording
from scenarios.arrival import Asked, arrivals
from scenarios.errors import RouteConflict, RouteRefused
from scenarios.models import Route, Scenario
from scenarios.roles import is_restricted, require, visible_scenarios
from scenarios.routes import is_mask, set_route


def led(
    number: str,
    scenario: Scenario,
    *,
    author: User,
    trunk: str = "",
    description: str | None = None,
    move: bool = False,
) -> Route:
    """The route, which leads there now. Whoever moves a number has to have a say in where it led before, and
    in every scenario that loses calls to the new route.

    Raises RouteConflict, RouteRefused as `set_route` does; PermissionDenied.
    """
    require(author, "route.edit", scenario)
    if is_restricted(author):
        if is_mask(number):
            raise RouteRefused(
                "number",
                Wording(
                    "маска забирает звонки и у других сценариев: её задаёт тот, кто видит все",
                    "a mask takes calls from other scenarios, too: it is for those who see them all",
                ),
            )
        for loser in _losers(number, trunk.strip()):
            require(author, "route.edit", loser)
    try:
        return set_route(number, scenario, author=author, trunk=trunk, description=description)
    except RouteConflict as conflict:
        if not move:
            raise _as_seen_by(author, conflict) from None
        require(author, "route.edit", conflict.leads_to)
    return set_route(number, scenario, author=author, trunk=trunk, description=description, move=True)


def _as_seen_by(author: User, conflict: RouteConflict) -> RouteConflict:
    """Without the name of a scenario that is not theirs to see."""
    if visible_scenarios(author).filter(name=conflict.leads_to).exists():
        return conflict
    return RouteConflict(conflict.number, conflict.trunk, "")


def _losers(number: str, trunk: str) -> Iterator[str]:
    """The scenarios whose routes are less exact than one of this number and take its calls now."""
    named = Route.objects.exclude(trunk="").values_list("trunk", flat=True).distinct()
    trunks = (trunk,) if trunk else ("", *named)
    for arrival in arrivals(Asked(number, one) for one in trunks):
        for row in arrival.routes[:1]:
            if is_mask(row.number) or (trunk and not row.trunk):
                yield row.scenario
