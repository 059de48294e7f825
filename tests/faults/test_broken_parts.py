"""A part of ours that fails with an exception of its own: the caller hears an apology, the trace says so."""

from collections.abc import AsyncIterator
from typing import Any, NoReturn

import pytest

from lab.answering import LabAnswering
from lab.asterisk import Asterisk
from lab.drawing import drawing, say
from lab.phones import Phones
from lab.sip.call import Call
from runtime.checkpoint import Seal
from runtime.components.assignment import Assignment

APOLOGY_HZ = 1400
SCENARIO = drawing(
    [
        ("n1", "start", {}),
        ("n2", "assignment", {"operations": [{"variable": "А", "value": "1"}]}),
        ("n3", "play", {"prompt": say("начало")}),
    ],
    "n1.next > n2; n2.next > n3",
)


@pytest.fixture
async def answering(asterisk: Asterisk) -> AsyncIterator[LabAnswering]:
    """The product's answering side."""
    async with LabAnswering(asterisk, {"начало": 600}) as running:
        running.publish(SCENARIO)
        yield running


def _breaks(*_: Any, **__: Any) -> NoReturn:
    raise RuntimeError("broken on purpose")


async def _ended_as_failed(answering: LabAnswering, phones: Phones) -> Call:
    """A call over what is broken; its trace ends as failed, and the next call finds all well again."""
    call = await (await phones.caller()).call("84951234567")
    await call.wait_end(within_s=15)
    trace = await answering.trace()
    assert trace[-1]["cause"] == "failed"
    assert [event["class"] for event in trace if event["kind"] == "failed"][-1] == "internal"
    return call


def _heard_asterisks_own_apology(call: Call) -> bool:
    return [label for _, _, label in call.heard()] != [] and all(
        label == "audio" for _, _, label in call.heard()
    )


async def test_a_component_that_raises_ends_in_our_apology(
    answering: LabAnswering, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Assignment, "run", _breaks)
    call = await _ended_as_failed(answering, phones)
    assert [label for _, _, label in call.heard()] == [APOLOGY_HZ]


async def test_speech_that_fails_ends_in_asterisks_own_apology(
    answering: LabAnswering, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering.media, "files_of", _breaks)
    assert _heard_asterisks_own_apology(await _ended_as_failed(answering, phones))


async def test_a_checkpoint_that_cannot_be_made_ends_in_asterisks_own_apology(
    answering: LabAnswering, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Seal, "close", _breaks)
    assert _heard_asterisks_own_apology(await _ended_as_failed(answering, phones))


async def test_a_store_that_fails_ends_in_asterisks_own_apology(
    answering: LabAnswering, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering.scenarios, "graph_for", _breaks)
    assert _heard_asterisks_own_apology(await _ended_as_failed(answering, phones))


async def test_a_number_without_a_scenario_is_rejected_with_an_apology(
    answering: LabAnswering, phones: Phones
) -> None:
    answering.scenarios.main = None
    call = await (await phones.caller()).call("84951234567")
    await call.wait_end(within_s=15)
    assert _heard_asterisks_own_apology(call)
    assert (await answering.trace())[-1]["cause"] == "rejected"
