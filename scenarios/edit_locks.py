"""The edit lock: who is drawing a scenario right now, seen by everybody else who opens it.

It is a sign on the door and no bolt: a save is decided by the draft's number. A window that stops saying that
it is there, because it crashed or lost its network, loses the lock by itself. Every change is one statement,
so that two windows asking at once, of two web processes even, cannot both get it.
"""

from datetime import timedelta
from typing import Final

from django.contrib.auth.models import User
from django.db.models import F, Q
from django.utils import timezone

from scenarios.errors import LockHeld, LockLost
from scenarios.models import EditLock, Scenario

LEASE: Final = timedelta(seconds=30)
"""How long a lock holds after it was last renewed; a page renews it every 10 s."""


def lock_of(scenario: Scenario) -> EditLock | None:
    """The lock, None when nobody has it."""
    alive = EditLock.objects.filter(scenario=scenario, renewed_at__gte=timezone.now() - LEASE)
    return alive.select_related("user").first()


def take_lock(scenario: Scenario, *, holder: str, user: User, take_over: bool = False) -> EditLock:
    """Take or renew the lock for a window of this person; with `take_over` also from somebody else.

    Raises LockLost when the last to have it was this window, LockHeld when somebody else has it.
    """
    now = timezone.now()
    new, is_new = EditLock.objects.get_or_create(
        scenario=scenario, defaults={"user": user, "holder": holder, "since": now, "renewed_at": now}
    )
    if is_new:
        return new
    kept = EditLock.objects.filter(scenario=scenario)
    own = Q(holder=holder, user=user)
    free = ~own if take_over else ~own & Q(renewed_at__lt=now - LEASE)
    if not kept.filter(own).update(renewed_at=now):
        kept.filter(free).update(user=user, holder=holder, since=now, renewed_at=now, taken_from=F("holder"))
    lock = kept.select_related("user").first()
    if lock is None:  # Given up at this very moment.
        return take_lock(scenario, holder=holder, user=user, take_over=take_over)
    if (lock.holder, lock.user_id) != (holder, user.pk):
        refusal = LockLost if lock.taken_from == holder else LockHeld
        raise refusal(lock.user.get_username(), lock.since)
    return lock


def give_up_lock(scenario: Scenario, *, holder: str, user: User) -> None:
    """Free the lock if this window has it."""
    EditLock.objects.filter(scenario=scenario, holder=holder, user=user).delete()
