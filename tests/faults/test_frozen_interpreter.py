"""An interpreter that stands still without dying: the dead-man switch takes the call away from it."""

from typing import Final

import pytest

from lab.asterisk import Asterisk
from lab.drawing import drawing, say
from lab.interpreters import Interpreters, InterpreterSettings
from lab.phones import Phones
from lab.trace_log import path_of
from runtime.trace import Event

SETTINGS: Final = InterpreterSettings(tones={"начало": 600, "прощание": 1000}, deadman_margin_s=1, drain_s=4)
SCENARIO: Final = drawing(
    [
        ("n1", "start", {}),
        ("n2", "play", {"prompt": say("начало")}),
        # Longer than a server waits for a sign of what became of its call.
        ("n3", "wait", {"seconds": "2"}),
        ("bye", "play", {"prompt": say("прощание")}),
        ("n4", "on_hangup", {"reasons": ["caller", "operator", "system"]}),
        ("n5", "assignment", {"operations": [{"variable": "УШЁЛ", "value": "true"}]}),
    ],
    "n1.next > n2; n2.next > n3; n3.next > bye; n4.next > n5",
)
PATH: Final = [("n1", "next"), ("n2", "next"), ("n3", "next"), ("bye", "next")]


async def test_a_server_that_wakes_leaves_the_call_to_the_one_that_has_it(
    asterisk: Asterisk, phones: Phones
) -> None:
    async with Interpreters(asterisk, {"": SCENARIO}, SETTINGS) as two:
        call = await (await phones.caller()).call("84951234567")
        await call.wait_heard(600)
        two.servers[0].freeze()
        frozen_s = call.now_s()
        again_s = await call.wait_heard(600)
        # The prompt's second, a second it may take longer, and the margin.
        assert again_s - frozen_s < 5
        two.servers[0].thaw()
        await two.servers[0].terminate()
        await call.wait_heard(1000)
        trace = await two.trace()
    # What the sleeper tells of the past has numbers that a watcher has seen already.
    seen: dict[object, Event] = {}
    for event in trace:
        seen.setdefault(event["seq"], event)
    assert path_of(list(seen.values())) == PATH
    assert [event["cause"] for event in trace if event["kind"] == "ended"] == ["completed"]


async def test_a_new_call_leaves_a_server_that_stands_still(asterisk: Asterisk, phones: Phones) -> None:
    async with Interpreters(asterisk, {"": SCENARIO}, SETTINGS) as two:
        two.servers[0].freeze()
        call = await (await phones.caller()).call("84951234567")
        await call.wait_heard(600)
        await call.hang_up()
        assert (await two.trace())[-1]["cause"] == "caller_hung_up"


@pytest.mark.parametrize("fate", ["thaws", "dies"])
async def test_a_caller_may_leave_a_server_that_stands_still(
    asterisk: Asterisk, phones: Phones, fate: str
) -> None:
    async with Interpreters(asterisk, {"": SCENARIO}, SETTINGS) as two:
        call = await (await phones.caller()).call("84951234567")
        await call.wait_heard(600)
        two.servers[0].freeze()
        await call.hang_up()
        if fate == "dies":
            await two.servers[0].kill()
        else:
            two.servers[0].thaw()
        trace = await two.trace()
    assert path_of(trace) == [("n1", "next"), ("n2", None), ("n4", "next"), ("n5", "next")]
    assert [event["cause"] for event in trace if event["kind"] == "ended"] == ["caller_hung_up"]
