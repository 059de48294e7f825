"""Jobs are written down with what orders them, and taken by one at a time."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from scenarios.jobs import leases
from scenarios.jobs.models import Job, JobState
from scenarios.jobs.outbox import enqueue

pytestmark = pytest.mark.usefixtures("store")


def test_a_job_is_rolled_back_with_what_ordered_it() -> None:
    with transaction.atomic():
        enqueue("some.task", [1])
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_job_taken_is_not_taken_again_while_its_lease_runs() -> None:
    job = enqueue("some.task")
    taken = leases.take_next()
    assert taken is not None
    assert (taken.pk, taken.attempts) == (job.pk, 1)
    assert leases.take_next() is None


def test_a_job_whose_runner_died_is_taken_when_its_lease_has_ended() -> None:
    enqueue("some.task")
    assert leases.take_next(lease_s=-1)
    again = leases.take_next()
    assert again is not None
    assert again.attempts == 2


def test_a_job_for_later_waits_for_its_time() -> None:
    enqueue("some.task", eta=timezone.now() + timedelta(seconds=60))
    assert leases.take_next() is None


def test_jobs_are_taken_in_the_order_in_which_they_are_due() -> None:
    now = timezone.now()
    late, early = (enqueue("some.task", eta=now - timedelta(seconds=s)) for s in (1, 2))
    assert [taken.pk for taken in (leases.take_next(), leases.take_next()) if taken] == [early.pk, late.pk]


def test_a_key_orders_the_same_work_once() -> None:
    first = enqueue("some.task", [1], key="mail 7")
    assert enqueue("some.task", [1], key="mail 7").pk == first.pk
    job = leases.take_next()
    assert job is not None
    leases.finish(job)
    assert enqueue("some.task", [1], key="mail 7").state == JobState.DONE
    assert enqueue("some.task", [1], key="mail 8").pk != first.pk


def test_a_dead_job_is_tried_anew_when_it_is_ordered_again() -> None:
    enqueue("some.task", [1], key="mail 7")
    job = leases.take_next()
    assert job is not None
    assert leases.fail(job, "no way", tries=1)
    revived = enqueue("some.task", [2], key="mail 7")
    assert (revived.state, revived.attempts, revived.args, revived.error) == (JobState.WAITING, 0, [2], "")
    assert leases.take_next()


def test_the_pause_after_a_failure_grows_up_to_ten_minutes() -> None:
    pauses = [leases.retry_pause_s(attempts, 0) for attempts in range(1, 8)]
    assert pauses == [2, 8, 32, 128, 512, 600, 600]
    assert leases.retry_pause_s(1, 1) == pytest.approx(1.6)


def test_who_has_lost_a_lease_changes_nothing() -> None:
    enqueue("some.task")
    lost = leases.take_next(lease_s=-1)
    holder = leases.take_next()
    assert lost is not None
    assert holder is not None
    assert not leases.keep(lost)
    leases.finish(lost)
    leases.fail(lost, "late", tries=1)
    leases.give_back(lost)
    holder.refresh_from_db()
    assert (holder.state, holder.error) == (JobState.RUNNING, "")
    assert leases.keep(holder)


def test_a_job_handed_over_is_taken_once_however_often_it_is_delivered() -> None:
    job = enqueue("some.task")
    handed = leases.hand_over_next()
    assert handed is not None
    assert handed.attempts == 0
    assert leases.hand_over_next() is None
    assert leases.take(job.pk)
    assert leases.take(job.pk) is None


def test_a_job_that_has_ended_is_not_taken_by_a_late_delivery() -> None:
    job = enqueue("some.task")
    taken = leases.take(job.pk)
    assert taken is not None
    leases.finish(taken)
    assert leases.take(job.pk) is None


def test_many_takers_at_once_get_each_job_once() -> None:
    wanted = {enqueue("some.task", [number]).pk for number in range(40)}
    taken: list[int] = []

    def take_all() -> None:
        try:
            while (job := leases.take_next()) is not None or len(taken) < len(wanted):
                if job is not None:
                    taken.append(job.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=take_all, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(taken) == sorted(wanted)
