"""`kill -9` of the interpreter in the middle of each step: the call goes on there on the next server."""

from collections.abc import Sequence
from typing import Any, Final

import pytest

from lab.asterisk import Asterisk
from lab.drawing import Document, drawing, say
from lab.interpreters import Interpreters, InterpreterSettings
from lab.phones import Phones
from lab.sip.call import Call
from lab.sip.callee import Answers, Rings
from lab.trace_log import path_of
from runtime.graph import compile_graph
from runtime.simulator import simulate
from runtime.trace import Event

TONES: Final = {"начало": 600, "прощание": 1000}
SETTINGS: Final = InterpreterSettings(tones=TONES)
GOODBYE: Final = ("bye", "play", {"prompt": say("прощание")})


def _scenario(kind: str, params: dict[str, Any], outputs: str) -> Document:
    """The step n2, and a goodbye behind each of its outputs."""
    return drawing(
        [("n1", "start", {}), ("n2", kind, params), GOODBYE],
        "n1.next > n2;" + ";".join(f"n2.{output} > bye" for output in outputs.split()),
    )


def _transfer(targets: Sequence[str], order: str = "in_turn") -> Document:
    params = {"targets": list(targets), "order": order, "step_s": 2, "ring_s": 8}
    return _scenario("transfer", params, "completed")


async def _goes_on_as_if_nothing_had_happened(
    two: Interpreters,
    scenario: Document,
    *,
    keys: str = "",
    outcomes: dict[str, str] | None = None,
    number: str = "84951234567",
) -> list[Event]:
    """The whole trace of the call to this number.

    It is numbered without holes, resumed once by the second server, and on the path of a call that nothing
    interrupted.
    """
    started = await two.wait_event("started", called=number)
    await two.wait_event("ended", call=started["call"])
    trace = two.of_call(started["call"])
    assert [event["seq"] for event in trace] == list(range(1, len(trace) + 1))
    [resumed] = [event for event in trace if event["kind"] == "resumed"]
    assert (resumed["server"], resumed["from_seq"]) == ("server 2", resumed["seq"] - 1)
    unbroken = await simulate(compile_graph(scenario), called=number, keys=keys, outcomes=outcomes or {})
    assert path_of(trace) == path_of(unbroken.events)
    assert trace[-1]["cause"] == "completed"
    return trace


async def _call(phones: Phones) -> Call:
    return await (await phones.caller()).call("84951234567")


async def test_a_prompt_begins_again(asterisk: Asterisk, phones: Phones) -> None:
    scenario = _scenario("play", {"prompt": say("начало")}, "next")
    async with Interpreters(asterisk, {"": scenario}, SETTINGS) as two:
        call = await _call(phones)
        await call.wait_heard(600)
        await two.servers[0].kill()
        await call.wait_heard(1000)
        await _goes_on_as_if_nothing_had_happened(two, scenario)


async def test_the_keys_pressed_so_far_are_kept(asterisk: Asterisk, phones: Phones) -> None:
    scenario = _scenario("collect", {"prompt": say("начало"), "variable": "КОД", "max_digits": 4}, "entered")
    async with Interpreters(asterisk, {"": scenario}, SETTINGS) as two:
        call = await _call(phones)
        await call.wait_heard(600)
        await call.send_keys("12")
        await two.servers[0].kill()
        await call.send_keys("34")
        await call.wait_heard(1000)
        trace = await _goes_on_as_if_nothing_had_happened(two, scenario, keys="1234")
    assert [event["variables"] for event in trace if event["kind"] == "set"] == [{"КОД": "1234"}]


async def test_a_choice_begun_in_a_menu_is_finished(asterisk: Asterisk, phones: Phones) -> None:
    menu = {
        "prompt": say("начало"),
        "options": [
            {"id": "short", "keys": "1", "label": "раз"},
            {"id": "long", "keys": "123", "label": "код"},
        ],
    }
    scenario = _scenario("voice_menu", menu, "short long no_input wrong_input")
    async with Interpreters(asterisk, {"": scenario}, SETTINGS) as two:
        call = await _call(phones)
        await call.wait_heard(600)
        await call.send_keys("1")
        await two.servers[0].kill()
        await call.send_keys("23")
        await call.wait_heard(1000)
        trace = await _goes_on_as_if_nothing_had_happened(two, scenario, keys="123")
    assert ("n2", "long") in path_of(trace)


async def test_a_wait_lasts_as_long_as_it_was_to_last(asterisk: Asterisk, phones: Phones) -> None:
    scenario = _scenario("wait", {"seconds": "3", "music": True}, "next")
    async with Interpreters(asterisk, {"": scenario}, SETTINGS) as two:
        call = await _call(phones)
        await call.wait_heard(440)
        await two.servers[0].kill()
        await call.wait_heard(1000)
        trace = await _goes_on_as_if_nothing_had_happened(two, scenario)
    entered, left = (
        next(event for event in trace if event["kind"] == kind and event["node"] == "n2")
        for kind in ("entered", "left")
    )
    assert int(str(left["at_ms"])) - int(str(entered["at_ms"])) == pytest.approx(3000, abs=300)


async def test_phones_that_ring_ring_on(asterisk: Asterisk, phones: Phones) -> None:
    orders = {"in_turn": ("1001", "1002"), "all": ("1003", "1004"), "ascending": ("1005", "1006")}
    scenarios = {
        f"8495000000{targets[0][-1]}": _transfer(targets, order) for order, targets in orders.items()
    }
    silent = [await phones.callee(targets[0], Rings()) for targets in orders.values()]
    answers = Answers(after_s=1, tone_hz=700, hang_up_after_s=1)
    answering = [await phones.callee(targets[1], answers) for targets in orders.values()]
    async with Interpreters(asterisk, scenarios, SETTINGS) as two:
        calls = [await (await phones.caller()).call(number) for number in scenarios]
        for phone in silent:
            await phone.wait_call()
        await two.servers[0].kill()
        for call in calls:
            await call.wait_heard(700)
            await call.wait_heard(1000)
        for (number, scenario), targets in zip(scenarios.items(), orders.values(), strict=True):
            trace = await _goes_on_as_if_nothing_had_happened(
                two, scenario, outcomes={"n2": "completed"}, number=number
            )
            [dialled] = [event for event in trace if event["kind"] == "dialled"]
            assert (dialled["result"], dialled["who"]) == ("answered", f"PJSIP/{targets[1]}")
    assert [phone.invites for phone in (*silent, *answering)] == [1] * 6


async def test_a_talk_is_not_disturbed(asterisk: Asterisk, phones: Phones) -> None:
    scenario = _transfer(["1001"])
    callee = await phones.callee("1001", Answers(tone_hz=700, hang_up_after_s=2))
    async with Interpreters(asterisk, {"": scenario}, SETTINGS) as two:
        call = await _call(phones)
        await call.wait_heard(700)
        await two.servers[0].kill()
        await call.wait_heard(1000)
        trace = await _goes_on_as_if_nothing_had_happened(two, scenario, outcomes={"n2": "completed"})
    [dialled] = [event for event in trace if event["kind"] == "dialled"]
    assert dialled["talk_ms"] == pytest.approx(2000, abs=300)
    assert callee.invites == 1
    talk = [round(until_s - from_s) for from_s, until_s, hz in call.heard() if hz == 700]
    assert talk == [2]


@pytest.mark.parametrize("moment", ["waiting", "talking"])
async def test_a_queue_is_not_left(asterisk: Asterisk, phones: Phones, moment: str) -> None:
    scenario = _scenario("queue", {"queue": "support"}, "completed")
    member = await phones.callee("1001", Answers(after_s=1, tone_hz=700, hang_up_after_s=1))
    async with Interpreters(asterisk, {"": scenario}, SETTINGS) as two:
        call = await _call(phones)
        if moment == "waiting":
            await member.wait_call()
        else:
            await call.wait_heard(700)
        await two.servers[0].kill()
        if moment == "waiting":
            await call.wait_heard(700)
        await call.wait_heard(1000)
        trace = await _goes_on_as_if_nothing_had_happened(two, scenario, outcomes={"n2": "completed"})
    [queued] = [event for event in trace if event["kind"] == "queued"]
    assert (queued["result"], queued["who"]) == ("completed", "PJSIP/1001")
    assert member.invites == 1


async def test_an_exit_key_of_a_queue_is_kept(asterisk: Asterisk, phones: Phones) -> None:
    queue = {"queue": "nobody", "exit_keys": [{"id": "out", "key": "5"}]}
    scenario = _scenario("queue", queue, "completed out timeout")
    async with Interpreters(asterisk, {"": scenario}, SETTINGS) as two:
        call = await _call(phones)
        await call.wait_heard(440)
        await two.servers[0].kill()
        await call.send_keys("5")
        await call.wait_heard(1000)
        trace = await _goes_on_as_if_nothing_had_happened(two, scenario, outcomes={"n2": "key:5"})
    assert ("n2", "out") in path_of(trace)


async def test_a_message_is_recorded_to_its_end(asterisk: Asterisk, phones: Phones) -> None:
    voicemail = {"box": "приёмная", "greeting": say("начало"), "silence_s": 20}
    scenario = _scenario("voicemail", voicemail, "left")
    async with Interpreters(asterisk, {"": scenario}, SETTINGS) as two:
        call = await _call(phones)
        await call.wait_heard(600)
        await call.wait_silence(for_s=1)
        await two.servers[0].kill()
        await call.send_keys("#")
        await call.wait_heard(1000)
        trace = await _goes_on_as_if_nothing_had_happened(two, scenario, outcomes={"n2": "left"})
    [recorded] = [event for event in trace if event["kind"] == "recorded"]
    assert recorded["reason"] == "key"
    [file] = (asterisk.spool / "recording").glob(f"*{trace[0]['call']}*")
    assert file.name == recorded["file"]
    assert file.stat().st_size > 8000
