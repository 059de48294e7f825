"""The walk of a call: its lanes, its bounds, and what stands between a failure and silence."""

import asyncio
from dataclasses import replace

import pytest

from lab.drawing import drawing, say
from runtime.call import Call
from runtime.errors import CallMoved, Failure
from runtime.expressions import Expression
from runtime.graph import CompiledGraph, compile_graph
from runtime.interpreter import MAX_AGE_S, MAX_QUIET_STEPS
from runtime.phone import HungUp
from tests.runtime.walking import KeepingPhone, Walk, acting, walk

APOLOGY = "Извините, произошла ошибка. Пожалуйста, перезвоните позже."
START = ("n1", "start", {})
MENU = ("menu", "voice_menu", {"prompt": say("Один?"), "options": [{"id": "one", "keys": "1"}]})
TALK = ("talk", "play", {"prompt": say("Добрый день")})
STEP = ("step", "answer", {})
"""A node that tests give another component: outputs next, error and on_hangup."""


def noting(node: str, variable: str, expression: str) -> tuple[str, str, dict]:
    return (node, "assignment", {"operations": [{"variable": variable, "value": expression}]})


def graph_of(*nodes: tuple[str, str, dict], edges: str, **drawn) -> CompiledGraph:
    return compile_graph(drawing([START, *nodes], edges, **drawn))


def spoken(walked: Walk) -> list[str]:
    return [str(event["prompt"]) for event in walked.of_kind("played")]


def failures(walked: Walk) -> list[str]:
    return [str(event["class"]) for event in walked.of_kind("failed")]


def was_set(walked: Walk) -> dict:
    return {name: value for event in walked.of_kind("set") for name, value in event["variables"].items()}


async def fail(call: Call) -> str:
    raise Failure("network", "no route")


# The caller hangs up


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


# Failures and the built-in fallback


async def test_an_output_that_leads_nowhere_comes_to_the_error_lane():
    graph = graph_of(
        MENU,
        ("lane", "on_error", {}),
        noting("note", "ЧТО", "error.class + ' ' + error.node + ' ' + ошибка.класс"),
        edges="n1.next > menu; lane.next > note",
    )
    walked = await walk(graph)
    assert walked.path == ["n1", "menu", "lane", "note"]
    assert was_set(walked)["ЧТО"] == "unwired menu выход не подключён"
    assert walked.ending.cause == "completed"


async def test_without_an_error_lane_the_caller_hears_an_apology():
    walked = await walk(graph_of(MENU, edges="n1.next > menu"))
    assert spoken(walked) == [APOLOGY]
    assert walked.ending == type(walked.ending)("broken_off", "menu")
    assert walked.phone.hung_up_with == "normal"


async def test_an_apology_is_spoken_in_the_language_of_the_scenario():
    graph = replace(graph_of(MENU, edges="n1.next > menu"), language="en")
    assert spoken(await walk(graph)) == ["Sorry, something went wrong. Please call again later."]


async def test_an_ending_output_that_leads_nowhere_ends_the_scenario():
    walked = await walk(graph_of(TALK, edges="n1.next > talk"))
    assert walked.ending.cause == "completed"
    assert walked.phone.hung_up_with == "normal"


async def test_a_failure_takes_the_error_output_of_its_own_node():
    graph = graph_of(STEP, TALK, ("lane", "on_error", {}), edges="n1.next > step; step.error > talk")
    walked = await walk(acting(graph, step=fail))
    assert walked.path == ["n1", "step", "talk"]


async def test_a_failure_in_the_error_lane_is_not_caught_again():
    graph = graph_of(STEP, ("lane", "on_error", {}), edges="n1.next > step; lane.next > step")
    walked = await walk(acting(graph, step=fail))
    assert walked.path == ["n1", "step", "lane", "step"]
    assert spoken(walked) == [APOLOGY]
    assert walked.ending.cause == "failed"


class Mute(KeepingPhone):
    """A line on which nothing of ours can be played."""

    async def play(self, prompt, break_keys):
        raise Failure("no_resource", "no sound")

    async def give_up(self):
        self.gave_up = True


async def test_a_line_that_cannot_play_the_apology_makes_its_own():
    walked = await walk(graph_of(MENU, edges="n1.next > menu"), phone_kind=Mute)
    assert walked.phone.gave_up
    assert walked.ending.cause == "broken_off"


async def test_a_caller_who_leaves_during_the_apology_was_broken_off_all_the_same():
    walked = await walk(graph_of(MENU, edges="n1.next > menu"), keys="w,w,h")
    assert walked.of_kind("played")[0]["finished"] is False
    assert walked.ending.cause == "broken_off"


async def test_a_mistake_in_a_component_is_a_failure_that_tells_no_values():
    async def stumble(call: Call) -> str:
        return {}[call.caller]

    graph = acting(graph_of(STEP, edges="n1.next > step"), step=stumble)
    walked = await walk(graph, caller="79991234567")
    [failed] = walked.of_kind("failed")
    assert (failed["class"], failed["text"]) == ("internal", "answer: KeyError")
    assert spoken(walked) == [APOLOGY]


async def test_an_expression_without_a_value_is_bad_data():
    async def divide(call: Call) -> str:
        return str(call.evaluate(Expression("1 / 0")))

    walked = await walk(acting(graph_of(STEP, edges="n1.next > step"), step=divide))
    assert failures(walked) == ["bad_data"]


async def test_an_output_that_was_never_declared_is_a_failure():
    async def stray(call: Call) -> str:
        return "elsewhere"

    walked = await walk(acting(graph_of(STEP, edges="n1.next > step"), step=stray))
    assert failures(walked) == ["internal"]


# Bounds


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


# What the trace shows


def numbers(walked: Walk) -> list[object]:
    return [event["seq"] for event in walked.events]


async def test_events_are_numbered_from_one_without_holes():
    walked = await walk(graph_of(MENU, TALK, edges="n1.next > menu; menu.one > talk"), keys="w,1")
    assert numbers(walked) == list(range(1, len(walked.events) + 1))
    assert walked.events[0]["kind"] == "started"


@pytest.mark.parametrize("keys", ["", "1", "h", "w,w,h"])
async def test_every_call_ends_in_exactly_one_ended_event(keys: str):
    walked = await walk(graph_of(MENU, TALK, LANE, edges="n1.next > menu; menu.one > talk"), keys=keys)
    assert len(walked.of_kind("ended")) == 1
    assert walked.events[-1]["kind"] == "ended"


async def test_a_secret_is_hidden_before_any_sink_sees_it():
    graph = graph_of(
        ("pin", "collect", {"prompt": say("PIN?"), "variable": "PIN", "secret": True}),
        ("talk", "play", {"prompt": say("Ваш PIN {{ PIN }}, верно?")}),
        noting("note", "КОПИЯ", "'<' + PIN + '>'"),
        edges="n1.next > pin; pin.entered > talk; talk.next > note",
    )
    seen: list[str] = []
    walked = await walk(graph, keys="4711#", sinks=[lambda event: seen.append(str(event))])
    assert walked.ending.cause == "completed"
    assert len(seen) == len(walked.events)
    assert not [text for text in seen if "4711" in text]
    assert spoken(walked) == ["Ваш PIN •, верно?"]


async def test_a_variable_declared_secret_is_hidden_wherever_it_is_assigned():
    graph = graph_of(
        noting("note", "PIN", "'4711'"), edges="n1.next > note", variables={"PIN": {"secret": True}}
    )
    assert was_set(await walk(graph)) == {"PIN": "•"}


async def test_a_sink_that_fails_takes_nothing_from_the_others():
    def fail_always(event: object) -> None:
        raise OSError("disk full")

    walked = await walk(graph_of(TALK, edges="n1.next > talk"), sinks=[fail_always])
    assert walked.ending.cause == "completed"


# The end of the server


class Moved(KeepingPhone):
    """A line that another session has taken over."""

    async def play(self, prompt, break_keys):
        raise CallMoved


async def test_a_call_that_goes_on_elsewhere_ends_here_without_a_word():
    seen: list[object] = []
    with pytest.raises(CallMoved):
        await walk(graph_of(TALK, LANE, edges="n1.next > talk"), phone_kind=Moved, sinks=[seen.append])
    assert [event["kind"] for event in seen][-2:] == ["left", "entered"]


async def test_a_call_that_is_cancelled_was_interrupted():
    seen: list[object] = []

    async def never_end(call: Call) -> None:
        await asyncio.Event().wait()

    graph = acting(graph_of(STEP, edges="n1.next > step"), step=never_end)
    task = asyncio.create_task(walk(graph, sinks=[seen.append]))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (seen[-1]["kind"], seen[-1]["cause"]) == ("ended", "interrupted")
