"""Queues of a real Asterisk with members that answer, keep silent or are not there."""

from collections.abc import AsyncIterator

import pytest

from lab.answering import LabAnswering, path_of
from lab.asterisk import Asterisk
from lab.drawing import drawing
from lab.phones import Phones
from lab.sip.callee import Answers, Rings
from runtime.simulator import simulate

_OUTPUTS = ("completed", "timeout", "full", "no_agents", "agents_left", "error", "out")


def _scenario(queue: str, **params: object) -> dict:
    waiting = {"queue": queue, "exit_keys": [{"id": "out", "key": "5"}], **params}
    return drawing(
        [("n1", "start", {}), ("n2", "queue", waiting), *((output, "stop", {}) for output in _OUTPUTS)],
        "n1.next > n2;" + ";".join(f"n2.{output} > {output}" for output in _OUTPUTS),
    )


@pytest.fixture
async def answering(asterisk: Asterisk) -> AsyncIterator[LabAnswering]:
    """The product's answering side."""
    async with LabAnswering(asterisk) as running:
        yield running


async def _walked(answering: LabAnswering, scenario: dict, outcome: str) -> list:
    """The trace of the call that has just been made, walked by the scripted phone as well."""
    trace = await answering.trace()
    graph = answering.publish(scenario)
    simulated = await simulate(graph, called="84951234567", outcomes={"n2": outcome})
    assert path_of(simulated.events) == path_of(trace)
    return trace


async def test_a_member_answers_and_the_scenario_goes_on_after_the_talk(
    answering: LabAnswering, phones: Phones
) -> None:
    await phones.callee("1001", Answers(tone_hz=600, hang_up_after_s=1.0))
    scenario = _scenario("support")
    answering.publish(scenario)
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(600)
    trace = await _walked(answering, scenario, "completed")
    [queued] = [event for event in trace if event["kind"] == "queued"]
    assert (queued["result"], queued["who"]) == ("completed", "PJSIP/1001")
    assert trace[-1]["cause"] == "completed"


async def test_a_caller_whom_nobody_answers_is_let_go_in_time(
    answering: LabAnswering, phones: Phones
) -> None:
    await phones.callee("1001", Rings())
    scenario = _scenario("support", max_wait_s=3)
    answering.publish(scenario)
    await (await phones.caller()).call("84951234567")
    trace = await _walked(answering, scenario, "timeout")
    [queued] = [event for event in trace if event["kind"] == "queued"]
    assert queued["wait_ms"] == pytest.approx(3000, abs=1500)


async def test_a_queue_without_members_takes_nobody(answering: LabAnswering, phones: Phones) -> None:
    scenario = _scenario("empty")
    answering.publish(scenario)
    await (await phones.caller()).call("84951234567")
    await _walked(answering, scenario, "no_agents")


async def test_a_listed_key_leaves_the_queue(answering: LabAnswering, phones: Phones) -> None:
    scenario = _scenario("nobody")
    answering.publish(scenario)
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(440)
    await call.send_keys("5")
    trace = await _walked(answering, scenario, "key:5")
    assert ("n2", "out") in path_of(trace)


async def test_another_key_leaves_the_caller_in_the_queue(answering: LabAnswering, phones: Phones) -> None:
    scenario = _scenario("nobody", max_wait_s=4)
    answering.publish(scenario)
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(440)
    await call.send_keys("7")
    await _walked(answering, scenario, "timeout")


async def test_a_full_queue_says_so(answering: LabAnswering, phones: Phones) -> None:
    answering.publish(_scenario("tiny", max_wait_s=20))
    first = await (await phones.caller()).call("84951234567")
    await first.wait_heard(440)
    await (await phones.caller()).call("84951234567")
    trace = await answering.trace()
    assert ("n2", "full") in path_of(trace)
    await first.hang_up()
    assert (await answering.trace(2))[-1]["cause"] == "abandoned"


async def test_a_queue_that_does_not_exist_is_an_error(answering: LabAnswering, phones: Phones) -> None:
    answering.publish(_scenario("nowhere"))
    await (await phones.caller()).call("84951234567")
    assert ("n2", "error") in path_of(await answering.trace())
