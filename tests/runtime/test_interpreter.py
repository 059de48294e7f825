"""What stands between a failure and silence, what the trace shows, and how a walk is broken off."""

import asyncio
from dataclasses import replace

import pytest

from lab.drawing import say
from runtime.call import Call
from runtime.errors import CallMoved, Failure
from runtime.expressions import Expression
from runtime.wording import Wording
from tests.runtime.drawn import APOLOGY, MENU, STEP, TALK, fail, failures, graph_of, noting, spoken, was_set
from tests.runtime.walking import KeepingPhone, Walk, acting, walk

LANE = ("lane", "on_hangup", {})


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
        raise Failure("no_resource", Wording("нет звука", "no sound"))

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
    assert (failed["class"], failed["text"]) == ("internal", "сбой компонента answer: KeyError")
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
