"""Variables of a drawing by the API: where they are, and another name for one."""

from typing import Any

import pytest

from runtime.graph import Document
from tests.designer.api.conftest import Ask
from tests.scenarios.documents import document


@pytest.fixture
def drawn() -> Document:
    """It assigns a variable, says it, and asks for one that nobody has set."""
    made = document(text="{{ ИМЯ }}, {{ `НОМЕР ЛИНИИ` }}")
    made["graph"]["variables"] = {"PIN": {"type": "text", "secret": True}}
    made["nodes"].append(
        {
            "id": "n4",
            "type": "assignment",
            "title": "Присвоение 1",
            "params": {"operations": [{"variable": "ИМЯ", "value": "callerName()"}]},
            "position": [0, 200],
        }
    )
    return made


def uses(ask: Ask, drawn: Document) -> dict[str, Any]:
    answer = ask("supervisor", "POST", "/expressions/uses", {"document": drawn}).json()
    return {variable["name"]: variable for variable in answer}


def test_every_variable_is_told_with_its_places(ask: Ask, drawn: Document) -> None:
    found = uses(ask, drawn)
    assert list(found) == ["PIN", "ИМЯ", "НОМЕР ЛИНИИ"]
    assert found["PIN"] == {
        "name": "PIN",
        "type": "text",
        "secret": True,
        "is_declared": True,
        "is_built_in": False,
        "places": [],
    }
    assert found["ИМЯ"]["type"] == "text"
    assert found["ИМЯ"]["places"] == [
        {"node": "n2", "param": "prompt.0.text", "kind": "read", "offset": 3, "length": 3},
        {"node": "n4", "param": "operations.0.variable", "kind": "set", "offset": None, "length": None},
    ]
    assert [place["offset"] for place in found["НОМЕР ЛИНИИ"]["places"]] == [14]
    assert not found["НОМЕР ЛИНИИ"]["is_declared"]


def test_what_the_error_lane_sets_is_told_from_what_nothing_sets(ask: Ask, drawn: Document) -> None:
    drawn["nodes"][1]["params"]["prompt"][0]["text"] = "{{ ошибка.text }}, {{ `НОМЕР ЛИНИИ` }}"
    found = uses(ask, drawn)
    assert found["ошибка"]["is_built_in"]
    assert not found["НОМЕР ЛИНИИ"]["is_built_in"]


def test_a_variable_is_offered_while_another_row_of_its_node_is_being_written(
    ask: Ask, drawn: Document
) -> None:
    operations = drawn["nodes"][-1]["params"]["operations"]
    operations.append({"variable": "ИТОГО", "value": "ИМ + "})
    answer = ask("integrator", "POST", "/expressions/variables", {"document": drawn}).json()
    offered = {variable["name"]: (variable["type"], variable["set_in"]) for variable in answer}
    assert offered["ИМЯ"] == ("any", ["n4"])
    assert offered["ИТОГО"] == ("any", ["n4"])


def test_a_renamed_variable_has_its_new_name_at_every_place(ask: Ask, drawn: Document) -> None:
    wish = {"document": drawn, "old": "ИМЯ", "new": "КТО ЗВОНИТ"}
    answer = ask("integrator", "POST", "/expressions/rename", wish).json()
    params = [node["params"] for node in answer["document"]["nodes"]]
    assert params[1] == {"prompt": [{"text": "{{ `КТО ЗВОНИТ` }}, {{ `НОМЕР ЛИНИИ` }}"}]}
    assert params[3]["operations"] == [{"variable": "КТО ЗВОНИТ", "value": "callerName()"}]
    assert answer["places"] == uses(ask, answer["document"])["КТО ЗВОНИТ"]["places"]
    assert answer["places"][0]["length"] == len("`КТО ЗВОНИТ`")


def test_a_variable_that_is_nowhere_changes_nothing(ask: Ask, drawn: Document) -> None:
    wish = {"document": drawn, "old": "НИКТО", "new": "КТО"}
    answer = ask("integrator", "POST", "/expressions/rename", wish).json()
    assert answer == {"document": drawn, "places": []}


def test_two_variables_become_one_only_when_that_is_wanted(ask: Ask, drawn: Document) -> None:
    wish = {"document": drawn, "old": "ИМЯ", "new": "НОМЕР ЛИНИИ"}
    answer = ask("integrator", "POST", "/expressions/rename", wish)
    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")
    merged = ask("integrator", "POST", "/expressions/rename", {**wish, "merge": True}).json()
    assert len(merged["places"]) == 3


@pytest.mark.parametrize("new", ["a`b", " a", "a\nb"])
def test_a_name_that_no_expression_could_write_is_refused(ask: Ask, drawn: Document, new: str) -> None:
    wish = {"document": drawn, "old": "ИМЯ", "new": new}
    answer = ask("integrator", "POST", "/expressions/rename", wish)
    assert (answer.status_code, answer.json()["place"]["param"]) == (422, "new")


@pytest.mark.parametrize(("old", "new"), [("error", "x"), ("ИМЯ", "ошибка")])
def test_what_the_error_lane_brings_keeps_its_name(ask: Ask, drawn: Document, old: str, new: str) -> None:
    answer = ask("integrator", "POST", "/expressions/rename", {"document": drawn, "old": old, "new": new})
    assert (answer.status_code, answer.json()["code"]) == (409, "built_in")


def test_a_text_without_room_for_the_new_name_is_shown(ask: Ask, drawn: Document) -> None:
    drawn["nodes"][3]["params"]["operations"][0]["value"] = f"ИМЯ + '{'а' * 3_950}'"
    wish = {"document": drawn, "old": "ИМЯ", "new": "К" * 100}
    answer = ask("integrator", "POST", "/expressions/rename", wish)
    assert (answer.status_code, answer.json()["code"]) == (409, "cannot_rename")
    assert answer.json()["place"] == {"node": "n4", "output": None, "param": "operations.0.value"}
