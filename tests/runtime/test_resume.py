"""A call whose server dies goes on from its last request on another server, as if nothing had happened."""

import random

import pytest

from lab.drawing import drawing, say
from runtime.graph import CompiledGraph, compile_graph
from tests.runtime.walking import Walk, resume, resumed_everywhere, walk

GREETING = "Здравствуйте, вы позвонили в компанию"


def rich() -> CompiledGraph:
    """A call that keeps a bit of everything: attempts, keys in parts, a repeat, a secret, the error lane."""
    return compile_graph(
        drawing(
            [
                ("n1", "start", {}),
                ("greeting", "play", {"prompt": say(GREETING), "repeat": 2}),
                (
                    "menu",
                    "voice_menu",
                    {
                        "prompt": say("Выберите"),
                        "options": [{"id": "pin", "keys": "1"}, {"id": "code", "keys": "234"}],
                        "attempts_wrong": 3,
                    },
                ),
                ("pin", "collect", {"prompt": say("PIN?"), "variable": "PIN", "secret": True}),
                ("number", "collect", {"prompt": say("Номер?"), "variable": "НОМЕР", "confirm": True}),
                ("pause", "wait", {"seconds": "30"}),
                ("ring", "transfer", {"targets": ["{{ НОМЕР }}"]}),
                ("lane", "on_error", {}),
                ("sorry", "play", {"prompt": say("Никто не ответил, {{ error.class }}")}),
            ],
            """n1.next > greeting; greeting.next > menu; menu.pin > pin; menu.code > number
            pin.entered > pause; number.entered > pause; pause.next > ring; lane.next > sorry""",
            repeats="pin.no_input > menu x3",
        )
    )


CALLS = {
    "a code in parts": ("w,9,234,12#,w,1", {}),
    "a repeat": ("1,w,w,w,234,12#,2,13#,1", {"ring": "no_answer"}),
    "a secret": ("1,4711#", {}),
    "a hang-up while waiting": ("234,12#,1,h@pause", {}),
    "an apology": ("9,9,9", {"ring": "error"}),
}


async def rich_call(name: str) -> Walk:
    keys, outcomes = CALLS[name]
    return await walk(rich(), keys=keys, outcomes=outcomes, variables={"НОМЕР": "101"})


@pytest.mark.parametrize("name", CALLS)
async def test_a_call_killed_at_any_of_its_requests_goes_on_with_the_same_events(name: str):
    pairs = await resumed_everywhere(await rich_call(name))
    assert len(pairs) > 3
    for happened, resumed in pairs:
        assert resumed == happened


@pytest.mark.parametrize("name", CALLS)
async def test_a_resumed_call_goes_on_numbering_where_it_was(name: str):
    walked = await rich_call(name)
    for kept in walked.phone.kept:
        again = await resume(walked, kept)
        first = again.events[0]
        assert first["kind"] == "resumed"
        assert first["server"] == "second"
        assert first["seq"] == first["from_seq"] + 1
        assert [event["seq"] for event in again.events] == list(
            range(first["seq"], first["seq"] + len(again.events))
        )


async def test_a_call_may_be_killed_again_after_it_was_resumed():
    walked = await rich_call("a code in parts")
    again = await resume(walked, walked.phone.kept[3])
    for happened, resumed in await resumed_everywhere_within(again):
        assert resumed == happened


async def resumed_everywhere_within(again: Walk) -> list:
    """As `resumed_everywhere`, for a call that was itself resumed: its first event has another number."""
    first = again.events[0]["seq"]
    again.events[:0] = [{"kind": "before"}] * (first - 1)
    return await resumed_everywhere(again)


async def test_a_secret_stays_hidden_after_a_resume():
    walked = await rich_call("a secret")
    for kept in walked.phone.kept:
        assert "4711" not in str((await resume(walked, kept)).events)


async def test_a_resumed_wait_lasts_only_for_what_is_left():
    walked = await rich_call("a secret")
    asked_at = {kept.at: kept for kept in walked.phone.kept}
    again = await resume(walked, asked_at[max(asked_at)])
    assert again.events[-1]["at_ms"] == walked.events[-1]["at_ms"]


def noted(value: str) -> CompiledGraph:
    return compile_graph(
        drawing(
            [
                ("n1", "start", {}),
                ("talk", "play", {"prompt": say(GREETING)}),
                ("note", "assignment", {"operations": [{"variable": "ДЛИНА", "value": value}]}),
            ],
            "n1.next > talk; talk.next > note",
        )
    )


LARGE = random.Random(1).randbytes(20_000).hex()


async def test_a_value_too_large_to_be_kept_is_missed_only_by_who_needs_it():
    walked = await walk(noted("size(ИМЯ)"), variables={"ЖУРНАЛ": LARGE, "ИМЯ": "Анна"})
    again = await resume(walked, walked.phone.kept[0])
    assert again.ending.cause == "completed"


async def test_who_needs_a_value_that_could_not_be_kept_fails_with_a_class_of_its_own():
    walked = await walk(noted("size(ЖУРНАЛ)"), variables={"ЖУРНАЛ": LARGE})
    assert walked.ending.cause == "completed"
    again = await resume(walked, walked.phone.kept[0])
    assert [event["class"] for event in again.of_kind("failed")] == ["resume_incomplete"]
    assert again.ending.cause == "failed"


async def test_a_resumed_call_tells_again_who_calls_and_through_which_drawing():
    walked = await rich_call("a code in parts")
    again = await resume(walked, walked.phone.kept[0])
    facts = ("scenario", "revision", "called", "called_raw", "caller", "caller_name", "trunk", "line", "at")
    assert {name: again.events[0][name] for name in facts} == {name: walked.events[0][name] for name in facts}
