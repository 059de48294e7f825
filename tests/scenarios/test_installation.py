"""How an installation comes into being."""

import dataclasses
import json
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from pytest_django.fixtures import Settings

from runtime.wording import Wording
from scenarios import installation
from scenarios.models import Scenario
from scenarios.routes import RouteRow, RouteTable

pytestmark = pytest.mark.django_db


class Told(list[str]):
    """What was told, in Russian."""

    def __call__(self, message: Wording) -> None:
        self.append(message.ru)


def test_preparing_makes_every_folder(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "new"
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, data=folder)
    installation.prepare(Told())
    assert {path.name for path in folder.iterdir() if path.is_dir()} == {
        "spool",
        "sounds",
        "recordings",
        "prompts",
    }


def test_preparing_again_has_nothing_to_tell() -> None:
    told = Told()
    installation.prepare(told)
    assert told == []


def test_a_new_installation_has_the_samples_published_and_routed() -> None:
    told = Told()
    revisions = installation.load_samples(told)
    assert sorted(revision.scenario.name for revision in revisions) == ["приёмная", "три номера"]
    assert Scenario.objects.get(is_main=True).name == "три номера"
    rows = [
        RouteRow(route.number, route.trunk, route.scenario.name)
        for scenario in Scenario.objects.listed()
        for route in scenario.routes.all()
    ]
    table = RouteTable(rows, "RU")
    for called in ("+74951234567", "84951234568", "88005553535"):
        assert table.scenario_for(called, "") == "три номера"
    assert table.scenario_for("100", "") == "приёмная"


def test_samples_are_loaded_once_only() -> None:
    installation.load_samples(Told())
    Scenario.objects.get(name="приёмная").routes.all().delete()
    assert installation.load_samples(Told()) == []
    assert not Scenario.objects.get(name="приёмная").routes.exists()


def test_a_sample_that_cannot_be_published_is_told_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for path in installation.SAMPLES.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "a_broken.json").write_text(json.dumps({"graph": {"format": 1, "name": "сломан"}}))
    monkeypatch.setattr(installation, "SAMPLES", tmp_path)
    told = Told()
    assert len(installation.load_samples(told)) == 2
    assert told[0].startswith("Образец a_broken.json пропущен")
    assert not Scenario.objects.filter(name="сломан").exists()


def test_the_first_admin_gets_the_password_that_was_given(settings: Settings) -> None:
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, admin_password="given to me")
    told = Told()
    installation.make_admin(told)
    assert get_user_model().objects.get().check_password("given to me")
    assert told == []


@pytest.mark.parametrize("password", ["short", "12345678901", "password"])
def test_a_weak_password_is_warned_of_until_it_is_changed(settings: Settings, password: str) -> None:
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, admin_password=password)
    for _ in range(2):
        told = Told()
        installation.make_admin(told)
        assert [line.partition(":")[0] for line in told] == ["Внимание"]
    admin = get_user_model().objects.get()
    admin.set_password("correct horse battery")
    admin.save()
    assert installation.weak_password_trouble() is None


def test_a_password_nobody_gave_is_told_once() -> None:
    told = Told()
    installation.make_admin(told)
    (line,) = told
    password = line.split("пароль ")[1].split()[0]
    assert len(password) >= 16
    assert get_user_model().objects.get().check_password(password)
    installation.make_admin(told)
    assert len(told) == 1
