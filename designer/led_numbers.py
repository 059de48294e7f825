"""Leading a number into a scenario, for whoever may: the API and the pages ask the same."""

from django.contrib.auth.models import User

from scenarios.errors import RouteConflict
from scenarios.models import Route, Scenario
from scenarios.roles import require
from scenarios.routes import set_route


def led(number: str, scenario: Scenario, *, author: User, trunk: str = "", move: bool = False) -> Route:
    """The route, which leads there now. Whoever moves a number has to have a say in where it led before.

    Raises RouteConflict, Refused as `set_route` does; PermissionDenied.
    """
    require(author, "route.edit", scenario)
    try:
        return set_route(number, scenario, author=author, trunk=trunk)
    except RouteConflict as conflict:
        if not move:
            raise
        require(author, "route.edit", conflict.leads_to)
    return set_route(number, scenario, author=author, trunk=trunk, move=True)
