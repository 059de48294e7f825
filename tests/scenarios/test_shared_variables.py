"""Variables that outlive calls."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError

from runtime.checkpoint import packed
from runtime.expressions import Uint
from scenarios.models import SharedVariable
from scenarios.shared_variables import SharedWrittenBehind

LIMIT_S = 5.0
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shared() -> Iterator[SharedWrittenBehind]:
    variables = SharedWrittenBehind()
    variables.start()
    yield variables
    variables.stop()


def reopened() -> SharedWrittenBehind:
    again = SharedWrittenBehind()
    again.start()
    again.stop()
    return again


@pytest.mark.parametrize(
    "value",
    [
        "Иван",
        7,
        2.5,
        True,
        None,
        datetime(2026, 11, 23, 20, tzinfo=UTC),
        timedelta(minutes=3),
        b"\x00\xff",
        Uint(7),
        float("inf"),
        ["a", 1, [None]],
        {"a": {1: "b"}},
    ],
)
def test_a_value_of_any_type_outlives_the_process(shared: SharedWrittenBehind, value: Any) -> None:
    shared.of_scenario("проба")["значение"] = value
    shared.stop()
    again = reopened().of_scenario("проба")["значение"]
    assert again == value
    assert type(again) is type(value)


def test_a_write_is_seen_by_the_next_call_at_once(shared: SharedWrittenBehind) -> None:
    shared.everywhere()["счётчик"] = 1
    assert shared.everywhere()["счётчик"] == 1


def test_scenarios_and_the_installation_have_variables_of_their_own(shared: SharedWrittenBehind) -> None:
    shared.of_scenario("один")["x"] = 1
    shared.of_scenario("два")["x"] = 2
    shared.everywhere()["x"] = 3
    shared.stop()
    again = reopened()
    assert (again.of_scenario("один")["x"], again.of_scenario("два")["x"], again.everywhere()["x"]) == (
        1,
        2,
        3,
    )


def test_the_last_of_many_writes_is_the_one_that_stays(shared: SharedWrittenBehind) -> None:
    for number in range(1000):
        shared.everywhere()["счётчик"] = number
    shared.stop()
    assert reopened().everywhere()["счётчик"] == 999
    assert SharedVariable.objects.count() == 1


def test_what_could_not_be_written_is_written_when_the_database_is_back(
    shared: SharedWrittenBehind, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, stored = SharedVariable.objects.update_or_create, threading.Event()
    failures = [OperationalError("away"), OperationalError("away")]

    def away_twice(**fields: Any) -> None:
        if failures:
            raise failures.pop()
        store(**fields)
        stored.set()

    monkeypatch.setattr("scenarios.shared_variables._RETRY_S", 0.01)
    monkeypatch.setattr(SharedVariable.objects, "update_or_create", away_twice)
    shared.everywhere()["счётчик"] = 1
    assert stored.wait(LIMIT_S)
    shared.stop()
    assert reopened().everywhere()["счётчик"] == 1


def test_a_scenario_without_a_name_has_no_variables(shared: SharedWrittenBehind) -> None:
    with pytest.raises(ValueError, match="name"):
        shared.of_scenario("")


def test_a_shared_variable_is_never_removed(shared: SharedWrittenBehind) -> None:
    shared.everywhere()["x"] = 1
    with pytest.raises(TypeError):
        del shared.everywhere()["x"]


def test_a_scenario_that_comes_up_under_another_name_brings_its_variables(
    shared: SharedWrittenBehind,
) -> None:
    SharedVariable.objects.create(scenario="новое имя", name="счётчик", value=packed(5))
    shared.learn("новое имя")
    assert shared.of_scenario("новое имя")["счётчик"] == 5


def test_what_running_calls_have_set_is_not_read_over(shared: SharedWrittenBehind) -> None:
    shared.of_scenario("проба")["счётчик"] = 6
    # Two threads would lock each other out of a table in memory.
    shared.stop()
    SharedVariable.objects.filter(scenario="проба").delete()
    SharedVariable.objects.create(scenario="проба", name="другой", value=packed(5))
    shared.learn("проба")
    assert dict(shared.of_scenario("проба")) == {"счётчик": 6}
