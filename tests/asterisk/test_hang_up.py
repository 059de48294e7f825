"""A caller hangs up in every component that waits: the hang-up lane runs, and the trace is exact."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final

import pytest

from lab.answering import LabAnswering
from lab.asterisk import Asterisk
from lab.drawing import drawing, say
from lab.phones import Phones
from lab.sip.callee import Rings
from runtime.trace import Event

_TONES: Final = {"говорю": 600}


@dataclass(frozen=True)
class Case:
    """A waiting component, what the caller does in it, and what its own events are."""

    params: dict[str, Any]
    events: list[dict[str, Any]]
    hears_hz: int | None = 600
    keys: str = ""
    noted: str = ""
    cause: str = "caller_hung_up"


CASES: Final = {
    "play": Case(
        {"prompt": say("говорю"), "repeat": 9},
        [{"kind": "played", "prompt": "говорю", "finished": False}],
    ),
    "voice_menu": Case(
        {"prompt": say("говорю"), "options": [{"id": "a", "keys": "123", "label": "a"}]},
        [{"kind": "heard", "keys": "12", "reason": "hangup"}],
        keys="12",
        noted="12",
    ),
    "collect": Case(
        {"prompt": say("говорю"), "variable": "КОД", "max_digits": 6},
        [{"kind": "heard", "keys": "77", "reason": "hangup"}],
        keys="77",
        noted="77",
    ),
    "hangup": Case(
        {"farewell": say("говорю")},
        [{"kind": "played", "prompt": "говорю", "finished": False}],
    ),
    "wait": Case({"seconds": "20", "music": True}, [], hears_hz=440),
    "queue": Case(
        {"queue": "nobody"},
        [{"kind": "queued", "queue": "nobody", "result": "abandoned"}],
        440,
        cause="abandoned",
    ),
    "transfer": Case(
        {"targets": ["1003"], "music": True},
        [{"kind": "dialled", "targets": ["PJSIP/1003"], "result": "hangup"}],
        hears_hz=440,
    ),
    "voicemail": Case(
        {"box": "a", "greeting": say("говорю"), "silence_s": 20},
        [{"kind": "played", "prompt": "говорю", "finished": False}],
    ),
}


def _scenario(kind: str, params: dict[str, Any]) -> dict[str, Any]:
    note = {"operations": [{"variable": "НАЖАТО", "value": "lastKeys()"}]}
    return drawing(
        [
            ("n1", "start", {}),
            ("n2", "answer", {}),
            ("n3", kind, params),
            ("n4", "on_hangup", {}),
            ("n5", "assignment", note),
        ],
        "n1.next > n2; n2.next > n3; n4.next > n5",
    )


@pytest.fixture
async def answering(asterisk: Asterisk) -> AsyncIterator[LabAnswering]:
    """The product's answering side."""
    async with LabAnswering(asterisk, _TONES) as running:
        yield running


def _told(event: Event, wanted: dict[str, Any]) -> dict[str, Any]:
    """The part of an event that a case speaks of."""
    return {name: event.get(name) for name in wanted}


@pytest.mark.parametrize("kind", CASES)
async def test_hanging_up_leads_into_the_hang_up_lane(
    answering: LabAnswering, phones: Phones, kind: str
) -> None:
    case = CASES[kind]
    await phones.callee("1003", Rings())
    answering.publish(_scenario(kind, case.params))
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(case.hears_hz)
    if case.keys:
        await call.send_keys(case.keys)
    await call.hang_up()
    trace = await answering.trace()
    wanted = [
        {"kind": "started"},
        {"kind": "entered", "node": "n1"},
        {"kind": "left", "node": "n1", "output": "next"},
        {"kind": "entered", "node": "n2"},
        {"kind": "left", "node": "n2", "output": "next"},
        {"kind": "entered", "node": "n3", "type": kind},
        *({"node": "n3", **event} for event in case.events),
        {"kind": "left", "node": "n3", "output": None},
        {"kind": "entered", "node": "n4"},
        {"kind": "left", "node": "n4", "output": "next"},
        {"kind": "entered", "node": "n5"},
        {"kind": "set", "variables": {"НАЖАТО": case.noted}},
        {"kind": "left", "node": "n5", "output": "next"},
        {"kind": "ended", "node": "n3", "cause": case.cause},
    ]
    kept = [event for event in trace if event["kind"] != "set" or event["node"] == "n5"]
    assert [_told(event, part) for event, part in zip(kept, wanted, strict=True)] == wanted
    assert [event["seq"] for event in trace] == list(range(1, len(trace) + 1))


async def test_what_was_heard_of_a_prompt_is_told(answering: LabAnswering, phones: Phones) -> None:
    answering.publish(_scenario("play", {"prompt": say("говорю"), "repeat": 1}))
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(600)
    await call.hang_up()
    [played] = [event for event in await answering.trace() if event["kind"] == "played"]
    assert 0 < int(str(played["ms"])) < 1000


async def test_a_caller_who_leaves_before_the_answer_is_told(answering: LabAnswering, phones: Phones) -> None:
    answering.publish(
        drawing(
            [
                ("n1", "start", {}),
                ("n2", "answer", {"delay_s": 20}),
                ("n3", "on_hangup", {}),
                ("n4", "assignment", {"operations": [{"variable": "УШЁЛ", "value": "true"}]}),
            ],
            "n1.next > n2; n3.next > n4",
        )
    )
    call = await (await phones.caller()).call("84951234567")
    await call.wait_ringing()
    await call.hang_up()
    trace = await answering.trace()
    assert [event["variables"] for event in trace if event["kind"] == "set"] == [{"УШЁЛ": True}]
    assert (trace[-1]["node"], trace[-1]["cause"]) == ("n2", "caller_hung_up")
