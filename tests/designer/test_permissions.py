"""Who may open what: one cell for each view and each kind of visitor, and no view without its cells."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

from runtime.phone import Silence
from runtime.speech import PromptFolder
from scenarios.models import Scenario
from tests.designer.events import STARTED, journal

LOGIN = 302
CELLS: dict[str, dict[str, int]] = {
    "scenarios": {"stranger": LOGIN, "person": 200},
    "scenario": {"stranger": LOGIN, "person": 200},
    "calls": {"stranger": LOGIN, "person": 200},
    "call": {"stranger": LOGIN, "person": 200},
    "connect": {"stranger": LOGIN, "person": 200},
    "login": {"stranger": 200, "person": 302},
    "logout": {"stranger": LOGIN, "person": 405},
    "set_language": {"stranger": 302, "person": 302},
    "health": {"stranger": 503, "person": 503},
    "prompt": {"stranger": 200, "person": 200},
    "static_file": {"stranger": 200, "person": 200},
}


def all_views() -> Iterator[str]:
    """The name of every route but those of the API, which has cells of its own; one without a name has no
    cell to look up and fails.
    """
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            assert pattern.namespace == "api"
        else:
            yield str(pattern.name)


@pytest.fixture
def addresses(samples: dict[str, Scenario], data: Path) -> dict[str, str]:
    """A real address for each view."""
    journal(data, STARTED)
    prompt = PromptFolder(data).make(Silence(0.1))
    return {
        "scenarios": "/",
        "scenario": f"/scenarios/{samples['приёмная'].pk}/",
        "calls": "/calls/",
        "call": f"/calls/{STARTED['call']}/",
        "connect": "/connect/",
        "login": "/login/",
        "logout": "/logout/",
        "set_language": "/language/",
        "health": "/health",
        "prompt": f"/prompts/{prompt.name}",
        "static_file": "/static/callwright.css",
    }


def looked_at(client: Client, address: str) -> HttpResponse:
    """The answer, with the file it may have opened closed again."""
    answer: HttpResponse = client.get(address)
    answer.close()
    return answer


def test_every_view_has_its_cells_and_every_cell_its_view() -> None:
    assert sorted(all_views()) == sorted(CELLS)


@pytest.mark.parametrize("view", sorted(CELLS))
def test_a_stranger_sees_only_what_is_open(client: Client, addresses: dict[str, str], view: str) -> None:
    answer = looked_at(client, addresses[view])
    assert answer.status_code == CELLS[view]["stranger"]
    if answer.status_code == LOGIN and view != "set_language":
        assert answer.headers["Location"].startswith("/login/")


@pytest.mark.parametrize("view", sorted(CELLS))
def test_a_person_sees_what_is_theirs(person: Client, addresses: dict[str, str], view: str) -> None:
    assert looked_at(person, addresses[view]).status_code == CELLS[view]["person"]


@pytest.mark.parametrize("view", sorted(CELLS))
def test_no_view_changes_anything_without_a_token(addresses: dict[str, str], view: str) -> None:
    assert Client(enforce_csrf_checks=True).post(addresses[view]).status_code in (403, 405, LOGIN)


@pytest.mark.parametrize("view", sorted(CELLS))
def test_every_answer_tells_the_browser_what_it_may_do(
    person: Client, addresses: dict[str, str], view: str
) -> None:
    headers = looked_at(person, addresses[view]).headers
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
