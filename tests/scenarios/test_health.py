"""Whether the parts of an installation are well."""

import dataclasses
import json
import time
from collections import namedtuple
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone
from pytest_django.fixtures import Settings

from lab.services import RedisServer
from runtime.wording import Wording
from scenarios import health
from scenarios.jobs import leases
from scenarios.jobs.models import Job
from scenarios.jobs.outbox import enqueue
from scenarios.models import Scenario
from tests.scenarios.documents import Scenarios

Usage = namedtuple("Usage", "total used free")


ANSWERING: dict[str, Any] = {
    "live": 0,
    "is_draining": False,
    "ami": "connected",
    "history": {"is_database_away": False, "spool_bytes": 0},
}


@pytest.fixture
def tell(data: Path) -> Callable[..., None]:
    """Writes what a process told of itself: `tell("answer-4573", age_s=9, live=3)`."""
    folder = data / "status"
    folder.mkdir()

    def write(name: str, age_s: float = 0.0, **changes: Any) -> None:
        told = {"at": time.time() - age_s, **ANSWERING, **changes}
        (folder / f"{name}.json").write_text(json.dumps(told))

    return write


def english(trouble: Wording | None) -> str:
    return trouble.en if trouble else ""


def test_a_whole_installation_is_well(published: Scenarios, tell: Callable[..., None]) -> None:
    published()
    tell("answer-4573")
    assert {part.name: part.trouble for part in health.parts()} == dict.fromkeys(
        ("database", "scenarios", "answer", "asterisk", "history", "jobs", "redis", "disk")
    )


def test_a_machine_without_an_answering_process_is_not_well_unless_calls_may_be_elsewhere(
    settings: Settings,
) -> None:
    assert "nobody waits" in english(health.answer_trouble())
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, redis_url="redis://127.0.0.1:1/0")
    assert health.answer_trouble() is None


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"age_s": 60}, "nobody waits"),
        ({"is_draining": True}, "are finishing"),
        ({}, ""),
    ],
)
def test_an_answering_process_is_well_while_it_takes_calls(
    tell: Callable[..., None], told: dict[str, Any], reason: str
) -> None:
    tell("answer-4573", **told)
    assert reason in english(health.answer_trouble())
    assert bool(reason) is (health.answer_trouble() is not None)


def test_one_process_that_drains_does_not_matter_while_another_takes_calls(tell: Callable[..., None]) -> None:
    tell("answer-4573", is_draining=True)
    tell("answer-4574")
    assert health.answer_trouble() is None


def test_a_part_that_the_supervisor_starts_again_is_told(tell: Callable[..., None]) -> None:
    tell("answer-4573")
    tell("serve", parts={"answer": {"is_ready": False}})
    assert "starting" in english(health.answer_trouble())


@pytest.mark.parametrize(("state", "is_well"), [(None, True), ("connected", True), ("refused", False)])
def test_a_lost_manager_connection_is_told(
    tell: Callable[..., None], state: str | None, is_well: bool
) -> None:
    tell("answer-4573", ami=state)
    assert (health.asterisk_trouble() is None) is is_well


def test_a_history_that_waits_for_its_database_is_told(tell: Callable[..., None]) -> None:
    tell("answer-4573", history={"is_database_away": True, "spool_bytes": 2_500_000})
    assert "2.5 MB" in english(health.history_trouble())


@pytest.mark.parametrize(("waited_s", "is_well"), [(50, True), (70, False)])
@pytest.mark.django_db
def test_jobs_that_nobody_takes_are_told(waited_s: float, is_well: bool) -> None:
    enqueue("some.task", eta=timezone.now() - timedelta(seconds=waited_s))
    assert (health.jobs_trouble() is None) is is_well


@pytest.mark.django_db
def test_a_job_that_failed_for_good_is_told_with_its_reason() -> None:
    assert health.failed_jobs_trouble() is None
    enqueue("some.task")
    job = leases.take_next()
    assert job is not None
    leases.fail(job, "no paper", tries=1)
    assert "some.task: no paper" in english(health.failed_jobs_trouble())


def test_a_redis_that_does_not_answer_is_told(settings: Settings, redis_server: RedisServer) -> None:
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, redis_url="redis://127.0.0.1:1/0")
    told = english(health.redis_trouble())
    assert "Redis does not answer" in told
    assert "127.0.0.1" not in told
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, redis_url=redis_server.url)
    assert health.redis_trouble() is None


@pytest.mark.django_db
def test_without_a_main_scenario_the_cure_is_told() -> None:
    trouble = health.scenario_trouble()
    assert trouble is not None
    assert "scenario main" in trouble.en


@pytest.mark.django_db
def test_a_database_out_of_reach_is_told_by_every_part_that_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("no connection to db.example as callwright")

    monkeypatch.setattr(health, "MigrationExecutor", away)
    monkeypatch.setattr(Scenario.objects, "filter", away)
    monkeypatch.setattr(Job.objects, "filter", away)
    for trouble in (health.database_trouble(), health.scenario_trouble(), health.jobs_trouble()):
        assert trouble is not None
        assert "db.example" not in trouble.ru + trouble.en


@pytest.mark.parametrize(("free_mib", "is_well"), [(255, False), (256, True)])
def test_a_full_disk_is_told_before_it_is_full(
    monkeypatch: pytest.MonkeyPatch, free_mib: int, is_well: bool
) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: Usage(0, 0, free_mib * 1024 * 1024))
    assert (health.disk_trouble() is None) is is_well


def test_a_data_directory_that_is_gone_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, data=tmp_path / "gone")
    assert health.disk_trouble() is not None
