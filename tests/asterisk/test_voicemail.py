"""Voice messages recorded by a real Asterisk."""

import wave
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from lab.answering import LabAnswering, path_of
from lab.asterisk import Asterisk
from lab.drawing import drawing, say
from lab.phones import Phones
from runtime.simulator import simulate

_OUTPUTS = ("left", "not_left", "operator", "error")
TONES = {"оставьте сообщение": 700}


def _scenario(**params: object) -> dict:
    voicemail = {"box": "приёмная", "greeting": say("оставьте сообщение"), "silence_s": 2, **params}
    return drawing(
        [("n1", "start", {}), ("n2", "voicemail", voicemail), *((output, "stop", {}) for output in _OUTPUTS)],
        "n1.next > n2;" + ";".join(f"n2.{output} > {output}" for output in _OUTPUTS),
    )


@pytest.fixture
async def answering(asterisk: Asterisk) -> AsyncIterator[LabAnswering]:
    """The product's answering side."""
    async with LabAnswering(asterisk, TONES) as running:
        yield running


def _seconds(path: Path) -> float:
    with wave.open(str(path)) as recording:
        return recording.getnframes() / recording.getframerate()


async def test_a_message_ended_by_hash_is_recorded_and_readable(
    asterisk: Asterisk, answering: LabAnswering, phones: Phones
) -> None:
    graph = answering.publish(_scenario(silence_s=20))
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(700)
    await call.wait_silence(for_s=2.0)
    await call.send_keys("#")
    trace = await answering.trace()
    [recorded] = [event for event in trace if event["kind"] == "recorded"]
    assert (recorded["reason"], recorded["box"]) == ("key", "приёмная")
    assert _seconds(asterisk.spool / "recording" / str(recorded["file"])) == pytest.approx(2.0, abs=1.0)
    simulated = await simulate(graph, called="84951234567", outcomes={"n2": "left"})
    assert path_of(simulated.events) == path_of(trace)


async def test_silence_alone_is_no_message(answering: LabAnswering, phones: Phones) -> None:
    answering.publish(_scenario())
    await (await phones.caller()).call("84951234567")
    trace = await answering.trace()
    assert ("n2", "not_left") in path_of(trace)


async def test_a_message_is_kept_when_the_caller_hangs_up(
    asterisk: Asterisk, answering: LabAnswering, phones: Phones
) -> None:
    answering.publish(_scenario(silence_s=20))
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(700)
    await call.wait_silence(for_s=2.0)
    await call.hang_up()
    trace = await answering.trace()
    [recorded] = [event for event in trace if event["kind"] == "recorded"]
    assert recorded["reason"] == "hangup"
    assert _seconds(asterisk.spool / "recording" / str(recorded["file"])) > 0.5
    assert trace[-1]["cause"] == "caller_hung_up"


@pytest.mark.parametrize("moment", ["greeting", "recording"])
async def test_the_operator_key_leaves_greeting_and_recording(
    answering: LabAnswering, phones: Phones, moment: str
) -> None:
    answering.publish(_scenario(operator_key="0", silence_s=20))
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(700)
    if moment == "recording":
        await call.wait_silence(for_s=1.5)
    await call.send_keys("0")
    assert ("n2", "operator") in path_of(await answering.trace())
