"""Interpreters that are told to stop: calls finish or go on elsewhere, and none notices."""

import asyncio
from typing import Final

from lab.asterisk import Asterisk
from lab.drawing import drawing, say
from lab.interpreters import Interpreters, InterpreterSettings
from lab.phones import Phones
from lab.trace_log import path_of

TONES: Final = {"начало": 600, "прощание": 1000}
SCENARIO: Final = drawing(
    [
        ("n1", "start", {}),
        ("n2", "collect", {"prompt": say("начало"), "variable": "КОД", "max_digits": 4}),
        ("n3", "play", {"prompt": say("прощание")}),
    ],
    "n1.next > n2; n2.entered > n3",
)
PATH: Final = [("n1", "next"), ("n2", "entered"), ("n3", "next")]


async def test_live_calls_finish_and_new_ones_go_to_the_next_server(
    asterisk: Asterisk, phones: Phones
) -> None:
    settings = InterpreterSettings(tones=TONES, drain_s=20)
    async with Interpreters(asterisk, {"": SCENARIO}, settings) as two:
        old = await (await phones.caller()).call("84951234567")
        await old.wait_heard(600)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(two.servers[0].terminate())
            new = await (await phones.caller()).call("84951234567")
            await new.wait_heard(600)
            await old.send_keys("1234")
            await old.wait_heard(1000)
        # The first server is gone now, and the new call was never there.
        await new.send_keys("5678")
        await new.wait_heard(1000)
        traces = [await two.trace(number) for number in (1, 2)]
    assert [path_of(trace) for trace in traces] == [PATH, PATH]
    assert [trace[-1]["cause"] for trace in traces] == ["completed", "completed"]
    assert not [event for event in two.events if event["kind"] == "resumed"]


async def test_a_call_that_does_not_finish_in_time_is_handed_over(asterisk: Asterisk, phones: Phones) -> None:
    async with Interpreters(asterisk, {"": SCENARIO}, InterpreterSettings(tones=TONES)) as two:
        call = await (await phones.caller()).call("84951234567")
        await call.wait_heard(600)
        await call.send_keys("12")
        await two.servers[0].terminate()
        await call.send_keys("34")
        await call.wait_heard(1000)
        trace = await two.trace()
    assert path_of(trace) == PATH
    assert [event["server"] for event in trace if event["kind"] == "resumed"] == ["server 2"]
    assert [event["cause"] for event in trace if event["kind"] == "ended"] == ["completed"]


async def test_an_only_server_may_be_started_anew_under_a_call(asterisk: Asterisk, phones: Phones) -> None:
    settings = InterpreterSettings(count=1, tones=TONES)
    async with Interpreters(asterisk, {"": SCENARIO}, settings) as one:
        call = await (await phones.caller()).call("84951234567")
        await call.wait_heard(600)
        await one.servers[0].terminate()
        await one.servers[0].start()
        await call.send_keys("1234")
        await call.wait_heard(1000)
        trace = await one.trace()
    assert path_of(trace) == PATH
    assert [event["cause"] for event in trace if event["kind"] == "ended"] == ["completed"]
