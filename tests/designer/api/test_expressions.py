"""Expressions and texts tried while they are written."""

from typing import Any

import pytest

from tests.designer.api.conftest import Ask
from tests.scenarios.documents import document


def tried(ask: Ask, source: str, **more: Any) -> dict[str, Any]:
    """What the API says of an expression."""
    answer: dict[str, Any] = ask("integrator", "POST", "/expressions/try", {"source": source, **more}).json()
    return answer


@pytest.mark.parametrize(
    ("source", "variables", "result", "kind"),
    [
        ("1 + 2", [], "3", "number"),
        ("`НОМЕР ЛИНИИ` + '!'", [{"name": "НОМЕР ЛИНИИ", "type": "text", "value": "3"}], "3!", "text"),
        ("x.size() > 1", [{"name": "x", "type": "list", "value": [1, 2]}], "true", "yes_no"),
        ("d - duration('60s')", [{"name": "d", "type": "duration", "value": "90s"}], "0:00:30", "duration"),
        (
            "date.getFullYear()",
            [{"name": "date", "type": "date", "value": "2026-11-23T20:00:00+03:00"}],
            "2026",
            "number",
        ),
    ],
)
def test_an_expression_gives_its_value_for_the_samples(
    ask: Ask, source: str, variables: list[dict[str, Any]], result: str, kind: str
) -> None:
    answer = tried(ask, source, variables=variables)
    assert (answer["problems"], answer["failures"]) == ([], [])
    assert (answer["result"], answer["result_kind"]) == (result, kind)


def test_functions_tell_of_the_sample_call(ask: Ask) -> None:
    call = {"called": "84951112233", "line": "7", "call_seconds": 5}
    answer = tried(ask, "calledID() + '/' + lineNumber()", call=call)
    assert answer["result"].endswith("/7")
    assert answer["result_type"] == "text"


def test_a_misspelt_name_is_told_with_its_place_and_a_better_one(ask: Ask) -> None:
    [problem] = tried(ask, "2 + ИМЯЯ", variables=[{"name": "ИМЯ", "type": "number", "value": 1}])["problems"]
    assert (problem["code"], problem["offset"], problem["suggestion"]) == ("unknown_name", 4, "ИМЯ")
    assert set(problem["message"]) == {"ru", "en"}


@pytest.mark.parametrize("kind", ["expression", "template"])
def test_what_cannot_be_read_is_told_with_its_place(ask: Ask, kind: str) -> None:
    source = "1 +" if kind == "expression" else "Здравствуйте, {{ 1 + }}"
    answer = tried(ask, source, kind=kind)
    assert (len(answer["problems"]), answer["result"]) == (1, None)


def test_a_text_shows_its_holes_filled_and_places_what_failed(ask: Ask) -> None:
    answer = tried(
        ask,
        "{{ ИМЯ }}: {{ 1 / 0 }}!",
        kind="template",
        variables=[{"name": "ИМЯ", "type": "text", "value": "Анна"}],
    )
    assert answer["result"] == "Анна: !"
    assert [failure["offset"] for failure in answer["failures"]] == [16]
    assert answer["names"] == ["ИМЯ"]


def test_a_sample_that_is_no_date_is_told_by_its_name(ask: Ask) -> None:
    answer = tried(ask, "1", variables=[{"name": "день", "type": "date", "value": "завтра"}])
    assert [failure["code"] for failure in answer["failures"]] == ["bad_sample"]
    assert "день" in answer["failures"][0]["message"]["ru"]


def test_an_expression_without_end_is_cut_off(ask: Ask) -> None:
    loop = ".map(x, " * 3
    source = f"xs{loop}xs" + ")" * 3
    answer = tried(ask, source, variables=[{"name": "xs", "type": "list", "value": list(range(500))}])
    assert answer["result"] is None
    assert answer["failures"]


def test_the_variables_of_a_drawing_are_listed_for_completion(ask: Ask) -> None:
    drawn = document()
    drawn["graph"]["variables"] = {"PIN": {"type": "text", "secret": True}}
    drawn["nodes"].append(
        {
            "id": "n4",
            "type": "assignment",
            "title": "Присвоение 1",
            "params": {"operations": [{"variable": "ИТОГ", "value": "1 + 1"}]},
            "position": [0, 200],
        }
    )
    listed = ask("integrator", "POST", "/expressions/variables", {"document": drawn}).json()
    shown = {row["name"]: (row["type"], row["secret"], row["set_in"]) for row in listed}
    assert shown["PIN"] == ("text", True, [])
    assert shown["ИТОГ"] == ("number", False, ["n4"])


def test_a_drawing_that_cannot_be_read_has_no_variables(ask: Ask) -> None:
    assert ask("integrator", "POST", "/expressions/variables", {"document": {}}).json() == []
