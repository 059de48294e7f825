"""Routes: which scenario the calls to a number enter."""

from typing import Annotated

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status
from pydantic import Field

from designer.api.problem import Shown, Taken, answers
from designer.api.scenarios import Key, author, permitted
from designer.led_numbers import led
from scenarios.arrival import Asked, arrivals
from scenarios.models import DESCRIPTION_CHARS_MAX, Route
from scenarios.roles import require, visible_scenarios
from scenarios.routes import remove_route, routes

router = Router(tags=["routes"])
Number = Annotated[str, Field(min_length=1, max_length=64)]
Trunk = Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x1f]*$")]

Description = Annotated[str, Field(max_length=DESCRIPTION_CHARS_MAX, pattern=r"^[^\x00-\x1f]*$")]


class ShownRoute(Shown):
    """A number or mask, of one trunk or ("") of any, and the scenario that its calls enter."""

    id: int
    number: str
    trunk: str
    description: str
    scenario: str
    scenario_id: int


class NewRoute(Taken):
    """Where a number is to lead; with `move` also when it leads elsewhere now. `description` says what the
    number is for; null leaves what is stored.
    """

    number: Number
    trunk: Trunk = ""
    description: Description | None = None
    scenario_id: Key
    move: bool = False


class CallTo(Taken):
    """A call that might come in."""

    called: Number
    trunk: Trunk = ""


class Destination(Shown):
    """The scenario that takes a call; `is_main`: only because no route does. Null when nobody takes it, or
    (`is_hidden`) one that this person does not get to see.
    """

    scenario: str | None
    is_main: bool
    is_hidden: bool


@router.get("/routes", response=answers(list[ShownRoute]), operation_id="route_list", summary="All routes")
def route_list(request: HttpRequest) -> list[ShownRoute]:
    """The routes into scenarios that this person may see."""
    require(request.user, "route.view")
    return [_shown(route) for route in routes().filter(scenario__in=visible_scenarios(request.user))]


@router.post(
    "/routes", response=answers(ShownRoute, 404, 409), operation_id="route_set", summary="Set a route"
)
def route_set(request: HttpRequest, new: NewRoute) -> ShownRoute:
    """Lead a number into a scenario; 409 when it leads elsewhere and is not to move."""
    scenario = permitted(request, "route.edit", new.scenario_id)
    route = led(
        new.number,
        scenario,
        author=author(request),
        trunk=new.trunk,
        description=new.description,
        move=new.move,
    )
    return _shown(route)


@router.delete(
    "/routes/{key}",
    response=answers(None, 404, status=204),
    operation_id="route_remove",
    summary="Remove a route",
)
def route_remove(request: HttpRequest, key: Key) -> Status[None]:
    """Let its calls take the next most exact route, or enter the main scenario."""
    require(request.user, "route.edit")
    route = get_object_or_404(routes(), pk=key)
    require(request.user, "route.edit", route)
    remove_route(route, author=author(request))
    return Status(204, None)


@router.get(
    "/destination", response=answers(Destination), operation_id="route_find", summary="Who takes a call"
)
def route_find(request: HttpRequest, asked: Query[CallTo]) -> Destination:
    """Which scenario a call to this number enters; the most exact route wins."""
    require(request.user, "route.view")
    (found,) = arrivals([Asked(asked.called, asked.trunk)])
    is_seen = visible_scenarios(request.user).filter(name=found.scenario).exists()
    return Destination(
        scenario=found.scenario if is_seen else None,
        is_main=found.is_main,
        is_hidden=found.scenario is not None and not is_seen,
    )


def _shown(route: Route) -> ShownRoute:
    return ShownRoute(
        id=route.pk,
        number=route.number,
        trunk=route.trunk,
        description=route.description,
        scenario=route.scenario.name,
        scenario_id=route.scenario_id,
    )
