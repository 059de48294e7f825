"""Drafts and revisions by the API: nothing is overwritten, nothing unseen is published."""

from typing import Any

import pytest

from scenarios.drafts import draft_of, save_draft
from scenarios.models import Scenario
from tests.designer.api.conftest import Ask, MakeUser
from tests.scenarios.documents import broken, document


@pytest.fixture
def place(scenario: Scenario) -> str:
    return f"/scenarios/{scenario.pk}"


def test_a_saved_draft_is_read_back_under_its_new_number(ask: Ask, place: str) -> None:
    wish = {"document": document(text="Добрый день"), "base": 1}
    assert ask("integrator", "PUT", f"{place}/draft", wish).json() == {"number": 2}
    draft = ask("supervisor", "GET", f"{place}/draft").json()
    assert draft["number"] == 2
    assert draft["document"]["nodes"][1]["params"]["prompt"] == [{"text": "Добрый день"}]


def test_the_second_of_two_people_gets_the_other_ones_draft_and_loses_nothing(
    ask: Ask, user: MakeUser, scenario: Scenario, place: str
) -> None:
    save_draft(scenario, document(text="первый"), base=1, author=user("admin"))
    mine = {"document": document(text="второй"), "base": 1}
    answer = ask("integrator", "PUT", f"{place}/draft", mine)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "draft_conflict")
    assert (problem["current"]["number"], problem["current"]["changed_by"]) == (2, "admin")
    assert problem["current"]["document"]["nodes"][1]["params"]["prompt"] == [{"text": "первый"}]
    assert ask("integrator", "PUT", f"{place}/draft", {**mine, "base": 2}).json() == {"number": 3}


def test_a_broken_drawing_is_kept_and_checked_but_not_published(ask: Ask, place: str) -> None:
    assert ask("admin", "PUT", f"{place}/draft", {"document": broken(), "base": 1}).status_code == 200
    checked = ask("admin", "POST", f"{place}/draft/check").json()
    assert checked["has_errors"]
    answer = ask("admin", "POST", f"{place}/publish", {})
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "has_errors")
    assert problem["issues"] == [issue for issue in checked["issues"] if issue["severity"] == "error"]
    assert problem["place"] == {"node": "n2", "output": None, "param": "prompt.0.text"}
    assert set(problem["message"]) == {"ru", "en"}


def test_a_draft_that_changed_since_it_was_looked_at_is_not_published(
    ask: Ask, scenario: Scenario, place: str
) -> None:
    save_draft(scenario, document(text="новое"), base=1, author=None)
    answer = ask("admin", "POST", f"{place}/publish", {"base": 1})
    assert (answer.status_code, answer.json()["code"]) == (409, "draft_conflict")


def test_an_earlier_revision_is_taken_back_and_the_draft_stays(
    ask: Ask, scenario: Scenario, place: str
) -> None:
    save_draft(scenario, document(text="новое"), base=1, author=None)
    assert ask("admin", "POST", f"{place}/publish", {"note": "вторая"}).json()["number"] == 2
    revisions = ask("admin", "GET", f"{place}/revisions").json()
    assert [(row["number"], row["note"], row["author"]) for row in revisions] == [
        (2, "вторая", "admin"),
        (1, "первая", ""),
    ]
    first = revisions[1]["hash"]
    assert ask("admin", "POST", f"{place}/roll_back", {"hash": first}).json()["number"] == 1
    assert ask("admin", "GET", place).json()["published_number"] == 1
    assert draft_of(scenario)[0]["nodes"][1]["params"]["prompt"] == [{"text": "новое"}]
    assert ask("admin", "GET", f"{place}/revisions/{first}").json()["document"] == document()


def test_the_main_scenario_is_neither_unpublished_nor_put_away(ask: Ask, place: str) -> None:
    for action in ("unpublish", "archive"):
        answer = ask("admin", "POST", f"{place}/{action}")
        assert (answer.status_code, answer.json()["code"]) == (409, "main_scenario")


def test_a_document_is_checked_without_being_saved(ask: Ask, scenario: Scenario) -> None:
    checked = ask("integrator", "POST", "/documents/check", {"document": broken()}).json()
    assert checked["has_errors"]
    assert ask("integrator", "POST", "/documents/check", {"document": document()}).json()["bound"] == 3
    assert draft_of(scenario)[1] == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"{", "broken_json"),
        (b'{"document": {"x": NaN}, "base": 1}', "bad_number"),
        (b'{"base": 1, "base": 2, "document": {}}', "duplicate_key"),
        (b'{"document": {"x": "\\ud800"}, "base": 1}', "bad_character"),
        (b'{"document": {"x": "\\u0000"}, "base": 1}', "bad_character"),
        (b'{"document": ' + b'{"x":' * 100 + b"1" + b"}" * 100 + b', "base": 1}', "too_deep"),
    ],
)
def test_what_no_file_could_hold_is_refused_with_a_reason(
    ask: Ask, place: str, text: bytes, code: str
) -> None:
    options: dict[str, Any] = {"data": text, "content_type": "application/json"}
    answer = ask("admin", "PUT", f"{place}/draft", **options)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({"document": {}}, "base"),
        ({"document": [], "base": 1}, "document"),
        ({"document": {}, "base": -1}, "base"),
        ({"document": {}, "base": 1, "forse": True}, "forse"),
    ],
)
def test_a_field_that_does_not_fit_is_named(ask: Ask, place: str, body: object, param: str) -> None:
    answer = ask("admin", "PUT", f"{place}/draft", body)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "bad_request")
    assert problem["place"]["param"] == problem["issues"][0]["param"] == param
    assert param in problem["message"]["ru"]


def test_a_large_drawing_can_be_saved_and_an_endless_one_cannot(ask: Ask, place: str) -> None:
    large = document(text="ы" * 2_000_000)
    assert ask("admin", "PUT", f"{place}/draft", {"document": large, "base": 1}).status_code == 200
    endless = document(text="x" * 17_000_000)
    answer = ask("admin", "PUT", f"{place}/draft", {"document": endless, "base": 2})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_scenario_that_is_not_there_is_told_in_both_languages(ask: Ask) -> None:
    answer = ask("admin", "GET", "/scenarios/999/draft")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert set(answer.json()["message"]) == {"ru", "en"}


def test_an_unsaved_drawing_is_checked_with_what_the_editor_can_mend(ask: Ask, place: str) -> None:
    drawn = document(text="Здравствуйте, {{ calerID() }}")
    checked = ask("supervisor", "POST", "/documents/check", {"document": drawn}).json()
    issue = next(issue for issue in checked["issues"] if issue["code"] == "unknown_function")
    assert issue["fixes"] == [
        {
            "code": "respell",
            "title": {"ru": "Написать callerID вместо calerID", "en": "Write callerID instead of calerID"},
            "edit": {
                "kind": "replace_text",
                "node": "n2",
                "param": "prompt.0.text",
                "offset": 17,
                "length": 7,
                "text": "callerID",
                "was": "calerID",
            },
        }
    ]
    assert (checked["longest"], checked["bound"]) == (3, 3)
    assert ask("supervisor", "GET", f"{place}/draft").json()["number"] == 1
