"""What is said of the outputs of a node whose parameters have mistakes."""

import copy

import pytest

from runtime.checking import check
from tests.scenarios.documents import document


def of_node(type_, params):
    """(output, message) of each issue about outputs; the node leads on by its first fixed output only."""
    stored = copy.deepcopy(document())
    stored["nodes"][1] |= {"type": type_, "title": "Узел", "params": params}
    stored["edges"][1]["key"] = {"collect": "entered", "wait": "next"}.get(type_, "no_input")
    return {issue.output: issue.message for issue in check(stored).issues if "unwired" in issue.code}


OPTION = {"id": "r1", "keys": "1", "label": "Продажи"}


@pytest.mark.parametrize(
    ("type_", "params", "idle"),
    [
        ("collect", {"prompt": [], "variable": ""}, "refused"),
        ("collect", {"prompt": [], "variable": "", "confirm": False}, "refused"),
        ("wait", {"seconds": ""}, "key"),
        ("voice_menu", {"prompt": [], "options": [OPTION | {"keys": ""}]}, "extension"),
        (
            "voice_menu",
            {"prompt": [], "options": [{**OPTION, "keys": "х"}], "direct_dial": "none"},
            "extension",
        ),
    ],
)
def test_an_output_that_no_call_can_take_is_not_missed_while_something_else_is_mistaken(type_, params, idle):
    assert idle not in of_node(type_, params)


@pytest.mark.parametrize(
    ("type_", "params", "drawn"),
    [
        ("collect", {"prompt": [], "variable": "", "confirm": True}, "refused"),
        ("wait", {"seconds": "", "break_keys": "1"}, "key"),
    ],
)
def test_an_output_that_is_drawn_is_missed_also_while_something_else_is_mistaken(type_, params, drawn):
    assert drawn in of_node(type_, params)


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ({"id": "r1", "keys": ""}, "пункт 1"),
        ({"id": "r1", "keys": "х", "label": "Продажи"}, "х Продажи"),
        ({"id": "r1", "keys": 5, "label": "Продажи"}, "Продажи"),
    ],
)
def test_a_mistaken_row_is_called_by_what_is_written_in_it_and_never_by_its_id(row, title):
    message = of_node("voice_menu", {"prompt": [], "options": [row]})["r1"]
    assert f"«{title}»" in message.ru
    assert "r1" not in message.ru + message.en
