"""Jobs run in place, at least once, whatever happens to the process that runs them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from config.celery import app
from config.environment import PROJECT
from scenarios.jobs import leases
from scenarios.jobs.models import Job, JobState
from scenarios.jobs.outbox import enqueue
from scenarios.jobs.performing import perform
from scenarios.jobs.runner import JobRunner
from tests.scenarios.jobs.deeds import LIMIT_S, hold, lines, note, stumble, until_lines

pytestmark = pytest.mark.usefixtures("store")
app.set_current()


@pytest.fixture
def deeds(tmp_path: Path) -> Path:
    """Where tasks write what they do."""
    return tmp_path / "deeds"


def until(met: Callable[[], bool]) -> None:
    limit = time.monotonic() + LIMIT_S
    while not met():
        assert time.monotonic() < limit
        time.sleep(0.01)


def ended(job: Job) -> Job:
    def has_ended() -> bool:
        job.refresh_from_db()
        return job.ended_at is not None

    until(has_ended)
    return job


def run_due() -> None:
    """Everything that is due, a failed job's pause left out."""
    while Job.objects.filter(ended_at=None).update(free_at=timezone.now() - timedelta(seconds=1)):
        job = leases.take_next()
        assert job is not None
        perform(job)


def test_a_runner_does_what_is_ordered(deeds: Path) -> None:
    runner = JobRunner()
    runner.start()
    job = enqueue(note, [str(deeds), "hello"])
    assert ended(job).state == JobState.DONE
    runner.stop()
    assert lines(deeds) == ["hello"]


def test_a_job_of_this_process_is_begun_at_once(deeds: Path) -> None:
    runner = JobRunner(threads=1)
    runner.start()
    ended(enqueue(note, [str(deeds)]))
    waited_s = []
    for count in range(2, 7):
        began_s = time.monotonic()
        enqueue(note, [str(deeds)])
        until_lines(deeds, count)
        waited_s.append(time.monotonic() - began_s)
    runner.stop()
    # Looking every half a second would give a quarter of one.
    assert sorted(waited_s)[2] < 0.2


def test_a_task_that_fails_is_tried_again(deeds: Path) -> None:
    job = enqueue(stumble, [str(deeds), 2])
    run_due()
    assert lines(deeds) == ["done after 2"]
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.DONE, 3, "")


def test_a_task_that_fails_each_time_is_dead_and_says_why(deeds: Path) -> None:
    job = enqueue(stumble, [str(deeds), 99])
    run_due()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.DEAD, 3, "ValueError: stumbled 3")


def test_a_failed_job_waits_before_it_is_tried_again(deeds: Path) -> None:
    enqueue(stumble, [str(deeds), 1])
    job = leases.take_next()
    assert job is not None
    perform(job)
    assert leases.take_next() is None
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.WAITING, "ValueError: stumbled 1")


def test_an_unknown_task_is_dead_at_once() -> None:
    job = enqueue("no.such.task")
    run_due()
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DEAD, "there is no task no.such.task")


def test_a_job_that_kills_its_process_each_time_is_dead_in_the_end(deeds: Path) -> None:
    job = enqueue(stumble, [str(deeds), 0])
    Job.objects.update(attempts=3)
    run_due()
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DEAD, "the process that ran it died each time")
    assert lines(deeds) == []


def test_progress_can_be_read_while_the_job_runs(deeds: Path) -> None:
    runner = JobRunner(threads=1)
    runner.start()
    job = enqueue(hold, [str(deeds), f"{deeds}.go"])

    def is_told() -> bool:
        job.refresh_from_db()
        return (job.steps_done, job.steps, job.state) == (3, 5, JobState.RUNNING)

    until(is_told)
    Path(f"{deeds}.go").touch()
    assert ended(job).state == JobState.DONE
    runner.stop()


def test_a_job_that_takes_longer_than_a_lease_is_not_run_twice(deeds: Path) -> None:
    runner = JobRunner(threads=2, lease_s=0.3)
    runner.start()
    job = enqueue(hold, [str(deeds), f"{deeds}.go"])
    until_lines(deeds, 1)
    first_lease = Job.objects.get().free_at

    def has_outlived_three_leases() -> bool:
        return Job.objects.get().free_at > first_lease + timedelta(seconds=0.9)

    until(has_outlived_three_leases)
    Path(f"{deeds}.go").touch()
    assert ended(job).attempts == 1
    runner.stop()
    assert lines(deeds) == ["begun", "ended"]


def test_a_runner_that_has_to_stop_gives_its_job_back(deeds: Path) -> None:
    runner = JobRunner(threads=1)
    runner.start()
    enqueue(hold, [str(deeds), f"{deeds}.go"])
    until_lines(deeds, 1)
    runner.stop(within_s=0)
    again = leases.take_next()
    assert again is not None
    assert again.attempts == 2
    Path(f"{deeds}.go").touch()
    runner.stop(LIMIT_S)
    again.refresh_from_db()
    assert again.state == JobState.RUNNING


RUNNER = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django; django.setup()
import config.celery, threading
import tests.scenarios.jobs.deeds
from scenarios.jobs.runner import JobRunner
JobRunner(threads=2, lease_s=0.5).start()
threading.Event().wait()
"""


def test_a_killed_runners_jobs_are_done_by_another(store: str, deeds: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": store, "CALLWRIGHT_DATA": str(tmp_path)}
    jobs = [enqueue(hold, [str(deeds), f"{deeds}.go"]) for _ in range(2)]
    first = subprocess.Popen([sys.executable, "-c", RUNNER], cwd=PROJECT, env=environment)
    try:
        until_lines(deeds, 2)
    finally:
        first.kill()
        first.wait()
    Path(f"{deeds}.go").touch()
    runner = JobRunner(threads=2)
    runner.start()
    assert [(ended(job).state, job.attempts) for job in jobs] == [(JobState.DONE, 2)] * 2
    runner.stop()
    assert sorted(lines(deeds)) == ["begun"] * 4 + ["ended"] * 2
