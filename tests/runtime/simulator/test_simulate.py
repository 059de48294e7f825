"""A call with no Asterisk, from a drawing to its trace."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from lab.drawing import drawing, say
from runtime.call import Call
from runtime.graph import CompiledGraph, compile_graph
from runtime.simulator import ScriptError, SimulatedCall, StateLost, simulate
from runtime.stores import Surroundings
from tests.runtime.walking import acting

MOSCOW = ZoneInfo("Europe/Moscow")


def office() -> CompiledGraph:
    return compile_graph(
        drawing(
            [
                ("n1", "start", {}),
                ("menu", "voice_menu", {"prompt": say("Один?"), "options": [{"id": "one", "keys": "1"}]}),
                ("ring", "transfer", {"targets": ["101"]}),
                ("wait", "queue", {"queue": "support", "exit_keys": [{"id": "out", "key": "5"}]}),
                ("box", "voicemail", {"box": "reception"}),
            ],
            "n1.next > menu; menu.one > ring; ring.busy > wait; wait.timeout > box",
        )
    )


def causes(call: SimulatedCall) -> list[object]:
    return [event["result"] for event in call.events if event["kind"] in ("dialled", "queued")]


async def test_a_call_is_walked_with_the_facts_that_are_given():
    moment = datetime(2026, 11, 23, 20, 0)
    call = await simulate(
        office(),
        called="84951234567",
        caller="79991234567",
        caller_name="Анна",
        trunk="gate",
        line="3",
        keys="1",
        at=moment,
        surroundings=Surroundings(zone=MOSCOW),
    )
    started = call.events[0]
    facts = ("called", "called_raw", "caller", "caller_name", "trunk", "line")
    assert [started[fact] for fact in facts] == [
        "84951234567",
        "84951234567",
        "79991234567",
        "Анна",
        "gate",
        "3",
    ]
    assert started["at"] == "2026-11-23T20:00:00+03:00"


@pytest.mark.parametrize(
    ("keys", "outcomes", "cause", "as_drawn"),
    [
        ("1", {}, "completed", True),
        ("h", {}, "caller_hung_up", True),
        ("1,h@wait", {"ring": "busy"}, "abandoned", True),
        ("w,w", {}, "broken_off", False),
        ("1", {"ring": "error"}, "failed", False),
    ],
)
async def test_a_call_tells_whether_the_drawing_decided_its_end(keys, outcomes, cause, as_drawn):
    call = await simulate(office(), keys=keys, outcomes=outcomes)
    assert (call.ending.cause, call.ended_as_drawn) == (cause, as_drawn)


async def test_a_line_that_the_scenario_ends_is_hung_up_with_a_cause():
    assert (await simulate(office(), keys="1")).hung_up_with == "normal"
    assert (await simulate(office(), keys="h")).hung_up_with == ""


async def test_outcomes_are_given_by_node():
    call = await simulate(office(), keys="1", outcomes={"ring": "busy", "wait": "timeout"})
    assert causes(call) == ["busy", "timeout"]


@pytest.mark.parametrize(
    ("outcomes", "named"),
    [
        ({"ring": "asleep"}, ["asleep", "completed", "no_answer", "declined"]),
        ({"wait": "busy"}, ["busy", "agents_left", "key:5"]),
        ({"wait": "key:6"}, ["key:6", "key:5"]),
        ({"box": "completed"}, ["completed", "left", "not_left", "operator", "error"]),
        ({"menu": "completed"}, ["menu", "box", "ring", "wait"]),
        ({"n99": "completed"}, ["n99", "box", "ring", "wait"]),
    ],
)
async def test_an_outcome_that_cannot_be_is_refused_with_what_can(outcomes, named):
    with pytest.raises(ScriptError) as refusal:
        await simulate(office(), outcomes=outcomes)
    for word in named:
        assert word in refusal.value.message.ru
        assert word in refusal.value.message.en


@pytest.mark.parametrize("word", ["key:5", "key:out"])
async def test_an_exit_key_is_named_by_its_key_or_by_its_output(word):
    call = await simulate(office(), keys="1", outcomes={"ring": "busy", "wait": word})
    assert causes(call) == ["busy", "key"]
    assert [event["output"] for event in call.events if event["kind"] == "left"][-1] == "out"


async def test_a_hang_up_in_a_node_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ScriptError) as refusal:
        await simulate(office(), keys="1,h@n77")
    for word in ("n77", "menu", "ring"):
        assert word in refusal.value.message.ru
        assert word in refusal.value.message.en


async def test_a_scenario_without_people_to_ring_has_no_outcomes():
    graph = compile_graph(drawing([("n1", "start", {})], ""))
    with pytest.raises(ScriptError, match="no transfer, queue or voicemail"):
        await simulate(graph, outcomes={"n1": "completed"})


async def test_a_sink_sees_every_event():
    seen: list[object] = []
    call = await simulate(office(), keys="1", sinks=[seen.append])
    assert seen == call.events


async def test_a_call_whose_state_would_not_survive_is_told():
    async def keep_something_strange(call: Call) -> None:
        call.progress["pair"] = (1, 2)
        await call.phone.wait(1)

    with pytest.raises(StateLost, match="menu: position"):
        await simulate(acting(office(), menu=keep_something_strange))
