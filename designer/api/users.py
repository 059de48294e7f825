"""People: invited, given a role, let in or not; and the invitation itself, for whoever holds its link."""

from datetime import datetime
from typing import Annotated

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router
from pydantic import Field

from designer.api.problem import ApiProblem, Shown, Taken, answers, problem
from designer.api.scenarios import Key, author
from designer.api.session import open_to_all
from designer.invitation_address import invitation_address
from runtime.wording import Wording
from scenarios.invitation_letter import write_invitation
from scenarios.models import Invitation, Scenario
from scenarios.people import accept, invite, invite_again, invited, people, set_role, switch_off, switch_on
from scenarios.roles import Role, require

router = Router(tags=["users"])
Token = Annotated[str, Field(min_length=1, max_length=100)]


class ShownUser(Shown):
    """An account. `only` are the scenarios that it is restricted to, null when to none in particular;
    `invited_until` says how long its open invitation can be used.
    """

    id: int
    name: str
    email: str
    role: Role | None
    only: list[int] | None
    is_active: bool
    has_password: bool
    invited_until: datetime | None
    last_login: datetime | None


class GivenRole(Taken):
    """A role, restricted to the scenarios `only` or, with null, not at all."""

    role: Role
    only: Annotated[list[Key], Field(max_length=1_000)] | None = None


class NewUser(GivenRole):
    """A person to invite."""

    name: Annotated[str, Field(min_length=1, max_length=150)]
    email: Annotated[str, Field(max_length=254)] = ""


class Invited(Shown):
    """The person, and the token of the invitation, told here only; whether a letter brings it too."""

    user: ShownUser
    token: str
    is_mailed: bool


class HeldInvitation(Taken):
    """What stands in the link."""

    token: Token


class AcceptedInvitation(HeldInvitation):
    """The password to set."""

    password: Annotated[str, Field(max_length=4_096)]


class Invitee(Shown):
    """Whose invitation it is."""

    name: str


@router.get("/users", response=answers(list[ShownUser]), operation_id="user_list", summary="All accounts")
def user_list(request: HttpRequest) -> list[ShownUser]:
    """All accounts by name."""
    require(request.user, "user.view")
    return [_shown(user) for user in people()]


@router.post("/users", response=answers(Invited, 404, 409), operation_id="user_invite", summary="Invite")
def user_invite(request: HttpRequest, new: NewUser) -> Invited:
    """Make an account without a password, and the invitation that sets one; 409 when the name is taken."""
    require(request.user, "user.edit")
    with transaction.atomic():
        user, token = invite(
            new.name, new.role, author=author(request), email=new.email, only=_scenarios(new.only)
        )
        is_mailed = write_invitation(user, invitation_address(request))
    return Invited(user=_shown_again(user), token=token, is_mailed=is_mailed)


@router.post(
    "/users/{key}/invite",
    response=answers(Invited, 404, 409),
    operation_id="user_invite_again",
    summary="Invite again",
)
def user_invite_again(request: HttpRequest, key: Key) -> Invited:
    """A new invitation in place of a lost one, or for a forgotten password."""
    user = _permitted(request, key)
    with transaction.atomic():
        token = invite_again(user, author=author(request))
        is_mailed = write_invitation(user, invitation_address(request))
    return Invited(user=_shown_again(user), token=token, is_mailed=is_mailed)


@router.post(
    "/users/{key}/role",
    response=answers(ShownUser, 404, 409),
    operation_id="user_set_role",
    summary="Give a role",
)
def user_set_role(request: HttpRequest, key: Key, given: GivenRole) -> ShownUser:
    """Give another role; 409 for the last administrator."""
    user = _permitted(request, key)
    set_role(user, given.role, author=author(request), only=_scenarios(given.only))
    return _shown_again(user)


@router.post(
    "/users/{key}/switch_off",
    response=answers(ShownUser, 404, 409),
    operation_id="user_switch_off",
    summary="Close the account",
)
def user_switch_off(request: HttpRequest, key: Key) -> ShownUser:
    """Let nobody use the account from now on; 409 for the last administrator."""
    user = _permitted(request, key)
    switch_off(user, author=author(request))
    return _shown_again(user)


@router.post(
    "/users/{key}/switch_on",
    response=answers(ShownUser, 404),
    operation_id="user_switch_on",
    summary="Open the account again",
)
def user_switch_on(request: HttpRequest, key: Key) -> ShownUser:
    """Let the account be used again."""
    user = _permitted(request, key)
    switch_on(user, author=author(request))
    return _shown_again(user)


@router.post(
    "/invitation",
    auth=open_to_all,
    response=answers(Invitee, 404),
    operation_id="invitation_read",
    summary="Whose it is",
)
def invitation_read(request: HttpRequest, held: HeldInvitation) -> Invitee:
    """For whoever holds the link; 404 when it was used, replaced or is too old."""
    user = invited(held.token)
    if user is None:
        said = Wording(
            "приглашение уже использовано или устарело", "the invitation has been used or is too old"
        )
        raise ApiProblem(404, problem("not_found", said))
    return Invitee(name=user.get_username())


@router.post(
    "/invitation/accept",
    auth=open_to_all,
    response=answers(Invitee, 404, 409),
    operation_id="invitation_accept",
    summary="Set the password",
)
def invitation_accept(request: HttpRequest, accepted: AcceptedInvitation) -> Invitee:
    """Set the account's password, once; 409 for a weak one."""
    return Invitee(name=accept(accepted.token, accepted.password).get_username())


def _permitted(request: HttpRequest, key: int) -> User:
    require(request.user, "user.edit")
    return get_object_or_404(User, pk=key)


def _scenarios(keys: list[int] | None) -> list[Scenario] | None:
    """The scenarios of these ids; ApiProblem 404 when one is not there."""
    if keys is None:
        return None
    found = list(Scenario.objects.filter(pk__in=keys))
    if len(found) < len(set(keys)):
        said = Wording("такого сценария нет", "there is no such scenario")
        raise ApiProblem(404, problem("not_found", said, param="only"))
    return found


def _shown(user: User) -> ShownUser:
    row = getattr(user, "callwright", None)
    invitation: Invitation | None = getattr(user, "invitation", None)
    is_restricted = row is not None and row.is_restricted
    return ShownUser(
        id=user.pk,
        name=user.get_username(),
        email=user.email,
        role="admin" if user.is_superuser else row.role if row is not None else None,
        only=sorted(row.only.values_list("pk", flat=True)) if row is not None and is_restricted else None,
        is_active=user.is_active,
        has_password=user.has_usable_password() and bool(user.password),
        invited_until=invitation.expires_at if invitation else None,
        last_login=user.last_login,
    )


def _shown_again(user: User) -> ShownUser:
    return _shown(people().get(pk=user.pk))
