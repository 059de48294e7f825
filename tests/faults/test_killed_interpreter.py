"""`kill -9` of the interpreter in the middle of each step: the call goes on at that step on the next server."""

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


async def _goes_on_as_if_nothing_had_happened(
    two: Interpreters, scenario: Document, keys: str = "", outcomes: dict[str, str] | None = None
) -> list[Event]:
    """The whole trace: numbered without holes, resumed once by the second server, and on the path of a call that
    nothing interrupted.
    """
    trace = await two.trace()
    assert [event["seq"] for event in trace] == list(range(1, len(trace) + 1))
    [resumed] = [event for event in trace if event["kind"] == "resumed"]
    assert (resumed["server"], resumed["from_seq"]) == ("server 2", resumed["seq"] - 1)
    unbroken = await simulate(
        compile_graph(scenario), called="84951234567", keys=keys, outcomes=outcomes or {}
    )
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
