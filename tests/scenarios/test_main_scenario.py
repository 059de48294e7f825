"""The main scenario: it stays, and there is exactly one. On both databases."""

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from scenarios.changes import change_count
from scenarios.drafts import create
from scenarios.errors import MainScenario
from scenarios.keeping import archive, delete
from scenarios.models import Scenario
from scenarios.revisions import make_main, publish, scenario_named, unpublish
from tests.scenarios.documents import document
from tests.scenarios.stored import put

pytestmark = pytest.mark.usefixtures("store")

FORBIDDEN: list[Callable[[Scenario], None]] = [
    lambda scenario: unpublish(scenario, author=None),
    lambda scenario: archive(scenario, author=None),
    lambda scenario: delete(scenario, author=None),
]


@pytest.mark.parametrize("act", FORBIDDEN, ids=["unpublish", "archive", "delete"])
def test_the_main_scenario_stays_and_the_reason_is_told(
    main: Scenario, act: Callable[[Scenario], None]
) -> None:
    before = change_count()
    with pytest.raises(MainScenario) as refused:
        act(main)
    assert "главный" in refused.value.message.ru
    assert "main scenario" in refused.value.message.en
    assert scenario_named("главный").is_main
    assert change_count() == before


@pytest.mark.parametrize(
    "change", [{"published": None}, {"archived_at": timezone.now()}], ids=["unpublished", "archived"]
)
def test_the_database_itself_keeps_the_main_scenario(main: Scenario, change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Scenario.objects.filter(pk=main.pk).update(**change)


def test_the_database_itself_deletes_no_main_scenario(main: Scenario) -> None:
    def delete_rows() -> None:
        # Both databases look at foreign keys when the transaction ends.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM scenarios_scenario WHERE is_main")

    with pytest.raises(IntegrityError):
        delete_rows()


def test_two_who_name_a_main_scenario_at_once_leave_exactly_one(main: Scenario) -> None:
    candidates = [put("первый"), put("второй"), put("третий")]
    at_once = threading.Barrier(3)
    failures: list[Exception] = []

    def name_main(scenario: Scenario) -> None:
        try:
            at_once.wait(5)
            make_main(scenario, author=None)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=name_main, args=(scenario,)) for scenario in candidates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not failures
    assert Scenario.objects.get(is_main=True) in candidates


def test_two_who_publish_first_at_once_leave_one_main_scenario(store: str) -> None:
    drawn = [create(name, author=None, document=document(name)) for name in ("раз", "два")]
    at_once = threading.Barrier(2)
    failures: list[Exception] = []

    def go_first(scenario: Scenario) -> None:
        try:
            at_once.wait(5)
            publish(scenario, note="", author=None)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=go_first, args=(scenario,)) for scenario in drawn]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not failures
    assert Scenario.objects.filter(is_main=True).count() == 1
    assert Scenario.objects.filter(published=None).count() == 0
