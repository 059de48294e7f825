"""A checked document becomes the frozen graph that calls run on."""

import copy
import dataclasses

import pytest

from runtime.graph import Repeat, canonical, compile_graph, content_hash

DOCUMENT = {
    "directed": True,
    "multigraph": True,
    "graph": {
        "format": 1,
        "name": "Главный",
        "language": "en",
        "variables": {"CALLED ID": {"type": "text"}, "PIN": {"secret": True}},
        "repeats": [{"source": "m", "key": "again", "target": "a", "limit": 2}],
    },
    "nodes": [
        {"id": "s", "type": "start", "title": "Старт"},
        {
            "id": "a",
            "type": "assignment",
            "title": "Присвоение 1",
            "params": {"operations": [{"variable": "CALLED ID", "value": "calledID()"}]},
        },
        {
            "id": "m",
            "type": "menu",
            "title": "Меню 1",
            "params": {"argument": "`CALLED ID`", "values": [{"id": "again", "value": "1"}]},
        },
        {"id": "h", "type": "hangup", "params": {"farewell": []}},
        {"id": "e1", "type": "on_error", "params": {"classes": ["timeout"]}},
        {"id": "e2", "type": "on_error"},
        {"id": "g", "type": "on_hangup"},
        {"id": "text", "type": "note", "params": {"text": "для людей"}},
    ],
    "edges": [
        {"source": "s", "target": "a", "key": "next"},
        {"source": "a", "target": "m", "key": "next"},
        {"source": "m", "target": "h", "key": "other"},
        {"source": "m", "target": "h", "key": "again.spent"},
    ],
}


@pytest.fixture
def graph():
    return compile_graph(DOCUMENT)


def test_a_node_knows_where_each_of_its_outputs_leads(graph):
    menu = graph.nodes["m"]

    assert menu.edges == {"other": "h", "again.spent": "h"}
    assert menu.repeats == {"again": Repeat("a", 2)}
    assert menu.wired == {"other", "again", "again.spent"}


def test_a_node_knows_what_an_unwired_output_means(graph):
    assert graph.nodes["m"].kinds == {"again": "ending", "other": "required"}
    assert graph.nodes["a"].kinds == {"next": "ending", "error": "fallback"}


def test_lanes_are_found_by_type(graph):
    assert (graph.start, graph.on_hangup, graph.on_error) == ("s", "g", ("e1", "e2"))


def test_notes_are_left_out(graph):
    assert "text" not in graph.nodes


def test_declarations_become_types_and_secrets(graph):
    assert graph.variables == {"CALLED ID": "text", "PIN": "any"}
    assert graph.secrets == {"PIN"}
    assert (graph.name, graph.language) == ("Главный", "en")


def test_parameters_lose_pydantic_and_cannot_be_changed(graph):
    params = graph.nodes["m"].params

    assert not hasattr(params, "model_dump")
    assert params.match == "exact"
    with pytest.raises(dataclasses.FrozenInstanceError):
        params.match = "number"


def test_the_hash_is_that_of_the_content_not_of_its_spelling():
    reordered = {key: DOCUMENT[key] for key in reversed(DOCUMENT)}
    in_parts = copy.deepcopy(DOCUMENT)
    in_parts["nodes"][0]["title"] = "\u0418\u0306"
    in_one = copy.deepcopy(DOCUMENT)
    in_one["nodes"][0]["title"] = "\u0419"

    assert content_hash(reordered) == content_hash(DOCUMENT) == compile_graph(DOCUMENT).revision
    assert content_hash(in_parts) == content_hash(in_one) != content_hash(DOCUMENT)


def test_the_canonical_form_is_sorted_and_has_no_spaces():
    assert (
        canonical({"б": [1, 2.5], "a": {"d": None, "c": True}})
        == '{"a":{"c":true,"d":null},"б":[1,2.5]}'.encode()
    )
