"""The promise of the checks: a call on a drawing that passed them ends within its proven bound."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from runtime.checking import check
from runtime.graph import compile_graph
from runtime.simulator import simulate
from tests.runtime.checks.drawings import callers, drawings

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def steps(call):
    return sum(event["kind"] == "entered" for event in call.events)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
@given(st.data())
async def test_a_call_on_a_checked_drawing_ends_within_its_bound(data):
    document = data.draw(drawings())
    checked = check(document)
    assume(not checked.has_errors)
    keys, outcomes = data.draw(callers(document))

    call = await simulate(compile_graph(checked.document), keys=keys, outcomes=outcomes, at=AT)

    assert steps(call) <= checked.bound
    assert [event["kind"] for event in call.events].count("ended") == 1


def document(nodes, edges, repeats=()):
    return {
        "directed": True,
        "multigraph": True,
        "graph": {
            "format": 1,
            "name": "bound",
            "repeats": [
                {"source": source, "key": key, "target": target, "limit": limit}
                for source, key, target, limit in repeats
            ],
        },
        "nodes": [{"id": id_, "type": type_, "params": params} for id_, type_, params in nodes],
        "edges": [{"source": source, "key": key, "target": target} for source, key, target in edges],
    }


TELL = {"text": "Hello"}
LINE = [("s", "start", {}), ("a", "notification", TELL), ("b", "notification", TELL)]
LINE_EDGES = [("s", "next", "a"), ("a", "next", "b")]
ERROR_LANE = [("e", "on_error", {}), ("x", "notification", TELL)]
HANG_UP_LANE = [("h", "on_hangup", {}), ("y", "notification", TELL)]
BOUNDS = {
    "a line is as long as its nodes": (document(LINE, LINE_EDGES), 3),
    "each repeat may start the path anew": (document(LINE, LINE_EDGES, [("b", "next", "a", 4)]), 3 * 5),
    "a node may repeat onto itself": (document(LINE, LINE_EDGES, [("b", "next", "b", 2)]), 3 * 3),
    "limits add up": (
        document([*LINE, ("c", "compare", {"condition": "true"})], [*LINE_EDGES, ("b", "next", "c")], [
            ("c", "yes", "a", 2), ("c", "no", "b", 3)
        ]),
        4 * 6,
    ),
    "a call can walk all three lanes": (
        document(
            [*LINE, *ERROR_LANE, *HANG_UP_LANE], [*LINE_EDGES, ("e", "next", "x"), ("h", "next", "y")]
        ),
        3 + 2 + 2,
    ),
    "a node that no call comes to counts for nothing": (
        document([*LINE, ("z", "notification", TELL)], LINE_EDGES, [("z", "next", "a", 50)]),
        3,
    ),
    "no bound is proven for a circle": (document(LINE, [*LINE_EDGES, ("b", "next", "a")]), None),
    "no bound is proven without a start": (document(LINE[1:], LINE_EDGES[1:]), None),
}  # fmt: skip


@pytest.mark.parametrize(("drawn", "bound"), BOUNDS.values(), ids=BOUNDS)
def test_the_bound_is_the_longest_path_for_each_repeat(drawn, bound):
    assert check(drawn).bound == bound


async def test_a_bound_can_be_reached():
    drawn = document(LINE[:2], LINE_EDGES[:1], [("a", "next", "a", 9)])

    call = await simulate(compile_graph(drawn), at=AT)

    assert steps(call) == 11
    assert check(drawn).bound == 20
