"""Periodic work, planned by one of any number of planners."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.utils import timezone
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from config.celery import app
from scenarios.jobs import schedule
from scenarios.jobs.models import Job, Leadership
from scenarios.jobs.schedule import NIGHTLY, OutboxScheduler, PeriodicWork
from tests.scenarios.jobs.test_runner import until

pytestmark = pytest.mark.usefixtures("store")
app.set_current()


@pytest.fixture
def each_second() -> PeriodicTask:
    """A task that is due now, and each second."""
    interval = IntervalSchedule.objects.create(every=1, period=IntervalSchedule.SECONDS)
    return PeriodicTask.objects.create(
        name="ticking",
        task="some.task",
        interval=interval,
        args="[1]",
        kwargs='{"how": "fast"}',
        last_run_at=timezone.now() - timedelta(seconds=5),
    )


@pytest.fixture
def planning() -> Iterator[Callable[[], PeriodicWork]]:
    """Starts planners, and ends them after the test."""
    planners = []

    def start() -> PeriodicWork:
        planner = PeriodicWork(lead_s=1.0)
        planner.start()
        planners.append(planner)
        return planner

    yield start
    for planner in planners:
        planner.stop()


def tick() -> OutboxScheduler:
    scheduler = OutboxScheduler(app=app)
    while scheduler.tick() == 0:
        pass
    return scheduler


def test_work_that_is_due_is_ordered_and_noted(each_second: PeriodicTask) -> None:
    before = each_second.last_run_at
    tick()
    job = Job.objects.get()
    assert (job.task, job.args, job.kwargs) == ("some.task", [1], {"how": "fast"})
    each_second.refresh_from_db()
    assert each_second.last_run_at > before
    assert each_second.total_run_count == 1


def test_a_planner_that_follows_one_that_died_orders_nothing_twice(each_second: PeriodicTask) -> None:
    before = each_second.last_run_at
    tick()
    # As if the order had been written and the note of it had not.
    PeriodicTask.objects.update(last_run_at=before)
    tick()
    assert Job.objects.count() == 1


def test_an_order_that_cannot_be_noted_is_not_written(
    each_second: PeriodicTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_entry: Any) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(OutboxScheduler.Entry, "save", fail)
    with pytest.raises(DatabaseError):
        tick()
    assert not Job.objects.exists()


def test_our_own_nightly_work_is_in_the_tables_and_an_administrator_may_switch_it_off() -> None:
    tick()
    assert {task.task for task in PeriodicTask.objects.all()} == set(NIGHTLY)
    PeriodicTask.objects.update(enabled=False)
    tick()
    assert not PeriodicTask.objects.filter(enabled=True).exists()
    assert not Job.objects.exists()


def test_every_nightly_task_is_known() -> None:
    app.loader.import_default_modules()
    assert set(NIGHTLY) <= set(app.tasks)


def test_one_of_several_planners_leads(each_second: PeriodicTask, planning: Callable[[], Any]) -> None:
    for _ in range(3):
        planning()
    until(lambda: Job.objects.count() >= 2)
    assert Leadership.objects.count() == 1
    keys = list(Job.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys))
    # One order a second, not three.
    began = Job.objects.earliest("created_at").created_at
    assert Job.objects.count() <= (timezone.now() - began).total_seconds() + 2


def test_another_planner_leads_when_the_leader_is_gone(
    each_second: PeriodicTask, planning: Callable[[], Any]
) -> None:
    Leadership.objects.create(
        name="periodic work", holder="gone", until=timezone.now() + timedelta(seconds=1)
    )
    planning()
    time.sleep(0.3)
    assert not Job.objects.exists()
    until(Job.objects.exists)
    assert Leadership.objects.get().holder != "gone"


def test_a_planner_that_ends_lets_another_lead_at_once(planning: Callable[[], Any]) -> None:
    planner = planning()
    until(Leadership.objects.exists)
    planner.stop()
    assert not Leadership.objects.exists()


def test_a_planner_survives_a_database_that_is_away(
    each_second: PeriodicTask, planning: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = 0

    def away(*_: Any, **__: Any) -> None:
        nonlocal failures
        failures += 1
        raise DatabaseError("away")

    with monkeypatch.context() as broken:
        broken.setattr(schedule, "enqueue", away)
        planning()
        until(lambda: failures >= 1)
    until(Job.objects.exists)
