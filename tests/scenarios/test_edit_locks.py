"""The edit lock when windows ask at the same moment. On both databases."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from scenarios.drafts import create
from scenarios.edit_locks import LEASE, lock_of, take_lock
from scenarios.errors import LockHeld
from scenarios.models import EditLock, Scenario
from tests.scenarios.documents import document

WINDOWS = 6


@pytest.fixture
def scenario(store: str) -> Scenario:
    return create("проба", author=None, document=document())


def asked_at_once(scenario: Scenario, *, take_over: bool) -> list[str]:
    """The windows that were told that they have the lock; each is of another person."""
    people = [User.objects.create_user(f"person{number}") for number in range(WINDOWS)]
    together = threading.Barrier(WINDOWS)
    told: list[str] = []

    def ask(person: User) -> None:
        together.wait(timeout=10)
        try:
            lock = take_lock(scenario, holder=person.username, user=person, take_over=take_over)
            told.append(lock.holder)
        except LockHeld:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return told


def test_one_of_many_gets_a_lock_that_nobody_has(scenario: Scenario) -> None:
    told = asked_at_once(scenario, take_over=False)
    lock = lock_of(scenario)
    assert lock is not None
    assert told == [lock.holder]


def test_one_of_many_gets_a_lock_that_ran_out(scenario: Scenario) -> None:
    gone = User.objects.create_user("gone")
    take_lock(scenario, holder="gone-window", user=gone)
    EditLock.objects.update(renewed_at=timezone.now() - LEASE - timedelta(seconds=1))
    told = asked_at_once(scenario, take_over=False)
    lock = EditLock.objects.get()
    assert told == [lock.holder]
    assert lock.taken_from == "gone-window"


def test_when_many_take_over_it_is_one_of_them_who_has_it(scenario: Scenario) -> None:
    told = asked_at_once(scenario, take_over=True)
    lock = lock_of(scenario)
    assert lock is not None
    assert lock.holder in told
