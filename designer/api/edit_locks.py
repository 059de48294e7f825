"""The edit lock of a scenario: seen, taken, renewed, taken over, given up."""

from datetime import datetime
from typing import Annotated

from django.contrib.auth.models import User
from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from designer.api.problem import Problem, Shown, Taken, answers, problem
from designer.api.scenarios import Key, author, permitted
from scenarios.edit_locks import give_up_lock, lock_of, take_lock
from scenarios.errors import LockHeld
from scenarios.models import EditLock

router = Router(tags=["drafts"])
Holder = Annotated[str, Field(pattern="^[A-Za-z0-9_-]{8,64}$")]
"""What a window calls itself: random, and the same after a reload."""


class ShownLock(Shown):
    """Who is drawing; `owner` is null when nobody is. `is_mine`: this very window has it; `is_same_person`:
    this person has it in another one.
    """

    owner: str | None = None
    since: datetime | None = None
    is_mine: bool = False
    is_same_person: bool = False


class LockProblem(Problem):
    """Why the lock was not given, and who has it."""

    lock: ShownLock


class Window(Taken):
    """The window that asks."""

    holder: Holder


class LockWish(Window):
    """`take_over`: also from somebody else, who is told at the next renewal."""

    take_over: bool = False


@router.get(
    "/scenarios/{key}/lock", response=answers(ShownLock, 404), operation_id="lock_read", summary="Who edits"
)
def lock_read(request: HttpRequest, key: Key, window: Query[Window]) -> ShownLock:
    """Who is drawing this scenario now."""
    return _shown(lock_of(permitted(request, "scenario.view", key)), window.holder, author(request))


@router.post(
    "/scenarios/{key}/lock",
    response=answers(ShownLock, 404, s409=LockProblem),
    operation_id="lock_take",
    summary="Take or renew",
)
def lock_take(request: HttpRequest, key: Key, wish: LockWish) -> ShownLock:
    """Take the lock or renew it, every 10 s: it is free 30 s after the last time. 409 `lock_held` while
    somebody else has it, `lock_lost` when they took it over from this window.
    """
    scenario, user = permitted(request, "scenario.edit", key), author(request)
    lock = take_lock(scenario, holder=wish.holder, user=user, take_over=wish.take_over)
    return _shown(lock, wish.holder, user)


@router.delete(
    "/scenarios/{key}/lock",
    response=answers(None, 404, status=204),
    operation_id="lock_give_up",
    summary="Give up",
)
def lock_give_up(request: HttpRequest, key: Key, window: Query[Window]) -> Status[None]:
    """Free the lock; somebody else's stays."""
    give_up_lock(permitted(request, "scenario.edit", key), holder=window.holder, user=author(request))
    return Status(204, None)


def lock_problem(error: LockHeld, asker: User) -> LockProblem:
    """What is told to whoever did not get it."""
    told = problem(error.code, error.message)
    lock = ShownLock(owner=error.owner, since=error.since, is_same_person=error.owner == asker.get_username())
    return LockProblem(code=told.code, message=told.message, lock=lock)


def _shown(lock: EditLock | None, holder: str, asker: User) -> ShownLock:
    if lock is None:
        return ShownLock()
    is_same_person = lock.user_id == asker.pk
    is_mine = is_same_person and lock.holder == holder
    return ShownLock(
        owner=lock.user.get_username(),
        since=lock.since,
        is_mine=is_mine,
        is_same_person=is_same_person and not is_mine,
    )
