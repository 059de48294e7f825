"""What holds for every scenario: whatever comes in, all problems come out, in the order of the flow."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.checking import check
from runtime.checks.fix import Disconnect, Fix
from runtime.checks.issue import Issue
from runtime.wording import Wording
from tests.bench.checks import drawing

SOUND = json.loads((Path(__file__).parents[1] / "broken" / "sound.json").read_text())["document"]


def codes(checked):
    return [issue.code for issue in checked.issues]


def with_expression(text):
    stored = copy.deepcopy(SOUND)
    put = next(node for node in stored["nodes"] if node["id"] == "put")
    put["params"]["operations"][0]["value"] = text
    return stored


def test_text_bytes_and_dict_give_the_same_issues():
    text = json.dumps(SOUND, ensure_ascii=False)

    assert check(text).issues == check(text.encode()).issues == check(SOUND).issues


def test_the_checked_document_is_the_one_to_store():
    checked = check(json.dumps(SOUND))

    assert checked.document == SOUND
    assert not checked.has_errors


def test_a_text_that_is_no_scenario_has_no_document_and_no_bound():
    checked = check("{")

    assert (checked.document, checked.bound, checked.has_errors) == (None, None, True)


def test_checking_changes_nothing():
    stored = copy.deepcopy(SOUND)
    check(stored)

    assert stored == SOUND


def test_an_issue_is_plain_data():
    issue = Issue(
        "cycle",
        "error",
        Wording("Круг.", "A circle."),
        Wording("Уберите.", "Remove."),
        "n1",
        "next",
        fixes=(Fix("remove_wire", Wording("Убрать", "Remove"), Disconnect("n1", "next")),),
    )

    assert json.loads(json.dumps(issue.as_dict())) == {
        "code": "cycle",
        "severity": "error",
        "node": "n1",
        "output": "next",
        "param": None,
        "message": {"ru": "Круг.", "en": "A circle."},
        "fix": {"ru": "Уберите.", "en": "Remove."},
        "offset": None,
        "fixes": [
            {
                "code": "remove_wire",
                "title": {"ru": "Убрать", "en": "Remove"},
                "edit": {"kind": "disconnect", "source": "n1", "key": "next"},
            }
        ],
    }


def test_issues_come_in_the_order_of_the_flow_and_the_worst_first():
    stored = with_expression("NOWHERE")
    stored["nodes"].reverse()
    for node in stored["nodes"]:
        if node["id"] == "end":
            node["params"]["cause"] = "bored"
        if node["id"] == "missed":
            node["params"]["text"] = "{{ NOWHERE }} {{ 1 + }}"
    found = [(issue.node, issue.severity) for issue in check(stored).issues if issue.severity == "error"]

    assert found == [("put", "error"), ("missed", "error"), ("end", "error")]
    of_put = [issue.severity for issue in check(stored).issues if issue.node == "put"]
    assert of_put == sorted(of_put, key=["error", "warning", "hint"].index)


def test_a_misspelt_variable_is_told_with_the_right_spelling():
    stored = with_expression("CALLED_ID + NUMBR")

    fixes = [issue.fix.en for issue in check(stored).issues if issue.code == "unknown_variable"]

    assert fixes == ["Write `CALLED ID`.", "Write NUMBER."]


def test_a_function_written_without_brackets_is_recognised():
    (issue,) = (issue for issue in check(with_expression("weekday")).issues if issue.severity == "error")

    assert (issue.code, issue.fix.en) == ("unknown_variable", "Write weekday().")


def test_the_way_out_of_a_circle_is_named():
    stored = copy.deepcopy(SOUND)
    stored["edges"].append({"source": "menu", "key": "again_and_again", "target": "put"})
    (issue,) = (issue for issue in check(stored).issues if issue.code == "cycle")

    assert issue.message.ru == "Круг без конца: «Put» → «Menu» → «Put»."
    assert "повтором" in issue.fix.ru
    assert (issue.node, issue.output) == ("menu", "again_and_again")


def test_a_large_circle_is_named_in_short():
    ring = [f"n{number}" for number in range(2_000)]
    stored = {
        "directed": True,
        "multigraph": True,
        "graph": {"format": 1, "name": "ring"},
        "nodes": [{"id": "s", "type": "start"}]
        + [{"id": id_, "type": "notification", "title": id_, "params": {"text": "x"}} for id_ in ring],
        "edges": [{"source": "s", "key": "next", "target": "n0"}]
        + [
            {"source": id_, "key": "next", "target": after}
            for id_, after in zip(ring, ring[1:] + ring[:1], strict=True)
        ],
    }
    (issue,) = (issue for issue in check(stored).issues if issue.code == "cycle")

    assert (issue.node, issue.output) == ("n1999", "next")
    assert len(issue.message.en) < 150


def test_10000_nodes_are_checked_in_one_go():
    assert not check(drawing(10_000, "large")).has_errors


def test_a_thousand_unknown_names_are_each_told():
    stored = copy.deepcopy(SOUND)
    stored["graph"]["variables"] = {f"ПЕРЕМЕННАЯ {number}": {} for number in range(2_000)}
    for part in range(10):
        operations = [{"variable": "X", "value": f"НЕТ_ТАКОЙ_{part}_{number}"} for number in range(100)]
        stored["nodes"].append({"id": f"p{part}", "type": "assignment", "params": {"operations": operations}})

    assert codes(check(stored)).count("unknown_variable") == 1_000


@pytest.mark.parametrize("type_", ["menu", "voice_menu", "queue", "transfer", "assignment", "play"])
@pytest.mark.parametrize(
    "params", [{}, {"values": 7}, {"options": [7]}, {"exit_keys": [{"id": 7}]}, {"x": None}], ids=str
)
def test_parameters_of_any_shape_are_told_and_do_no_harm(type_, params):
    stored = copy.deepcopy(SOUND)
    stored["nodes"].append({"id": "odd", "type": type_, "params": params})

    assert "odd" in {issue.node for issue in check(stored).issues if issue.severity == "error"}


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["", "put", "next", "{{", "1 +", "menu", "Я", "`"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "text", "say", "keys", "type", "value"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def spoilt(draw):
    """The sound document with up to three of its values replaced by anything."""
    stored = copy.deepcopy(SOUND)
    for _ in range(draw(st.integers(1, 3))):
        holder = stored
        while True:
            key = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
            inner = holder[key]
            if not isinstance(inner, (dict, list)) or not inner or draw(st.booleans()):
                holder[key] = draw(JSON_VALUES)
                break
            holder = inner
    return stored


@given(spoilt())
def test_checking_never_fails_on_any_document(stored):
    checked = check(stored)

    assert checked.document is not None or checked.has_errors
    for issue in checked.issues:
        json.dumps(issue.as_dict())
