"""An installation with the samples, and who looks at it."""

import dataclasses
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from scenarios.drafts import save_draft
from scenarios.exchange import import_document
from scenarios.installation import SAMPLES
from scenarios.models import Scenario
from scenarios.revisions import publish
from scenarios.routes import set_route
from tests.designer.built import build

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path, history: None) -> Path:
    """The data directory, and fixed settings whatever the machine's environment says."""
    folder = tmp_path / "data"
    for name in ("spool", "sounds", "recordings", "prompts"):
        (folder / name).mkdir(parents=True)
    settings.CALLWRIGHT = dataclasses.replace(
        settings.CALLWRIGHT, data=folder, language="ru", region="RU", agi_bind="127.0.0.1", agi_port=1
    )
    settings.LANGUAGE_CODE = "ru"
    # Real hashing takes half a second for each log-in, on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TIME_ZONE = "Europe/Moscow"
    settings.BUILT_FRONT_END = build(tmp_path / "static")
    cache.clear()
    return folder


@pytest.fixture
def samples(db: None) -> dict[str, Scenario]:
    """The shipped samples, published; the first is the main one."""
    found = {}
    for path in sorted(SAMPLES.glob("*.json"), reverse=True):
        scenario = import_document(path.read_bytes(), author=None).scenario
        publish(scenario, note="", author=None)
        found[scenario.name] = scenario
    set_route("100", found["приёмная"], author=None)
    return found


@pytest.fixture
def reception(samples: dict[str, Scenario]) -> Scenario:
    """A published scenario that is not the main one, edited since."""
    scenario = samples["приёмная"]
    edited = {**scenario.draft, "graph": {**scenario.draft["graph"], "language": "en"}}
    save_draft(scenario, edited, base=scenario.draft_number, author=None)
    return scenario


@pytest.fixture
def person(client: Client, db: None) -> Client:
    """A browser of an administrator who has logged in."""
    client.force_login(get_user_model().objects.create_superuser("anna", password=PASSWORD))
    return client
