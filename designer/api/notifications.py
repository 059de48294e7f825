"""Notifications of calls to the person who is logged in."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from designer.api.problem import Shown, Taken, answers
from designer.api.scenarios import author
from scenarios.live.notification_store import addressed_to, mark_seen, unseen
from scenarios.roles import require, role_of, visible_scenarios

router = Router(tags=["notifications"])


class ShownNotification(Shown):
    """A notification, named by its call and the number of the event in it; above 1, `count` is of how many it
    is the last. It stands on a screen for `ttl_s` seconds, with 0 until it is seen.
    """

    call: str
    seq: int
    scenario: str
    node: str
    text: str
    level: str
    ttl_s: float
    group: str
    at: str
    count: int


class SeenNotification(Taken):
    """Names a notification."""

    call: Annotated[str, Field(min_length=1, max_length=100)]
    seq: Annotated[int, Field(ge=0, le=2**31 - 1)]


class SeenNotifications(Taken):
    """What a person has looked at."""

    notifications: Annotated[list[SeenNotification], Field(max_length=500)]


@router.get(
    "/notifications",
    response=answers(list[ShownNotification]),
    operation_id="notification_list",
    summary="Those not seen yet",
)
def notification_list(request: HttpRequest) -> list[ShownNotification]:
    """What was addressed to this person, to the role, or to those who watch a scenario, in the last week."""
    require(request.user, "notification.view")
    user = author(request)
    names = list(visible_scenarios(user).values_list("name", flat=True))
    recipients = addressed_to(user.get_username(), role_of(user) or "", names)
    return [ShownNotification.model_validate(notice) for notice in unseen(user, recipients)]


@router.post(
    "/notifications/seen",
    response=answers(None, status=204),
    operation_id="notification_seen",
    summary="Mark as seen",
)
def notification_seen(request: HttpRequest, seen: SeenNotifications) -> Status[None]:
    """Show these no more to this person, wherever else the person is logged in."""
    require(request.user, "notification.view")
    mark_seen(author(request), [(one.call, one.seq) for one in seen.notifications])
    return Status(204, None)
