"""A variable renamed everywhere: at the names that the language itself finds, and at no other character."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.checking import check
from runtime.checks.drawing import Drawing
from runtime.component import components
from runtime.expressions import Expression, Template
from runtime.names import NamesOffline
from runtime.reading import read_document
from runtime.renaming import CannotRename, renamed
from runtime.stored_texts import stored_texts, unwritten_variables
from runtime.variable_places import nodes, places

ROOT = Path(__file__).parents[2]
DOCUMENTS = {
    path.stem: stored.get("document", stored)
    for path in [
        *sorted((ROOT / "scenarios" / "samples").glob("*.json")),
        *sorted((ROOT / "tests" / "runtime" / "broken").glob("*.json")),
    ]
    if isinstance((stored := json.loads(path.read_text())), dict)
}


def drawn(**params):
    """A drawing whose nodes are an assignment, a comparison and a notification with these parameters."""
    types = {"operations": "assignment", "condition": "compare", "text": "notification"}
    nodes = [
        {"id": name, "type": types[name], "title": name, "params": {name: value}}
        for name, value in params.items()
    ]
    return {
        "directed": True,
        "multigraph": True,
        "graph": {"format": 1, "name": "x"},
        "nodes": nodes,
        "edges": [],
    }


def condition(source, old="X", new="Y"):
    return renamed(drawn(condition=source), old, new)["nodes"][0]["params"]["condition"]


def text(source, old="X", new="Y"):
    return renamed(drawn(text=source), old, new)["nodes"][0]["params"]["text"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("X == 'X'", "Y == 'X'"),
        ("X.X + XX + x + `X`", "Y.X + XX + x + Y"),
        ("X(1) + X", "X(1) + Y"),
        ("has(X.X) ? X : `X Y`", "has(Y.X) ? Y : `X Y`"),
        ("[1].map(X, X + 1) == X", "[1].map(X, X + 1) == Y"),
        ("[1].map(q, q + X)", "[1].map(q, q + Y)"),
        ("[1].map(Y, Y + X)", "[1].map(Y, Y + .`Y`)"),
        (".X + 1", ".Y + 1"),
        ("{X: X}[X] // X", "{Y: Y}[Y] // X"),
    ],
)
def test_only_the_variable_itself_is_renamed(source, expected):
    assert condition(source) == expected


@pytest.mark.parametrize(
    ("new", "written"),
    [
        ("ИМЯ", "ИМЯ"),
        ("CALLED ID", "`CALLED ID`"),
        ("in", "`in`"),
        ("true", "`true`"),
        ("int", "`int`"),
        ("8", "`8`"),
    ],
)
def test_a_name_that_is_no_plain_word_goes_into_backticks(new, written):
    assert condition("X == '1'", new=new) == f"{written} == '1'"


def test_backticks_go_when_the_new_name_needs_none():
    assert condition("`НОМЕР ЛИНИИ` == '3'", old="НОМЕР ЛИНИИ", new="LINE") == "LINE == '3'"


def test_holes_of_a_text_are_renamed_and_the_rest_of_it_is_not():
    source = r"X: {{ X }}, \{{ X }}, ${X}, {{ {'X': X}['X'] }}"
    assert text(source, new="Y Z") == r"X: {{ `Y Z` }}, \{{ X }}, ${X}, {{ {'X': `Y Z`}['X'] }}"


@pytest.mark.parametrize(
    ("source", "expected"),
    [("X + ", "`Y` + "), ("f(X) + X.X + X( + 'X", "f(`Y`) + `Y`.X + X( + 'X"), ("X = 1", "`Y` = 1")],
)
def test_an_expression_with_a_mistake_is_renamed_too(source, expected):
    assert condition(source) == expected


def test_a_text_with_a_hole_that_never_ends_is_renamed_too():
    assert text("{{ X }} and {{ X", new="Y") == "{{ Y }} and {{ Y"


def test_declarations_and_assignments_follow_and_keep_their_places():
    document = drawn(operations=[{"variable": "X", "value": "X + 1"}, {"variable": "XX", "value": "1"}])
    document["graph"]["variables"] = {"A": {}, "X": {"type": "number"}, "B": {}}
    changed = renamed(document, "X", "Y")
    assert list(changed["graph"]["variables"]) == ["A", "Y", "B"]
    assert changed["graph"]["variables"]["Y"] == {"type": "number"}
    assert changed["nodes"][0]["params"]["operations"] == [
        {"variable": "Y", "value": "Y + 1"},
        {"variable": "XX", "value": "1"},
    ]


def test_a_node_with_a_mistake_is_renamed_too():
    document = drawn(operations=[{"variable": "X", "value": "X"}])
    document["nodes"][0]["params"]["no such parameter"] = "X"
    changed = renamed(document, "X", "Y")["nodes"][0]["params"]
    assert changed == {"operations": [{"variable": "Y", "value": "Y"}], "no such parameter": "X"}


def test_two_variables_that_become_one_stay_secret():
    document = drawn(condition="X == Y")
    document["graph"]["variables"] = {"X": {"type": "text", "secret": True}, "Y": {"type": "number"}}
    changed = renamed(document, "X", "Y")
    assert changed["graph"]["variables"] == {"Y": {"type": "number", "secret": True}}
    assert changed["nodes"][0]["params"]["condition"] == "Y == Y"


def test_what_was_given_stays_as_it_was():
    document = drawn(condition="X == '1'")
    before = copy.deepcopy(document)
    renamed(document, "X", "Y")
    assert document == before


def test_a_text_without_room_for_the_new_name_is_told():
    with pytest.raises(CannotRename) as refused:
        condition(f"X + '{'a' * 3_950}'", new="Y" * 100)
    assert (refused.value.node, refused.value.param) == ("condition", "condition")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_there_and_back_is_the_same_drawing_with_the_same_issues(name):
    document = DOCUMENTS[name]
    codes = sorted((issue.code, issue.node or "") for issue in check(document).issues)
    for variable in {place.variable for place in places(document)}:
        there = renamed(document, variable, "Новое имя")
        assert variable not in {place.variable for place in places(there)}
        if variable not in ("error", "ошибка"):
            told = sorted((issue.code, issue.node or "") for issue in check(there).issues)
            assert told == codes or name in ("look_alike_names", "bad_variable_name")
        back = renamed(there, "Новое имя", variable)
        if name != "look_alike_names":
            told = with_name_written_out(document, variable)
            assert json.dumps(back).replace("`", "") == json.dumps(told).replace("`", "")


def with_name_written_out(document, variable):
    """The document with this variable's name written where a node sets it by default."""
    written = copy.deepcopy(document)
    for node in nodes(written):
        component = components().get(node["type"])
        for text in list(unwritten_variables(component, node.get("params"))) if component else ():
            if text.text == variable:
                node.setdefault("params", {})[text.param] = variable
    return written


def is_stored(params, param):
    """Whether something stands at this path, and not only its default."""
    for part in param.split("."):
        try:
            params = params[int(part) if part.isdecimal() else part]
        except (KeyError, IndexError):
            return False
    return bool(params)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_stored_texts_are_those_that_the_checks_read(name):
    sound = read_document(DOCUMENTS[name]).sound
    for node in Drawing(sound, NamesOffline(), "RU").nodes.values():
        if node.params is None:
            continue
        read = {
            leaf.param: leaf.value for leaf in node.leaves if isinstance(leaf.value, Expression | Template)
        }
        found = [one for one in stored_texts(node.kind, node.stored) if one.kind != "variable"]
        assert {one.param: one.text for one in found} == {
            param: value.source for param, value in read.items() if is_stored(node.stored, param)
        }


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text("X{}`", max_size=6),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["operations", "variable", "value", "text", "prompt", "values"]),
                inner,
                max_size=3,
            )
        ),
    ),
    st.sampled_from(sorted(components())),
)
def test_whatever_is_stored_is_walked_without_failing(params, kind):
    document = {
        "graph": {"variables": {"X": None}},
        "nodes": [{"id": "n", "type": kind, "params": params}, 7],
    }
    changed = renamed(document, "X", "Y")
    assert all(place.variable != "X" for place in places(changed))


@pytest.mark.parametrize(("direct_dial", "is_set"), [("1XX", True), ("none", False), (None, False)])
def test_a_variable_that_a_menu_sets_under_its_default_name_is_found_and_renamed(direct_dial, is_set):
    menu = {"id": "m", "type": "voice_menu", "title": "m"}
    # Another parameter is wrong, as it is while somebody draws.
    if direct_dial:
        menu["params"] = {"direct_dial": direct_dial, "timeout_s": "long"}
    document = drawn(condition="ДОБАВОЧНЫЙ == '1'")
    document["nodes"].append(menu)
    found = [(place.node, place.param, place.kind) for place in places(document)]
    assert (("m", "extension_variable", "set") in found) is is_set
    after = renamed(document, "ДОБАВОЧНЫЙ", "НОМЕР")["nodes"][1].get("params", {})
    assert after.get("extension_variable") == ("НОМЕР" if is_set else None)
