"""Interpreters that die while a caller hangs up, and interpreters that all die at once."""

import asyncio
from typing import Final

import pytest

from lab.asterisk import Asterisk
from lab.drawing import Document, drawing, say
from lab.interpreters import Interpreters, InterpreterSettings
from lab.phones import Phones
from lab.sip.callee import Answers
from lab.trace_log import path_of
from runtime.trace import Event

SETTINGS: Final = InterpreterSettings(tones={"начало": 600, "прощание": 1000})
COLLECT: Final = {"prompt": say("начало"), "variable": "КОД", "max_digits": 4}
LANE: Final = (
    ("n3", "on_hangup", {}),
    ("n4", "assignment", {"operations": [{"variable": "НАЖАТО", "value": "lastKeys()"}]}),
)


def _with_lane(kind: str, params: dict) -> Document:
    return drawing([("n1", "start", {}), ("n2", kind, params), *LANE], "n1.next > n2; n3.next > n4")


def _changed(trace: list[Event]) -> list[object]:
    return [event["variables"] for event in trace if event["kind"] == "set"]


async def test_the_lane_of_a_caller_who_left_a_dead_server_runs_on_the_other(
    asterisk: Asterisk, phones: Phones
) -> None:
    async with Interpreters(asterisk, {"": _with_lane("collect", COLLECT)}, SETTINGS) as two:
        call = await (await phones.caller()).call("84951234567")
        await call.wait_heard(600)
        await call.send_keys("12")
        await two.servers[0].kill()
        await call.hang_up()
        trace = await two.trace()
    assert _changed(trace) == [{"КОД": "12"}, {"НАЖАТО": "12"}]
    assert path_of(trace) == [("n1", "next"), ("n2", None), ("n3", "next"), ("n4", "next")]
    assert [event["seq"] for event in trace] == list(range(1, len(trace) + 1))
    assert (trace[-1]["cause"], trace[-1]["node"]) == ("caller_hung_up", "n2")


@pytest.mark.parametrize(
    ("kind", "params", "told"),
    [
        ("transfer", {"targets": ["1001"]}, ("dialled", "answered")),
        ("queue", {"queue": "support"}, ("queued", "completed")),
    ],
)
async def test_a_talk_that_the_caller_ends_after_a_kill_was_a_transfer(
    asterisk: Asterisk, phones: Phones, kind: str, params: dict, told: tuple[str, str]
) -> None:
    callee = await phones.callee("1001", Answers(tone_hz=700))
    async with Interpreters(asterisk, {"": _with_lane(kind, params)}, SETTINGS) as two:
        call = await (await phones.caller()).call("84951234567")
        await call.wait_heard(700)
        await two.servers[0].kill()
        await call.hang_up()
        trace = await two.trace()
    assert told in [(event["kind"], event.get("result")) for event in trace]
    assert trace[-1]["cause"] == "transferred"
    assert callee.invites == 1


async def test_a_message_is_kept_when_server_and_caller_go(asterisk: Asterisk, phones: Phones) -> None:
    voicemail = {"box": "приёмная", "greeting": say("начало"), "silence_s": 20}
    async with Interpreters(asterisk, {"": _with_lane("voicemail", voicemail)}, SETTINGS) as two:
        call = await (await phones.caller()).call("84951234567")
        await call.wait_heard(600)
        await call.wait_silence(for_s=1)
        await two.servers[0].kill()
        await call.hang_up()
        trace = await two.trace()
    [recorded] = [event for event in trace if event["kind"] == "recorded"]
    assert recorded["reason"] == "hangup"
    assert (asterisk.spool / "recording" / str(recorded["file"])).exists()


async def test_a_hang_up_while_all_servers_restart_is_told_to_the_first_one_back(
    asterisk: Asterisk, phones: Phones
) -> None:
    async with Interpreters(asterisk, {"": _with_lane("collect", COLLECT)}, SETTINGS) as two:
        call = await (await phones.caller()).call("84951234567")
        await call.wait_heard(600)
        await call.send_keys("12")
        await asyncio.gather(*(server.kill() for server in two.servers))
        await two.servers[1].start()
        await call.hang_up()
        trace = await two.trace()
    assert _changed(trace) == [{"КОД": "12"}, {"НАЖАТО": "12"}]


@pytest.mark.parametrize("count", [1, 2])
async def test_all_servers_die_and_one_comes_back_in_time(
    asterisk: Asterisk, phones: Phones, count: int
) -> None:
    scenario = drawing(
        [("n1", "start", {}), ("n2", "collect", COLLECT), ("n3", "play", {"prompt": say("прощание")})],
        "n1.next > n2; n2.entered > n3",
    )
    settings = InterpreterSettings(count=count, tones=SETTINGS.tones)
    async with Interpreters(asterisk, {"": scenario}, settings) as servers:
        call = await (await phones.caller()).call("84951234567")
        await call.wait_heard(600)
        await asyncio.gather(*(server.kill() for server in servers.servers))
        await call.send_keys("1234")
        await call.wait_heard(440)
        await servers.servers[-1].start()
        await call.wait_heard(1000)
        trace = await servers.trace()
    assert _changed(trace) == [{"КОД": "1234"}]
    assert path_of(trace) == [("n1", "next"), ("n2", "entered"), ("n3", "next")]
    assert trace[-1]["cause"] == "completed"
