"""Callers whose names, numbers and keys try to be more than names, numbers and keys."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest

from lab.answering import LabAnswering, path_of
from lab.asterisk import Asterisk
from lab.drawing import drawing, say
from lab.phones import Phones
from lab.sip.callee import Answers
from lab.sip.caller import Identity
from runtime.trace import Event

MARK: Final = "callwright-was-here"
NAMES: Final[dict[str | bytes, str]] = {
    'Иван, "(ООО)"': 'Иван, \\"(ООО)\\"',
    f"${{SHELL(touch {MARK})}}": f"${{SHELL(touch {MARK})}}",
    f"$(touch {MARK})`touch {MARK}`": f"$(touch {MARK})`touch {MARK}`",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "{{ callerID() }}": "{{ callerID() }}",
    "x,y&z|w=CW_DONE=1": "x,y&z|w=CW_DONE=1",
    b"a\x01b\x1b[31m\x7fc": "ab[31mc",
    "Иван".encode("cp1251"): "Иван",
    "Ж" * 1000: "Ж" * 39,  # Asterisk keeps no more than 79 bytes of a name.
}
NUMBERS: Final = (
    "1001&PJSIP/1002",
    "1001,30,g",
    "1001%401002",
    "1001%40trunk",
    "Local/1001%40callwright",
    "1001%26PJSIP%2f1002",
    "$%7bEXTEN%7d1001",
    "1001%0d%0aagi_arg_1%3a%201",
    "+1001'1002",
)


@pytest.fixture
async def answering(asterisk: Asterisk) -> AsyncIterator[LabAnswering]:
    """The product's answering side."""
    async with LabAnswering(asterisk, {"начало": 600}) as running:
        yield running


async def _traces(answering: LabAnswering, count: int) -> list[list[Event]]:
    return [await answering.trace(number) for number in range(1, count + 1)]


def _marks(*folders: Path) -> list[Path]:
    """What a name has made in these folders."""
    return [folder / MARK for folder in folders if (folder / MARK).exists()]


async def test_names_are_only_ever_names(asterisk: Asterisk, answering: LabAnswering, phones: Phones) -> None:
    answering.publish(
        drawing(
            [
                ("n1", "start", {}),
                ("n2", "assignment", {"operations": [{"variable": "ИМЯ", "value": "callerName()"}]}),
                ("n3", "play", {"prompt": say("Здравствуйте, {{ ИМЯ }}")}),
                ("n4", "collect", {"prompt": [], "variable": "КОД", "timeout_s": 0.1, "attempts": 1}),
            ],
            "n1.next > n2; n2.next > n3; n3.next > n4",
        )
    )
    for name in NAMES:
        await (await phones.caller()).call("84951234567", identity=Identity(display_name=name))
    traces = await _traces(answering, len(NAMES))
    assert sorted(str(trace[0]["caller_name"]) for trace in traces) == sorted(NAMES.values())
    for trace in traces:
        assert path_of(trace)[-1] == ("n4", "no_input")
        [changed] = [event["variables"] for event in trace if event["kind"] == "set"]
        assert changed == {"ИМЯ": trace[0]["caller_name"]}
    assert not await asyncio.to_thread(_marks, Path.cwd(), asterisk.folder)


async def test_a_callers_number_never_becomes_a_dial_string(answering: LabAnswering, phones: Phones) -> None:
    employees = [await phones.callee("1001", Answers()), await phones.callee("1002", Answers())]
    carrier = await phones.carrier(Answers())
    answering.publish(
        drawing(
            [("n1", "start", {}), ("n2", "transfer", {"targets": ["{{ callerID() }}"]}), ("n3", "stop", {})],
            "n1.next > n2; n2.unreachable > n3",
        )
    )
    for number in NUMBERS:
        await (await phones.caller()).call("84951234567", identity=Identity(user=number))
    for trace in await _traces(answering, len(NUMBERS)):
        assert path_of(trace) == [("n1", "next"), ("n2", "unreachable"), ("n3", None)]
        [left] = [event for event in trace if event["kind"] == "left" and event["node"] == "n2"]
        assert len(left["warnings"]) == 1
    assert [phone.invites for phone in (*employees, carrier)] == [0, 0, 0]


KEYS: Final = ("*#", "**##", "#*1", "1*2#", "*1001#")
ONCE: Final = {"attempts_no_input": 1, "attempts_wrong": 1}
STEPS: Final = {
    "voice_menu": {"options": [{"id": "odd", "keys": "*#*", "label": "звёздочки"}], **ONCE},
    "collect": {"variable": "КОД", "terminator": "", "max_digits": 6, "attempts": 1},
}


@pytest.mark.parametrize("kind", STEPS)
async def test_stars_and_hashes_are_keys_like_others(
    answering: LabAnswering, phones: Phones, kind: str
) -> None:
    employee = await phones.callee("1001", Answers())
    answering.publish(
        drawing(
            [
                ("n1", "start", {}),
                ("n2", kind, {"prompt": say("начало"), **STEPS[kind]}),
                ("n3", "transfer", {"targets": ["{{ lastKeys() }}"]}),
                ("n4", "stop", {}),
            ],
            "n1.next > n2; n3.unreachable > n4;"
            + {"voice_menu": "n2.odd > n4; n2.wrong_input > n3", "collect": "n2.entered > n3"}[kind],
        )
    )
    calls = [await (await phones.caller()).call("84951234567") for _ in KEYS]
    for call in calls:
        await call.wait_heard(600)
    await asyncio.gather(*(call.send_keys(keys) for call, keys in zip(calls, KEYS, strict=True)))
    traces = await _traces(answering, len(KEYS))
    assert [path_of(trace)[-2:] for trace in traces] == [[("n3", "unreachable"), ("n4", None)]] * len(KEYS)
    assert employee.invites == 0
    if kind == "collect":
        heard = [event["keys"] for trace in traces for event in trace if event["kind"] == "heard"]
        assert sorted(heard) == sorted(KEYS)
