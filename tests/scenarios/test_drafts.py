"""Drafts: saved by number, never over a newer one. On both databases."""

import copy
import threading
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from runtime.graph import Document
from scenarios.audit import entries
from scenarios.drafts import create, draft_of, save_draft
from scenarios.errors import DraftConflict, NameTaken, NotFound, Refused
from scenarios.models import Scenario
from tests.scenarios.documents import broken, document

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def scenario(store: str) -> Scenario:
    return create("проба", author=None, document=document())


def said(text: str) -> Document:
    return document(text=text)


def test_a_save_gives_the_draft_its_next_number(scenario: Scenario, author: User) -> None:
    assert save_draft(scenario, said("два"), base=1, author=author) == 2
    assert draft_of(scenario) == (said("два"), 2)


def test_a_save_upon_an_older_draft_is_told_both_versions_and_writes_nothing(
    scenario: Scenario, author: User
) -> None:
    save_draft(scenario, said("её правка"), base=1, author=author)
    with pytest.raises(DraftConflict) as refused:
        save_draft(scenario, said("его правка"), base=1, author=None)
    assert refused.value.current_document == said("её правка")
    assert refused.value.current_number == 2
    assert refused.value.changed_by == "анна"
    assert refused.value.changed_at == Scenario.objects.get().draft_saved_at
    assert draft_of(scenario) == (said("её правка"), 2)


def test_a_save_from_the_future_is_a_conflict_too(scenario: Scenario) -> None:
    with pytest.raises(DraftConflict):
        save_draft(scenario, said("два"), base=7, author=None)


def test_what_is_stored_already_writes_nothing_and_may_be_repeated(scenario: Scenario) -> None:
    save_draft(scenario, said("два"), base=1, author=None)
    written = Scenario.objects.get()
    # The answer to the first save was lost on its way; the browser sends it again.
    assert save_draft(scenario, said("два"), base=1, author=None) == 2
    assert Scenario.objects.get().changed_at == written.changed_at
    assert entries(scenario).filter(action="draft_saved").count() == 1


@pytest.mark.parametrize(
    "drawing", [broken(), {}, {"nodes": 5}, {"graph": [], "edges": {}}, {"graph": {"format": 99}}]
)
def test_what_is_wrong_in_the_drawing_never_stops_a_save(scenario: Scenario, drawing: Document) -> None:
    assert save_draft(scenario, drawing, base=1, author=None) == 2


@pytest.mark.parametrize("value", [float("nan"), "\ud800", "\0", {1, 2}, float("inf")])
def test_what_no_file_could_hold_is_refused(scenario: Scenario, value: Any) -> None:
    with pytest.raises(Refused):
        save_draft(scenario, {"graph": {}, "nodes": [value]}, base=1, author=None)
    assert draft_of(scenario)[1] == 1


@pytest.mark.parametrize("value", [1e16, 1.0, -0.0, 12345678901234567890, "é", {"b": 1, "a": 2}])
def test_a_draft_comes_back_as_it_was_saved(scenario: Scenario, value: Any) -> None:
    drawing = {**document(), "extra": value}
    save_draft(scenario, copy.deepcopy(drawing), base=1, author=None)
    assert repr(draft_of(scenario)[0]) == repr(drawing)


def test_a_draft_goes_by_the_name_of_its_scenario(scenario: Scenario) -> None:
    save_draft(scenario, document("чужое имя", "два"), base=1, author=None)
    assert draft_of(scenario)[0]["graph"]["name"] == "проба"


def test_a_draft_of_a_scenario_that_is_gone_is_told_so(scenario: Scenario) -> None:
    Scenario.objects.all().delete()
    with pytest.raises(NotFound):
        draft_of(scenario)
    with pytest.raises(NotFound):
        save_draft(scenario, said("два"), base=1, author=None)


def test_of_two_people_who_save_at_once_one_hears_of_the_other(scenario: Scenario) -> None:
    at_once = threading.Barrier(2)
    outcomes: list[object] = []

    def save(text: str) -> None:
        try:
            own = Scenario.objects.get()
            at_once.wait(5)
            outcomes.append(save_draft(own, said(text), base=1, author=None))
        except DraftConflict as conflict:
            outcomes.append(conflict.current_document["nodes"][1]["params"]["prompt"][0]["text"])
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(text,)) for text in ("раз", "два")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    kept = draft_of(scenario)[0]["nodes"][1]["params"]["prompt"][0]["text"]
    assert sorted(outcomes, key=str) == [2, kept]


def test_a_new_scenario_begins_with_its_start(store: str) -> None:
    made = create("  новый   сценарий ", author=None, language="en")
    assert made.name == "новый сценарий"
    assert [node["title"] for node in made.draft["nodes"]] == ["Start"]
    assert made.published is None


def test_a_name_is_taken_once(scenario: Scenario) -> None:
    with pytest.raises(NameTaken):
        create("проба", author=None)
    assert Scenario.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "a\0b", "\u202e", "я" * 201, "\ud800"])
def test_what_is_no_name_is_refused(store: str, name: str) -> None:
    with pytest.raises(Refused):
        create(name, author=None)
