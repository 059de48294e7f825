"""The way in and out: who is logged in, and the token that changes must carry."""

from typing import Annotated, Final, Literal

from django.contrib.auth import login, logout
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.translation import get_language
from ninja import Router, Status
from ninja.security import APIKeyCookie
from pydantic import Field

from designer.api.problem import ApiProblem, Shown, Taken, answers, problem
from designer.entrance import NOT_LET_IN, TOO_MANY_ATTEMPTS, WAIT, EntranceForm
from scenarios.roles import PERMISSIONS, Role, may, require, role_of

router = Router(tags=["session"])


class OpenToAll(APIKeyCookie):
    """Lets everybody in, whoever it is; a change still needs the token that only our own pages can read."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> User | AnonymousUser:
        """The user, or the anonymous one."""
        return request.user


open_to_all: Final = OpenToAll()


class Me(Shown):
    """The person who is logged in, with everything that their role may do; without a role that is nothing."""

    id: int
    name: str
    role: Role | None
    actions: list[str]


class Session(Shown):
    """`csrf_token` goes into the header X-CSRFToken of every request that changes something."""

    user: Me | None
    csrf_token: str
    language: Literal["ru", "en"]


class Entrance(Taken):
    """Name and password."""

    name: Annotated[str, Field(max_length=150)]
    password: Annotated[str, Field(max_length=4096)]


@router.get(
    "/session", auth=open_to_all, response=answers(Session), operation_id="session_read", summary="Session"
)
def session_read(request: HttpRequest) -> Session:
    """Who is logged in, if anybody, and the token for changes."""
    return _session(request)


@router.post(
    "/session",
    auth=open_to_all,
    response=answers(Session, 429),
    operation_id="session_open",
    summary="Log in",
)
def session_open(request: HttpRequest, entrance: Entrance) -> Session:
    """Log in; 401 for a wrong name or password, 429 after too many of them."""
    form = EntranceForm(request, data={"username": entrance.name, "password": entrance.password})
    if not form.is_valid():
        if form.has_error("__all__", TOO_MANY_ATTEMPTS):
            raise ApiProblem(429, problem("too_many_attempts", WAIT))
        raise ApiProblem(401, problem("wrong_password", NOT_LET_IN))
    login(request, form.get_user())
    return _session(request)


@router.delete(
    "/session",
    response=answers(None, status=204),
    operation_id="session_close",
    summary="Log out",
)
def session_close(request: HttpRequest) -> Status[None]:
    """Log out."""
    require(request.user, "account.own")
    logout(request)
    return Status(204, None)


def _session(request: HttpRequest) -> Session:
    user = request.user
    role = role_of(user)
    actions = [action for action in PERMISSIONS if role is not None and may(user, action)]
    me = None
    if isinstance(user, User):
        me = Me(id=user.pk, name=user.get_username(), role=role, actions=actions)
    language = "ru" if (get_language() or "").startswith("ru") else "en"
    return Session(user=me, csrf_token=get_token(request), language=language)
