"""Calls through a real Asterisk, heard by real callers; the scripted phone walks the same scenario the same
way.
"""

from collections.abc import AsyncIterator

import pytest

from lab.answering import LabAnswering, path_of
from lab.asterisk import Asterisk
from lab.drawing import drawing, say
from lab.phones import Phones
from runtime.graph import CompiledGraph
from runtime.simulator import simulate

TONES = {"меню": 600, "раз": 700, "два": 800, "неверно": 900, "прощание": 1000}
MENU = {
    "prompt": say("меню"),
    "options": [{"id": "one", "keys": "1", "label": "раз"}, {"id": "two", "keys": "2", "label": "два"}],
    "wrong_prompt": say("неверно"),
}
SCENARIO = drawing(
    [
        ("n1", "start", {}),
        ("n2", "voice_menu", MENU),
        ("n3", "play", {"prompt": say("раз")}),
        ("n4", "play", {"prompt": say("два")}),
        ("n5", "play", {"prompt": say("прощание")}),
        ("n6", "on_hangup", {}),
        ("n7", "assignment", {"operations": [{"variable": "НАЖАТО", "value": "lastKeys()"}]}),
    ],
    """n1.next > n2; n2.one > n3; n2.two > n4; n2.no_input > n5; n2.wrong_input > n5; n6.next > n7""",
    repeats="n3.next > n2 x2",
)


@pytest.fixture
async def answering(asterisk: Asterisk) -> AsyncIterator[LabAnswering]:
    """The product's answering side, with tones for words."""
    async with LabAnswering(asterisk, TONES) as running:
        yield running


async def _same_path(
    graph: CompiledGraph, keys: str, trace: list, outcomes: dict[str, str] | None = None
) -> None:
    simulated = await simulate(graph, called="84951234567", keys=keys, outcomes=outcomes or {})
    assert path_of(simulated.events) == path_of(trace)


async def test_a_key_pressed_during_the_prompt_counts(answering: LabAnswering, phones: Phones) -> None:
    graph = answering.publish(SCENARIO)
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(600)
    await call.send_keys("2")
    await call.wait_heard(800)
    await call.wait_end()
    trace = await answering.trace()
    assert path_of(trace) == [("n1", "next"), ("n2", "two"), ("n4", "next")]
    assert trace[-1]["cause"] == "completed"
    await _same_path(graph, "2", trace)


async def test_no_key_is_noticed_five_seconds_after_the_prompts_end(
    answering: LabAnswering, phones: Phones
) -> None:
    answering.publish(SCENARIO)
    call = await (await phones.caller()).call("84951234567")
    first_s = await call.wait_heard(600)
    again_s = await call.wait_heard(600, within_s=8)
    assert again_s - (first_s + 1.0) == pytest.approx(5.0, abs=0.3)
    await call.wait_heard(1000, within_s=8)
    trace = await answering.trace()
    assert ("n2", "no_input") in path_of(trace)


async def test_the_way_back_is_taken_until_it_is_spent(answering: LabAnswering, phones: Phones) -> None:
    graph = answering.publish(SCENARIO)
    call = await (await phones.caller()).call("84951234567")
    for _ in range(3):
        await call.wait_heard(600)
        await call.send_keys("1")
        await call.wait_heard(700)
    await call.wait_end()
    trace = await answering.trace()
    assert path_of(trace)[-1] == ("n3", "next.spent")
    assert trace[-1]["cause"] == "broken_off"
    await _same_path(graph, "1,1,1", trace)


async def test_hanging_up_in_a_menu_keeps_the_keys_for_the_hang_up_lane(
    answering: LabAnswering, phones: Phones
) -> None:
    scenario = {**MENU, "options": [{"id": "one", "keys": "123", "label": "код"}]}
    answering.publish(
        drawing(
            [
                ("n1", "start", {}),
                ("n2", "voice_menu", scenario),
                ("n3", "on_hangup", {}),
                ("n4", "assignment", {"operations": [{"variable": "НАЖАТО", "value": "lastKeys()"}]}),
            ],
            "n1.next > n2; n3.next > n4",
        )
    )
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(600)
    await call.send_keys("12")
    await call.hang_up()
    trace = await answering.trace()
    changed = [event["variables"] for event in trace if event["kind"] == "set"]
    assert changed == [{"НАЖАТО": "12"}]
    assert trace[-1]["cause"] == "caller_hung_up"
