"""An installation of its own for each test."""

import dataclasses
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from pytest_django.fixtures import Settings

from scenarios.drafts import save_draft
from scenarios.exchange import import_document
from scenarios.models import Scenario
from scenarios.revisions import publish
from tests.scenarios.documents import Scenarios, broken, document, text_of
from tests.scenarios.stored import put


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path, history: None) -> Path:
    """The data directory, and fixed settings whatever the machine's environment says."""
    folder = tmp_path / "data"
    for name in ("spool", "sounds", "recordings", "prompts"):
        (folder / name).mkdir(parents=True)
    settings.CALLWRIGHT = dataclasses.replace(
        settings.CALLWRIGHT,
        data=folder,
        language="ru",
        region="RU",
        agi_bind="127.0.0.1",
        ami_user="",
        admin_password="",
    )
    settings.TIME_ZONE = "Europe/Moscow"
    return folder


@pytest.fixture
def published(db: None) -> Scenarios:
    """Stores and publishes a small scenario: `published("имя", "текст")`."""

    def make(name: str = "проба", text: str = "Здравствуйте") -> Scenario:
        scenario = import_document(text_of(document(name, text)), author=None).scenario
        publish(scenario, note="", author=None)
        return Scenario.objects.get(name=name)

    return make


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "small.json"
    path.write_bytes(text_of(document()))
    return str(path)


@pytest.fixture
def broken_file(tmp_path: Path) -> str:
    path = tmp_path / "broken.json"
    path.write_bytes(text_of(broken()))
    return str(path)


@pytest.fixture
def author(store: str) -> User:
    return User.objects.create_user("анна")


@pytest.fixture
def main(store: str) -> Scenario:
    """The main scenario, published."""
    return put("главный")


@pytest.fixture
def other(main: Scenario) -> Scenario:
    """Another one, published twice."""
    other = put("другой", "один")
    save_draft(other, document("другой", "два"), base=1, author=None)
    publish(other, note="вторая", author=None)
    return other
