"""The edit lock: one window has it, others see whose it is, and nobody waits for one that is gone."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone

from scenarios.edit_locks import LEASE
from scenarios.models import EditLock, Scenario
from tests.designer.api.conftest import Ask


@pytest.fixture
def lock(scenario: Scenario) -> str:
    return f"/scenarios/{scenario.pk}/lock"


def take(ask: Ask, lock: str, who: str, window: str, **wish: Any) -> HttpResponse:
    return ask(who, "POST", lock, {"holder": window, **wish})


def let_pass(seconds: float) -> None:
    """As if the lock had been renewed so long ago."""
    EditLock.objects.update(renewed_at=timezone.now() - timedelta(seconds=seconds))


def test_the_first_window_gets_it_and_everybody_sees_whose_it_is(ask: Ask, lock: str) -> None:
    nobody = {"owner": None, "since": None, "is_mine": False, "is_same_person": False}
    assert ask("supervisor", "GET", f"{lock}?holder=window-9").json() == nobody
    taken = take(ask, lock, "integrator", "window-1").json()
    assert (taken["owner"], taken["is_mine"]) == ("integrator", True)
    seen = ask("supervisor", "GET", f"{lock}?holder=window-9").json()
    assert seen == {**taken, "is_mine": False}


def test_a_second_person_is_told_who_edits(ask: Ask, lock: str) -> None:
    since = take(ask, lock, "integrator", "window-1").json()["since"]
    answer = take(ask, lock, "admin", "window-2")
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "lock_held")
    assert problem["lock"] == {
        "owner": "integrator",
        "since": since,
        "is_mine": False,
        "is_same_person": False,
    }
    assert "integrator" in problem["message"]["ru"]


def test_a_second_window_of_the_same_person_is_another_one(ask: Ask, lock: str) -> None:
    take(ask, lock, "integrator", "window-1")
    problem = take(ask, lock, "integrator", "window-2").json()
    assert problem["lock"]["is_same_person"]
    assert ask("integrator", "GET", f"{lock}?holder=window-2").json()["is_same_person"]


def test_a_name_of_somebody_elses_window_opens_nothing(ask: Ask, lock: str) -> None:
    take(ask, lock, "integrator", "window-1")
    assert take(ask, lock, "admin", "window-1").status_code == 409
    assert not ask("admin", "GET", f"{lock}?holder=window-1").json()["is_mine"]


def test_a_renewed_lock_holds_and_keeps_its_beginning(ask: Ask, lock: str) -> None:
    since = take(ask, lock, "integrator", "window-1").json()["since"]
    let_pass(LEASE.total_seconds() - 5)
    assert take(ask, lock, "integrator", "window-1").json()["since"] == since
    assert EditLock.objects.get().renewed_at > timezone.now() - timedelta(seconds=5)


def test_a_window_that_is_gone_holds_nobody_up(ask: Ask, lock: str) -> None:
    take(ask, lock, "integrator", "window-1")
    let_pass(LEASE.total_seconds() + 1)
    assert ask("admin", "GET", f"{lock}?holder=window-2").json()["owner"] is None
    assert take(ask, lock, "admin", "window-2").json()["is_mine"]


def test_whoever_it_was_taken_from_is_told_and_may_take_it_back(ask: Ask, lock: str) -> None:
    take(ask, lock, "integrator", "window-1")
    assert take(ask, lock, "admin", "window-2", take_over=True).json()["owner"] == "admin"
    problem = take(ask, lock, "integrator", "window-1").json()
    assert (problem["code"], problem["lock"]["owner"]) == ("lock_lost", "admin")
    assert take(ask, lock, "integrator", "window-1", take_over=True).json()["is_mine"]
    assert take(ask, lock, "admin", "window-2").json()["code"] == "lock_lost"


def test_a_window_that_slept_gets_its_lock_again_when_nobody_wanted_it(ask: Ask, lock: str) -> None:
    take(ask, lock, "integrator", "window-1")
    let_pass(3600)
    assert take(ask, lock, "integrator", "window-1").json()["is_mine"]


def test_only_ones_own_lock_is_given_up(ask: Ask, lock: str) -> None:
    take(ask, lock, "integrator", "window-1")
    assert ask("admin", "DELETE", f"{lock}?holder=window-1").status_code == 204
    assert ask("integrator", "DELETE", f"{lock}?holder=window-2").status_code == 204
    assert EditLock.objects.count() == 1
    assert ask("integrator", "DELETE", f"{lock}?holder=window-1").status_code == 204
    assert take(ask, lock, "admin", "window-2").status_code == 200


def test_the_lock_keeps_nobody_from_saving(ask: Ask, lock: str, scenario: Scenario) -> None:
    take(ask, lock, "admin", "window-2")
    wish = {"document": scenario.draft, "base": scenario.draft_number}
    assert ask("integrator", "PUT", lock.replace("/lock", "/draft"), wish).status_code == 200


def test_a_deleted_scenario_takes_its_lock_along(ask: Ask, lock: str, scenario: Scenario) -> None:
    take(ask, lock, "admin", "window-2")
    other = Scenario.objects.create(name="другой", draft=scenario.draft)
    take(ask, f"/scenarios/{other.pk}/lock", "admin", "window-2")
    assert ask("admin", "POST", f"/scenarios/{other.pk}/archive").status_code == 200
    assert ask("admin", "DELETE", f"/scenarios/{other.pk}").status_code == 204
    assert EditLock.objects.count() == 1
