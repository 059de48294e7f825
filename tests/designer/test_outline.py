"""A scenario as a text to read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.outline import DEPTH_MAX, ExitRow, NodeRow, lanes
from runtime.graph import Document


def drawn(nodes: dict[str, str], edges: list[tuple[str, str, str]], repeats: Any = ()) -> Document:
    """A document from id -> type, (source, output, target), and repeats with a limit of 3."""
    return {
        "directed": True,
        "multigraph": True,
        "graph": {
            "format": 1,
            "name": "проба",
            "repeats": [
                {"source": source, "key": key, "target": target, "limit": 3}
                for source, key, target in repeats
            ],
        },
        "nodes": [{"id": id_, "type": type_, "title": id_.upper()} for id_, type_ in nodes.items()],
        "edges": [{"source": source, "key": key, "target": target} for source, key, target in edges],
    }


def read(document: Document) -> dict[str, list[str]]:
    """Each lane as lines, indented by their columns."""
    found: dict[str, list[str]] = {}
    for lane in lanes(document):
        lines = found.setdefault(lane.code, [])
        for row in lane.rows:
            if isinstance(row, NodeRow):
                lines.append("  " * row.depth + row.title)
            else:
                limit = f" x{row.limit}" if row.limit else ""
                lines.append("  " * row.depth + f"> {row.title.en}{limit} {row.pointer_title}".rstrip())
    return found


def test_a_straight_line_stays_in_one_column() -> None:
    document = drawn({"a": "start", "b": "answer", "c": "hangup"}, [("a", "next", "b"), ("b", "next", "c")])
    assert read(document) == {"start": ["A", "B", "C"]}


def test_a_fork_opens_a_column_for_each_output() -> None:
    document = drawn(
        {"a": "start", "b": "compare", "c": "hangup", "d": "hangup"},
        [("a", "next", "b"), ("b", "yes", "c"), ("b", "no", "d")],
    )
    assert read(document) == {"start": ["A", "B", "> yes", "  C", "> no", "  D"]}


def test_a_node_stands_once_and_is_pointed_to_from_elsewhere() -> None:
    document = drawn(
        {"a": "start", "b": "compare", "c": "compare", "d": "hangup"},
        [("a", "next", "b"), ("b", "yes", "c"), ("b", "no", "d"), ("c", "yes", "d"), ("c", "no", "d")],
    )
    assert read(document)["start"] == ["A", "B", "> yes", "  C", "  > yes", "    D", "  > no D", "> no D"]


def test_a_repeat_tells_how_often_it_may_be_taken() -> None:
    document = drawn({"a": "start", "b": "answer"}, [("a", "next", "b")], repeats=[("b", "next", "b")])
    assert read(document) == {"start": ["A", "B", "> next x3 B"]}


def test_lanes_loose_nodes_and_notes_are_kept_apart() -> None:
    document = drawn(
        {"a": "start", "e": "on_error", "h": "on_hangup", "x": "hangup", "w": "answer", "n": "note"},
        [("w", "next", "x")],
    )
    assert read(document) == {
        "start": ["A"],
        "on_error": ["E"],
        "on_hangup": ["H"],
        "unreachable": ["W", "X"],
        "notes": ["N"],
    }


def test_outputs_that_lead_nowhere_stand_with_their_node() -> None:
    (lane,) = lanes(drawn({"a": "start", "b": "compare"}, [("a", "next", "b")]))
    node = lane.rows[1]
    assert isinstance(node, NodeRow)
    assert [(loose.title.en, loose.output_kind) for loose in node.loose] == [
        ("yes", "ending"),
        ("no", "ending"),
        ("error", "fallback"),
    ]


def test_a_node_of_an_unknown_kind_is_shown_as_that() -> None:
    (lane,) = lanes(drawn({"a": "from_tomorrow"}, []))
    (node,) = lane.rows
    assert isinstance(node, NodeRow)
    assert (node.kind.en, node.family) == ("unknown component", "unknown")


@pytest.mark.parametrize("document", [{}, [], None, "text", {"graph": 1}])
def test_what_is_no_scenario_has_no_lanes(document: Any) -> None:
    assert lanes(document) == []


NODES = [f"n{number}" for number in range(12)]


@given(
    st.dictionaries(st.sampled_from(NODES), st.sampled_from(["start", "compare", "answer", "note", "odd"])),
    st.lists(
        st.tuples(st.sampled_from(NODES), st.sampled_from(["yes", "no", "next"]), st.sampled_from(NODES))
    ),
)
def test_every_node_is_shown_exactly_once_whatever_is_drawn(
    nodes: dict[str, str], edges: list[tuple[str, str, str]]
) -> None:
    rows = [row for lane in lanes(drawn(nodes, edges)) for row in lane.rows]
    assert sorted(row.id for row in rows if isinstance(row, NodeRow)) == sorted(nodes)
    assert all(row.depth <= DEPTH_MAX for row in rows)
    assert all(row.pointer in ("", *nodes) for row in rows if isinstance(row, ExitRow))


def test_five_thousand_nodes_in_a_row_are_shown() -> None:
    nodes = {"n0": "start"} | {f"n{number}": "answer" for number in range(1, 5000)}
    edges = [(f"n{number}", "next", f"n{number + 1}") for number in range(4999)]
    assert len(read(drawn(nodes, edges))["start"]) == 5000
