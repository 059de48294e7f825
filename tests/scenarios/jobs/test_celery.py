"""Jobs with a real Redis and a real Celery worker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import timezone

from config.celery import app
from config.environment import PROJECT
from lab.services import RedisServer
from scenarios.jobs.models import Job, JobState
from scenarios.jobs.outbox import enqueue
from tests.scenarios.jobs.deeds import hold, lines, note, stumble, until_lines
from tests.scenarios.jobs.test_runner import ended

app.set_current()
Start = Callable[[], "subprocess.Popen[bytes]"]
WORKER = ("-m", "celery", "-A", "config", "-q", "worker", "-l", "WARNING", "-I", "tests.scenarios.jobs.deeds")


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """A Redis of the test's own."""
    with RedisServer() as server:
        yield server


@pytest.fixture
def worker(store: str, redis: RedisServer, tmp_path: Path) -> Iterator[Start]:
    """Starts workers; all of them end with the test."""
    environment = {
        **os.environ,
        "DATABASE_URL": store,
        "REDIS_URL": redis.url,
        "CALLWRIGHT_DATA": str(tmp_path),
    }
    started = []

    def start() -> "subprocess.Popen[bytes]":
        process = subprocess.Popen([sys.executable, *WORKER], cwd=PROJECT, env=environment)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def deeds(tmp_path: Path) -> Path:
    """Where tasks write what they do."""
    return tmp_path / "deeds"


def test_a_worker_does_what_is_ordered_tries_again_and_ends_when_told(worker: Start, deeds: Path) -> None:
    process = worker()
    done = enqueue(note, [str(deeds), "hello"])
    again = enqueue(stumble, [str(deeds), 1])
    assert ended(done).state == JobState.DONE
    assert ended(again).attempts == 2
    assert lines(deeds) == ["hello", "done after 1"]
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0


def test_a_killed_workers_job_is_done_by_the_next(worker: Start, deeds: Path) -> None:
    process = worker()
    job = enqueue(hold, [str(deeds), f"{deeds}.go"])
    until_lines(deeds, 1)
    process.kill()
    process.wait()
    # As if the lease had run out.
    Job.objects.update(free_at=timezone.now())
    Path(f"{deeds}.go").touch()
    worker()
    assert (ended(job).state, job.attempts) == (JobState.DONE, 2)
    assert lines(deeds) == ["begun", "begun", "ended"]


def test_two_workers_do_each_job_once(worker: Start, deeds: Path) -> None:
    worker()
    worker()
    jobs = [enqueue(note, [str(deeds), str(number)]) for number in range(30)]
    for job in jobs:
        ended(job)
    assert sorted(lines(deeds), key=int) == [str(number) for number in range(30)]


def test_jobs_wait_for_a_redis_that_is_away(worker: Start, redis: RedisServer, deeds: Path) -> None:
    worker()
    ended(enqueue(note, [str(deeds), "before"]))
    redis.stop()
    job = enqueue(note, [str(deeds), "after"])
    time.sleep(1)
    job.refresh_from_db()
    assert job.ended_at is None
    redis.start()
    assert ended(job).state == JobState.DONE
    assert lines(deeds) == ["before", "after"]


def test_a_message_that_redis_lost_is_handed_over_again(
    worker: Start, redis: RedisServer, deeds: Path
) -> None:
    job = enqueue(note, [str(deeds)])
    Job.objects.update(state=JobState.HANDED_OVER)
    worker()
    assert ended(job).state == JobState.DONE


def test_a_worker_without_redis_says_what_it_needs(tmp_path: Path) -> None:
    environment = {**os.environ, "REDIS_URL": "", "CALLWRIGHT_DATA": str(tmp_path)}
    process = subprocess.run(
        [sys.executable, *WORKER], cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert process.returncode == 1
    assert "needs REDIS_URL" in process.stderr
