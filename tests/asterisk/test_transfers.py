"""Transfers over a real Asterisk to real phones, in each order, and the same paths on the scripted phone."""

from collections.abc import AsyncIterator
from typing import Final

import pytest

from lab.answering import LabAnswering, path_of
from lab.asterisk import Asterisk
from lab.drawing import drawing
from lab.phones import Phones
from lab.sip.callee import Answers, Refuses, Rings
from runtime.simulator import simulate

ORDERS: Final = ("in_turn", "all", "ascending")
BEHAVIOURS: Final = {
    "completed": Answers(tone_hz=600, hang_up_after_s=1.0),
    "busy": Refuses(486),
    "no_answer": Rings(),
    "declined": Refuses(603),
}


def _scenario(order: str, targets: list[str], **params: object) -> dict:
    transfer = {"targets": targets, "order": order, "step_s": 1, "ring_s": 2 * len(targets), **params}
    outputs = ("completed", "no_answer", "busy", "unreachable", "declined", "error")
    return drawing(
        [
            ("n1", "start", {}),
            ("n2", "transfer", transfer),
            *((output, "stop", {"result": output}) for output in outputs),
        ],
        "n1.next > n2;" + ";".join(f"n2.{output} > {output}" for output in outputs),
    )


@pytest.fixture
async def answering(asterisk: Asterisk) -> AsyncIterator[LabAnswering]:
    """The product's answering side."""
    async with LabAnswering(asterisk) as running:
        yield running


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("result", BEHAVIOURS)
async def test_a_transfer_ends_as_both_phones_make_it(
    answering: LabAnswering, phones: Phones, order: str, result: str
) -> None:
    await phones.callee("1001", BEHAVIOURS[result])
    await phones.callee("1002", BEHAVIOURS[result])
    graph = answering.publish(_scenario(order, ["1001", "1002"]))
    await (await phones.caller()).call("84951234567")
    trace = await answering.trace()
    assert path_of(trace) == [("n1", "next"), ("n2", result), (result, None)]
    simulated = await simulate(graph, called="84951234567", outcomes={"n2": result})
    assert path_of(simulated.events) == path_of(trace)


@pytest.mark.parametrize("order", ORDERS)
async def test_phones_that_are_not_there_are_unreachable(
    answering: LabAnswering, phones: Phones, order: str
) -> None:
    graph = answering.publish(_scenario(order, ["1007", "1008"]))
    await (await phones.caller()).call("84951234567")
    trace = await answering.trace()
    assert path_of(trace) == [("n1", "next"), ("n2", "unreachable"), ("unreachable", None)]
    simulated = await simulate(graph, called="84951234567", outcomes={"n2": "unreachable"})
    assert path_of(simulated.events) == path_of(trace)


@pytest.mark.parametrize("order", ORDERS)
async def test_the_second_phone_answers_when_the_first_does_not(
    answering: LabAnswering, phones: Phones, order: str
) -> None:
    silent = await phones.callee("1001", Rings())
    await phones.callee("1002", Answers(after_s=1.5, tone_hz=700, hang_up_after_s=1.0))
    answering.publish(_scenario(order, ["1001", "1002"], step_s=2))
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(700, within_s=10)
    trace = await answering.trace()
    [dialled] = [event for event in trace if event["kind"] == "dialled"]
    assert (dialled["result"], dialled["who"]) == ("answered", "PJSIP/1002")
    assert dialled["talk_ms"] == pytest.approx(1000, abs=500)
    assert silent.invites == 1


async def test_ascending_phones_ring_from_their_own_step_to_the_end(
    answering: LabAnswering, phones: Phones
) -> None:
    first = await phones.callee("1001", Rings())
    second = await phones.callee("1002", Rings())
    answering.publish(_scenario("ascending", ["1001", "1002"], step_s=1, ring_s=3))
    await (await phones.caller()).call("84951234567")
    await answering.trace()
    assert (first.invites, second.invites) == (1, 1)


async def test_a_callee_who_does_not_press_the_key_has_not_answered(
    answering: LabAnswering, phones: Phones
) -> None:
    await phones.callee("1001", Answers())
    answering.publish(_scenario("in_turn", ["1001"], accept_key="1"))
    await (await phones.caller()).call("84951234567")
    assert ("n2", "no_answer") in path_of(await answering.trace())


async def test_a_talk_is_cut_at_its_limit(answering: LabAnswering, phones: Phones) -> None:
    await phones.callee("1001", Answers(tone_hz=600))
    answering.publish(_scenario("in_turn", ["1001"], max_talk_s=2))
    await (await phones.caller()).call("84951234567")
    trace = await answering.trace()
    [dialled] = [event for event in trace if event["kind"] == "dialled"]
    assert dialled["talk_ms"] == pytest.approx(2000, abs=300)


async def test_a_number_without_a_rule_is_never_dialled(answering: LabAnswering, phones: Phones) -> None:
    carrier = await phones.carrier(Answers())
    answering.publish(_scenario("in_turn", ["900"], ring_s=2) | {})
    answering.publish(_scenario("in_turn", ["+442079460000"]))
    await (await phones.caller()).call("84951234567")
    trace = await answering.trace()
    [failed] = [event for event in trace if event["kind"] == "failed"]
    assert failed["class"] == "forbidden"
    assert ("n2", "error") in path_of(trace)
    assert carrier.invites == 0


async def test_a_caller_who_leaves_while_it_rings_frees_the_phone(
    answering: LabAnswering, phones: Phones
) -> None:
    callee = await phones.callee("1001", Rings())
    answering.publish(_scenario("in_turn", ["1001"], ring_s=20))
    call = await (await phones.caller()).call("84951234567")
    await callee.wait_call()
    await call.hang_up()
    trace = await answering.trace()
    assert trace[-1]["cause"] == "caller_hung_up"
    assert path_of(trace) == [("n1", "next"), ("n2", None)]


async def test_a_caller_who_leaves_during_the_talk_was_transferred(
    answering: LabAnswering, phones: Phones
) -> None:
    await phones.callee("1001", Answers(tone_hz=600))
    answering.publish(_scenario("in_turn", ["1001"]))
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(600)
    await call.hang_up()
    assert (await answering.trace())[-1]["cause"] == "transferred"


async def test_a_caller_who_is_handed_over_talks_to_the_target(
    answering: LabAnswering, phones: Phones
) -> None:
    await phones.callee("1001", Answers(tone_hz=600))
    graph = answering.publish(
        drawing(
            [
                ("n1", "start", {}),
                ("n2", "answer", {}),
                ("n3", "transfer", {"targets": ["1001"], "kind": "blind"}),
            ],
            "n1.next > n2; n2.next > n3",
        )
    )
    caller = await phones.caller()
    call = await caller.call("84951234567")
    talk = await caller.follow(call)
    await talk.wait_heard(600)
    trace = await answering.trace()
    assert path_of(trace) == [("n1", "next"), ("n2", "next"), ("n3", "completed")]
    assert trace[-1]["cause"] == "transferred"
    simulated = await simulate(graph, called="84951234567")
    assert path_of(simulated.events) == path_of(trace)
