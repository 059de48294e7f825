"""Whether the parts of an installation are well."""

import dataclasses
import socket
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError
from pytest_django.fixtures import Settings

from scenarios import health
from scenarios.models import Scenario
from tests.scenarios.documents import Scenarios

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def listening(settings: Settings) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, agi_port=port)
        yield port


@pytest.mark.usefixtures("listening")
def test_a_whole_installation_is_well(published: Scenarios) -> None:
    published()
    assert {part.name: part.trouble for part in health.parts()} == {
        "database": None,
        "scenarios": None,
        "answer": None,
        "disk": None,
    }


@pytest.mark.django_db
def test_without_a_main_scenario_the_cure_is_told() -> None:
    trouble = health.scenario_trouble()
    assert trouble is not None
    assert "scenario main" in trouble.en


def test_a_port_where_nobody_listens_is_told(listening: int, settings: Settings) -> None:
    assert health.answer_trouble() is None
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, agi_port=1)
    trouble = health.answer_trouble()
    assert trouble is not None
    assert "127.0.0.1:1" in trouble.ru


@pytest.mark.usefixtures("listening")
def test_a_server_that_listens_everywhere_is_asked_here(settings: Settings) -> None:
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, agi_bind="0.0.0.0")
    assert health.answer_trouble() is None


@pytest.mark.django_db
def test_a_database_out_of_reach_is_told_by_every_part_that_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("no connection")

    monkeypatch.setattr(health, "MigrationExecutor", away)
    monkeypatch.setattr(Scenario.objects, "filter", away)
    for trouble in (health.database_trouble(), health.scenario_trouble()):
        assert trouble is not None


@pytest.mark.parametrize(("free_mib", "is_well"), [(255, False), (256, True)])
def test_a_full_disk_is_told_before_it_is_full(
    monkeypatch: pytest.MonkeyPatch, free_mib: int, is_well: bool
) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: Usage(0, 0, free_mib * 1024 * 1024))
    assert (health.disk_trouble() is None) is is_well


def test_a_data_directory_that_is_gone_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, data=tmp_path / "gone")
    assert health.disk_trouble() is not None
