"""A stored scenario is read strictly: what two readers could understand differently never gets in."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.json_text import MAX_BYTES
from runtime.reading import MAX_NODES, read_document

SOUND = {
    "directed": True,
    "multigraph": True,
    "graph": {
        "format": 1,
        "name": "Главный",
        "language": "ru",
        "variables": {"PIN": {"type": "text", "secret": True}},
        "repeats": [{"source": "n2", "key": "other", "target": "n2", "limit": 3}],
    },
    "nodes": [
        {"id": "n1", "type": "start", "title": "Старт", "params": {}, "position": [0, 0.5]},
        {
            "id": "n2",
            "type": "menu",
            "title": "Меню",
            "params": {},
            "position": [200, 0],
            "size": [10, 10],
            "main": "other",
        },
    ],
    "edges": [{"source": "n1", "target": "n2", "key": "next"}],
}

IN_ONE, IN_PARTS = "\u0419", "\u0418\u0306"
"""The letter Й as one character, and as И with a mark of its own."""

UNREADABLE = {
    "a bracket is missing": ('{"graph": {}', "broken_json", "line 1, column 13"),
    "a comma too many": ('{\n "graph": {},\n}', "broken_json", "line 3, column 1"),
    "nothing at all": ("", "broken_json", "line 1, column 1"),
    "a text instead": ("Dear Sir or Madam", "broken_json", "line 1, column 1"),
    "a key twice": ('{"graph": {"name": "a", "name": "b"}}', "duplicate_key", "name"),
    "not a number": ('{"graph":\n {"name": "NaN", "x": NaN}}', "bad_number", "line 2, column 23"),
    "infinity": ('{"graph": {"x": -Infinity}}', "bad_number", "line 1, column 17"),
    "a number too large": ('{"graph": {"x": 1e999}}', "bad_number", "1e999"),
    "a number too long": ('{"graph": {"x": ' + "1" * 5000 + "}}", "bad_number", "4,300"),
    "half a character": (r'{"graph": {"name": "\ud800"}}', "bad_character", r"\ud800"),
    "a zero byte": (r'{"graph": {"name": "a\u0000b"}}', "bad_character", r"a\0b"),
    "a nesting bomb": ("[" * 200_000, "too_deep", "64"),
    "a deep document": ('{"graph": ' + "[" * 70 + "]" * 70 + "}", "too_deep", "64"),
    "a huge file": (" " * (MAX_BYTES + 1), "too_large", "16 MB"),
    "another encoding": ('{"name":\n "Главный"}'.encode("windows-1251"), "not_utf8", "line 2"),
    "a list": ("[]", "not_a_scenario", "Callwright"),
    "a number alone": ("7", "not_a_scenario", "Callwright"),
    "another program's file": ('{"flows": []}', "not_a_scenario", "Callwright"),
    "a newer format": ('{"graph": {"format": 2}}', "newer_format", "format 2"),
}


@pytest.mark.parametrize(("source", "code", "told"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_scenario_gets_one_clear_line(source, code, told):
    reading = read_document(source)

    assert reading.document is None
    assert [issue.code for issue in reading.issues] == [code]
    assert told in reading.issues[0].message.en


def test_the_place_of_broken_json_is_also_a_number_for_the_editor():
    assert read_document('{"graph": [}').issues[0].offset == 11


def test_a_sound_document_has_no_issues_and_stays_as_it_is():
    reading = read_document(json.dumps(SOUND))

    assert reading.issues == ()
    assert reading.document == SOUND


def test_bytes_with_a_byte_order_mark_are_read():
    assert read_document(b"\xef\xbb\xbf" + json.dumps(SOUND).encode()).issues == ()


def test_texts_written_in_parts_become_one_form():
    stored = copy.deepcopy(SOUND)
    stored["graph"]["variables"] = {IN_PARTS: {}}
    stored["nodes"][0]["title"] = IN_PARTS

    reading = read_document(stored)

    assert reading.document["graph"]["variables"] == {IN_ONE: {}}
    assert reading.document["nodes"][0]["title"] == IN_ONE


def test_two_names_that_become_one_are_a_doubled_key():
    stored = copy.deepcopy(SOUND)
    stored["graph"]["variables"] = {IN_ONE: {}, IN_PARTS: {}}

    assert [issue.code for issue in read_document(stored).issues] == ["duplicate_key"]


FAULTS = {
    "a missing list": (lambda doc: doc.pop("edges"), "missing_key", "edges"),
    "a missing name": (lambda doc: doc["graph"].pop("name"), "missing_key", "graph.name"),
    "a missing format": (lambda doc: doc["graph"].pop("format"), "missing_key", "graph.format"),
    "an edge without key": (lambda doc: doc["edges"][0].pop("key"), "missing_key", "edges.0.key"),
    "a node without id": (lambda doc: doc["nodes"][1].pop("id"), "missing_key", "nodes.1.id"),
    "an unknown key": (lambda doc: doc.update(links=[]), "unknown_key", "links"),
    "an unknown key of a node": (lambda doc: doc["nodes"][1].update(x=1), "unknown_key", "nodes.1.x"),
    "an undirected graph": (lambda doc: doc.update(directed=False), "wrong_value", "directed"),
    "nodes that are no list": (lambda doc: doc.update(nodes={}), "wrong_value", "nodes"),
    "a node that is a text": (lambda doc: doc["nodes"].append("n3"), "wrong_value", "nodes.2"),
    "an id that is a number": (lambda doc: doc["nodes"][1].update(id=2), "wrong_value", "nodes.1.id"),
    "an id with a dot": (lambda doc: doc["nodes"][1].update(id="n.2"), "wrong_value", "nodes.1.id"),
    "a position of three": (
        lambda doc: doc["nodes"][0].update(position=[1, 2, 3]),
        "wrong_value",
        "nodes.0.position",
    ),
    "params that are a list": (
        lambda doc: doc["nodes"][1].update(params=[]),
        "wrong_value",
        "nodes.1.params",
    ),
    "an output in capitals": (lambda doc: doc["edges"][0].update(key="Next"), "wrong_value", "edges.0.key"),
    "a doubled id": (lambda doc: doc["nodes"][1].update(id="n1"), "duplicate_id", "nodes.1.id"),
    "an edge from nowhere": (
        lambda doc: doc["edges"][0].update(source="n7"),
        "dangling_edge",
        "edges.0.source",
    ),
    "an edge to nowhere": (
        lambda doc: doc["edges"][0].update(target="n7"),
        "dangling_edge",
        "edges.0.target",
    ),
    "a repeat to nowhere": (
        lambda doc: doc["graph"]["repeats"][0].update(target="n7"),
        "dangling_edge",
        "graph.repeats.0.target",
    ),
    "a repeat of a spent output": (
        lambda doc: doc["graph"]["repeats"][0].update(key="other.spent"),
        "wrong_value",
        "graph.repeats.0.key",
    ),
    "an unknown type of variable": (
        lambda doc: doc["graph"]["variables"]["PIN"].update(type="string"),
        "wrong_value",
        "graph.variables.PIN.type",
    ),
}


@pytest.mark.parametrize(("spoil", "code", "place"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_the_shape_is_told_with_its_place(spoil, code, place):
    stored = copy.deepcopy(SOUND)
    spoil(stored)

    assert (code, place) in [(issue.code, issue.param) for issue in read_document(stored).issues]


@pytest.mark.parametrize("limit", [0, 100, -1, 2.5, "3", True, None])
def test_a_repeat_has_a_count_from_1_to_99(limit):
    stored = copy.deepcopy(SOUND)
    stored["graph"]["repeats"][0]["limit"] = limit

    (issue,) = read_document(stored).issues

    assert (issue.code, issue.node, issue.output) == ("bad_limit", "n2", "other")


@pytest.mark.parametrize("main", [1, None, True, ["next"], "x" * 65])
def test_a_main_output_that_is_no_name_is_told_of_its_node_and_mended(main):
    stored = copy.deepcopy(SOUND)
    stored["nodes"][1]["main"] = main

    (issue,) = read_document(stored).issues

    assert (issue.code, issue.severity, issue.node) == ("bad_main", "error", "n2")
    assert ("«Меню»" in issue.message.ru, "“Меню”" in issue.message.en) == (True, True)
    assert [fix.edit.kind for fix in issue.fixes] == ["unmark_main"]


def test_an_output_with_an_edge_and_a_repeat_is_doubled():
    stored = copy.deepcopy(SOUND)
    stored["edges"].append({"source": "n2", "target": "n2", "key": "other"})

    (issue,) = read_document(stored).issues

    assert (issue.code, issue.node, issue.output) == ("doubled_output", "n2", "other")


def test_all_faults_are_told_at_once():
    stored = copy.deepcopy(SOUND)
    for spoil, _, _ in list(FAULTS.values())[4:8]:
        spoil(stored)

    assert len(read_document(stored).issues) >= 4


def test_networkx_gets_only_what_it_need_not_repair():
    stored = copy.deepcopy(SOUND)
    stored["nodes"] += [{"id": "n2", "type": "stop"}, {"id": "n3"}, 5]
    stored["edges"] += [
        {"source": "n1", "target": "n9", "key": "a"},
        {"source": "n2", "target": "n3", "key": "b"},
        {"source": "n1", "target": "n1", "key": "next"},
        {"source": "n1", "target": "n2"},
    ]

    sound = read_document(stored).sound

    assert [node["id"] for node in sound["nodes"]] == ["n1", "n2"]
    assert sound["edges"] == SOUND["edges"]


def test_a_drawing_of_too_many_nodes_is_refused_before_it_is_looked_at():
    stored = copy.deepcopy(SOUND)
    stored["nodes"] = [{"id": f"n{number}", "type": "stop"} for number in range(MAX_NODES + 1)]

    assert [issue.code for issue in read_document(stored).issues] == ["too_large"]


@pytest.mark.parametrize(
    "value", [{1, 2}, float("nan"), b"bytes", object()], ids=lambda value: type(value).__name__
)
def test_a_value_that_json_cannot_hold_is_refused(value):
    assert read_document({"graph": {"name": value}}).document is None


def test_a_dict_that_holds_itself_is_refused():
    stored: dict[str, object] = {"graph": {}}
    stored["self"] = stored

    assert [issue.code for issue in read_document(stored).issues] == ["too_deep"]


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_reading_never_fails_on_any_text(source):
    reading = read_document(source)

    assert reading.document is not None or reading.issues


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def spoilt(draw):
    """The sound document with one of its values replaced by anything."""
    stored = copy.deepcopy(SOUND)
    holder = stored
    while True:
        key = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        inner = holder[key]
        if not isinstance(inner, (dict, list)) or not inner or draw(st.booleans()):
            holder[key] = draw(JSON_VALUES)
            return stored
        holder = inner


@given(spoilt())
def test_reading_never_fails_on_any_document(stored):
    reading = read_document(stored)

    if reading.sound is not None:
        ids = {node["id"] for node in reading.sound["nodes"]}
        assert {edge["target"] for edge in reading.sound["edges"]} <= ids
