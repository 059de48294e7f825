"""What is published reaches every answering process within two seconds, and none depends on another. Real
processes, both databases.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from lab.services import PostgresServer
from scenarios.drafts import create, save_draft
from scenarios.models import Revision, Scenario
from scenarios.published import POLL_S
from scenarios.revisions import make_main, publish, roll_back
from scenarios.routes import set_route
from tests.scenarios.documents import document

PROGRAM = Path(__file__).with_name("published_process.py")
PROCESSES = 2
WITHIN_S = 2.0


class Answering:
    """One process."""

    def __init__(self, url: str, data: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={
                **os.environ,
                "DATABASE_URL": url,
                "CALLWRIGHT_DATA": str(data),
                "PYTHONPATH": str(settings.BASE_DIR),
            },
        )
        self.walks("")

    def walks(self, called: str) -> tuple[str, str]:
        """The name and the revision that a call to this number enters."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{called}\n")
        self._process.stdin.flush()
        name, _, revision = self._process.stdout.readline().strip().rpartition(" ")
        return name, revision

    def kill(self) -> None:
        """As a crash does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


@pytest.fixture
def scenarios(store: str, tmp_path: Path) -> dict[str, Scenario]:
    """The main scenario, and one that the number 100 leads to."""
    made = {}
    for name in ("главный", "приёмная"):
        made[name] = create(name, author=None, document=document(name))
        publish(made[name], note="", author=None)
    set_route("100", made["приёмная"], author=None)
    return made


@pytest.fixture
def answering(store: str, scenarios: dict[str, Scenario], tmp_path: Path) -> Iterator[list[Answering]]:
    processes = [Answering(store, tmp_path) for _ in range(PROCESSES)]
    yield processes
    for process in processes:
        process.kill()


def republished(scenario: Scenario, text: str) -> Revision:
    save_draft(scenario, document(scenario.name, text), base=scenario.draft_number, author=None)
    return publish(scenario, note="", author=None)


def reach(processes: list[Answering], called: str, expected: tuple[str, str]) -> float:
    """Seconds until a call to this number enters what is expected, in every process."""
    started_s = time.monotonic()
    while any(process.walks(called) != expected for process in processes):
        assert time.monotonic() - started_s < 10, "it never came"
        time.sleep(0.01)
    return time.monotonic() - started_s


def test_what_is_published_is_everywhere_within_two_seconds(
    answering: list[Answering], scenarios: dict[str, Scenario]
) -> None:
    reception = scenarios["приёмная"]
    first = reception.revisions.get(number=1)
    second = republished(reception, "два")
    assert reach(answering, "100", ("приёмная", second.hash)) < WITHIN_S
    roll_back(reception, first.hash, note="", author=None)
    assert reach(answering, "100", ("приёмная", first.hash)) < WITHIN_S
    set_route("200", reception, author=None)
    assert reach(answering, "200", ("приёмная", first.hash)) < WITHIN_S
    make_main(reception, author=None)
    assert reach(answering, "", ("приёмная", first.hash)) < WITHIN_S


def test_a_process_that_dies_and_one_that_comes_later_change_nothing_for_the_others(
    answering: list[Answering], scenarios: dict[str, Scenario], store: str, tmp_path: Path
) -> None:
    answering.pop().kill()
    second = republished(scenarios["приёмная"], "два")
    answering.append(Answering(store, tmp_path))
    assert reach(answering, "100", ("приёмная", second.hash)) < WITHIN_S


def test_a_broken_scenario_keeps_its_last_good_graph_and_the_others_go_on(
    answering: list[Answering], scenarios: dict[str, Scenario]
) -> None:
    good = scenarios["приёмная"].revisions.get(number=1)
    broken = republished(scenarios["приёмная"], "два")
    Revision.objects.filter(pk=broken.pk).update(document='{"graph": {}}')
    newer = republished(scenarios["главный"], "новый")
    assert reach(answering, "", ("главный", newer.hash)) < WITHIN_S
    # Whether a process saw the second revision before it broke is a matter of milliseconds.
    assert all(process.walks("100")[1] in (good.hash, broken.hash) for process in answering)


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
def test_with_the_database_gone_calls_walk_what_is_in_memory_and_changes_come_afterwards(
    answering: list[Answering], scenarios: dict[str, Scenario], store: str, postgres: PostgresServer
) -> None:
    name = store.rpartition("/")[2]
    first = scenarios["приёмная"].revisions.get(number=1)
    connection.close()
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        looked_s = time.monotonic()
        while time.monotonic() - looked_s < 2 * POLL_S:
            assert all(process.walks("100") == ("приёмная", first.hash) for process in answering)
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())
    second = republished(scenarios["приёмная"], "два")
    assert reach(answering, "100", ("приёмная", second.hash)) < WITHIN_S
