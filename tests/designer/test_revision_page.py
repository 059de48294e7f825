"""What two revisions of a scenario differ in, on the page of its history."""

import pytest
from django.test import Client

from scenarios.drafts import save_draft
from scenarios.models import Scenario
from scenarios.revisions import publish
from tests.designer.pages import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def revised(samples: dict[str, Scenario]) -> Scenario:
    """A scenario of two revisions that differ in a title, a wire and a parameter."""
    scenario = samples["приёмная"]
    document = {**scenario.draft, "nodes": [dict(node) for node in scenario.draft["nodes"]]}
    document["nodes"][0]["title"] = "Вход звонка"
    save_draft(scenario, document, base=scenario.draft_number, author=None)
    publish(scenario, note="новый вход", author=None)
    return scenario


def test_the_history_tells_what_two_revisions_differ_in(person: Client, revised: Scenario) -> None:
    page = shown(person, f"/scenarios/{revised.pk}/revisions/")
    assert "новый вход" in page
    assert "<ins>Вход звонка</ins>" in page
    same = shown(person, f"/scenarios/{revised.pk}/revisions/?from=2&to=2")
    assert "Ничем не отличаются" in same


@pytest.mark.parametrize("number", ["", "x", "9" * 5000, "²", "77"])
def test_a_revision_that_is_none_leaves_the_last_two(person: Client, revised: Scenario, number: str) -> None:
    page = shown(person, f"/scenarios/{revised.pk}/revisions/?from={number}&to={number}")
    assert "<ins>Вход звонка</ins>" in page
