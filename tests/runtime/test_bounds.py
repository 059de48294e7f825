"""No call goes on for ever: steps, quiet steps, age, repeats."""

from dataclasses import replace

import pytest

from lab.drawing import say
from runtime.call import Call
from runtime.graph import CompiledGraph
from runtime.guards import MAX_AGE_S, MAX_QUIET_STEPS
from tests.runtime.drawn import APOLOGY, STEP, TALK, failures, graph_of, spoken
from tests.runtime.walking import acting, walk


async def run_on(call: Call) -> str:
    call.position.quiet_steps = 0
    return "next"


async def stay_quiet(call: Call) -> str:
    return "next"


def circling(graph: CompiledGraph, *nodes: str) -> CompiledGraph:
    """The graph with an edge from each of these nodes to itself, which no check would let through."""
    turned = {node: replace(graph.nodes[node], edges={"next": node}) for node in nodes}
    return replace(graph, nodes={**graph.nodes, **turned})


async def test_a_call_makes_ten_thousand_steps_and_no_more():
    graph = circling(graph_of(STEP, edges="n1.next > step"), "step")
    walked = await walk(acting(graph, step=run_on))
    assert len(walked.path) == 10_001
    assert spoken(walked) == [APOLOGY]
    assert walked.ending.cause == "failed"


async def test_two_hundred_steps_in_which_the_caller_does_nothing_are_enough():
    graph = circling(graph_of(STEP, edges="n1.next > step"), "step")
    walked = await walk(acting(graph, step=stay_quiet))
    assert len(walked.path) == MAX_QUIET_STEPS + 1
    assert failures(walked) == ["internal"]


async def test_a_bound_is_no_failure_of_the_node_it_stops_at():
    graph = circling(graph_of(STEP, TALK, edges="n1.next > step"), "step")
    step = replace(graph.nodes["step"], edges={"next": "step", "error": "talk"})
    graph = replace(graph, nodes={**graph.nodes, "step": replace(step, wired=frozenset(step.edges))})
    walked = await walk(acting(graph, step=stay_quiet))
    assert "talk" not in walked.path


@pytest.mark.parametrize(("text", "is_heard"), [("Добрый день, вы позвонили нам", True), ("Да", False)])
async def test_a_second_of_media_is_something_that_the_caller_heard(text: str, is_heard: bool):
    graph = graph_of(("talk", "play", {"prompt": say(text)}), edges="n1.next > talk")
    walked = await walk(circling(graph, "talk"))
    assert (len(walked.path) > MAX_QUIET_STEPS + 1) == is_heard


async def test_the_error_lane_has_steps_of_its_own():
    graph = graph_of(STEP, ("lane", "on_error", {}), TALK, edges="n1.next > step; lane.next > talk")
    walked = await walk(acting(circling(graph, "step"), step=run_on))
    assert walked.path[-2:] == ["lane", "talk"]
    assert spoken(walked) == ["Добрый день"]


async def test_a_call_grows_no_older_than_four_hours():
    async def age(call: Call) -> str:
        call.surroundings.clock.pass_time(MAX_AGE_S / 2)
        return await run_on(call)

    graph = circling(graph_of(STEP, edges="n1.next > step"), "step")
    walked = await walk(acting(graph, step=age))
    assert walked.path == ["n1", "step", "step", "step", "step"]
    assert failures(walked) == ["internal"]


BACK = {"prompt": say("Назад?"), "options": [{"id": "back", "keys": "0"}]}


async def test_a_repeat_is_taken_as_often_as_it_says_and_then_spent():
    graph = graph_of(
        ("menu", "voice_menu", BACK),
        TALK,
        edges="n1.next > menu; menu.back.spent > talk",
        repeats="menu.back > menu x2",
    )
    walked = await walk(graph, keys="0,0,0")
    assert walked.path == ["n1", "menu", "menu", "menu", "talk"]
    assert [event["output"] for event in walked.of_kind("left")][1:4] == ["back", "back", "back.spent"]


async def test_a_spent_repeat_that_leads_nowhere_is_a_failure():
    graph = graph_of(("menu", "voice_menu", BACK), edges="n1.next > menu", repeats="menu.back > menu x1")
    walked = await walk(graph, keys="0,0")
    assert failures(walked) == ["loop_limit"]
    assert spoken(walked) == [APOLOGY]
    assert walked.ending.cause == "broken_off"
