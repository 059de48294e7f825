"""A caller who leaves: the hang-up lane, own outputs, and how such a call ended."""

import asyncio

import pytest

from lab.drawing import say
from runtime.call import Call
from runtime.phone import HungUp
from tests.runtime.drawn import STEP, TALK, fail, failures, graph_of, noting, spoken, was_set
from tests.runtime.walking import KeepingPhone, acting, walk

LANE = ("lane", "on_hangup", {})


async def test_the_keys_of_a_caller_who_hangs_up_are_known_in_the_hang_up_lane():
    graph = graph_of(
        ("menu", "voice_menu", {"prompt": say("Код?"), "options": [{"id": "code", "keys": "123"}]}),
        LANE,
        noting("note", "КЛАВИШИ", "lastKeys()"),
        edges="n1.next > menu; lane.next > note",
    )
    walked = await walk(graph, keys="12h")
    assert walked.path == ["n1", "menu", "lane", "note"]
    assert was_set(walked) == {"КЛАВИШИ": "12"}
    assert walked.ending.cause == "caller_hung_up"


async def test_an_own_output_for_hanging_up_goes_before_the_lane():
    graph = graph_of(
        TALK,
        LANE,
        noting("own", "A", "1"),
        edges="n1.next > talk; talk.on_hangup > own",
    )
    walked = await walk(graph, keys="h")
    assert walked.path == ["n1", "talk", "own"]


async def test_a_call_ends_in_the_node_where_the_caller_left_it():
    graph = graph_of(TALK, LANE, edges="n1.next > talk")
    walked = await walk(graph, keys="h")
    assert (walked.ending.node, walked.events[-1]["node"]) == ("talk", "talk")


async def test_what_the_hang_up_lane_takes_is_no_time_in_the_last_node():
    graph = graph_of(TALK, LANE, ("step", "answer", {}), edges="n1.next > talk; lane.next > step")

    async def take_long(call: Call) -> None:
        call.surroundings.clock.pass_time(30)

    walked = await walk(acting(graph, step=take_long), keys="h")
    assert walked.events[-1]["ms"] == walked.of_kind("played")[0]["ms"]


async def test_nothing_can_be_played_in_the_hang_up_lane():
    graph = graph_of(
        TALK, LANE, ("late", "play", {"prompt": say("Поздно")}), edges="n1.next > talk; lane.next > late"
    )
    walked = await walk(graph, keys="h")
    assert spoken(walked) == ["Добрый день"]
    assert failures(walked) == ["internal"]
    assert walked.ending.cause == "caller_hung_up"


async def test_a_hang_up_lane_that_takes_too_long_is_cut_off():
    graph = graph_of(
        TALK, ("lane", "on_hangup", {"max_s": 0.01}), STEP, edges="n1.next > talk; lane.next > step"
    )

    async def never_end(call: Call) -> None:
        await asyncio.Event().wait()

    walked = await walk(acting(graph, step=never_end), keys="h")
    assert failures(walked) == ["timeout"]
    assert walked.ending.cause == "caller_hung_up"


async def test_a_failure_in_the_hang_up_lane_ends_it_without_a_sound():
    graph = graph_of(TALK, LANE, STEP, ("error", "on_error", {}), edges="n1.next > talk; lane.next > step")
    walked = await walk(acting(graph, step=fail), keys="h")
    assert walked.path == ["n1", "talk", "lane", "step"]
    assert failures(walked) == ["network"]


class Ending(KeepingPhone):
    """A line that ends while something is played."""

    gone = HungUp()

    async def play(self, prompt, break_keys):
        raise self.gone

    async def queue(self, request):
        raise self.gone

    async def dial(self, request):
        raise self.gone


class TakenAway(Ending):
    gone = HungUp("operator", taken_away=True)


class Talked(Ending):
    gone = HungUp(talked=True)


async def test_an_operator_who_takes_the_caller_away_is_no_hanging_up():
    graph = graph_of(
        TALK,
        ("lane", "on_hangup", {"reasons": ["operator"]}),
        noting("own", "A", "1"),
        edges="n1.next > talk; talk.on_hangup > own",
    )
    walked = await walk(graph, phone_kind=TakenAway)
    assert walked.path == ["n1", "talk", "lane"]
    assert walked.ending.cause == "taken_away"


@pytest.mark.parametrize(
    ("node", "kind", "phone_kind", "cause"),
    [
        ("transfer", ("targets", ["101"]), Talked, "transferred"),
        ("transfer", ("targets", ["101"]), Ending, "caller_hung_up"),
        ("queue", ("queue", "support"), Talked, "transferred"),
        ("queue", ("queue", "support"), Ending, "abandoned"),
    ],
)
async def test_how_a_call_ended_depends_on_whether_the_caller_had_talked(node, kind, phone_kind, cause):
    walked = await walk(graph_of(("n2", node, dict([kind])), edges="n1.next > n2"), phone_kind=phone_kind)
    assert walked.ending.cause == cause
