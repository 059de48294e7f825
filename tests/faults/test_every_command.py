"""The server dies after each single command of a call: nothing is asked, dialled or recorded twice."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from typing import Final

import pytest

from lab.answering import ScenariosInMemory, lab_surroundings
from lab.drawing import Document, drawing, say
from lab.trace_log import as_told, path_of
from runtime.answering import Answering
from runtime.asterisk.media import MediaFile
from runtime.checkpoint import Seal
from runtime.graph import compile_graph
from runtime.phone import Utterance
from runtime.server import CallServerSettings
from runtime.trace import Event
from tests.faults.paper_line import PaperLine
from tests.faults.test_large_state import VARIABLES

DIAL_RESULTS: Final = {
    "PJSIP/1001": "BUSY",
    "PJSIP/1002": "NOANSWER",
    "PJSIP/1003": "ANSWER",
    "PJSIP/1004": "ANSWER",
}
SEAL: Final = Seal(bytes(32))
ONCE: Final = [
    ("Read", "CW_KEYS"),
    ("Read", "CW_KEYS"),
    *(("Dial", target) for target in DIAL_RESULTS),
    ("Queue", "support"),
]
PATH: Final = [
    ("n1", "next"),
    ("n2", "next"),
    ("n3", "entered"),
    ("n4", "entered"),
    ("n5", "completed"),
    ("n6", "completed"),
    ("n7", "completed"),
    ("n8", "operator"),
    ("n9", "next"),
]


def _scenario(variables: dict[str, str]) -> Document:
    operations = [{"variable": name, "value": f"'{text}'"} for name, text in {"A": "a", **variables}.items()]
    return drawing(
        [
            ("n1", "start", {}),
            ("n2", "assignment", {"operations": operations}),
            # Steps of one kind in a row: the second must not take the first one's answer for its own.
            ("n3", "collect", {"prompt": say("код"), "variable": "КОД", "max_digits": 4}),
            ("n4", "collect", {"prompt": say("ещё"), "variable": "ЕЩЁ", "max_digits": 4}),
            ("n5", "transfer", {"targets": ["1001", "1002", "1003"], "order": "in_turn"}),
            ("n6", "transfer", {"targets": ["1004"]}),
            ("n7", "queue", {"queue": "support"}),
            (
                "n8",
                "voicemail",
                {"box": "приёмная", "greeting": say("оставьте"), "operator_key": "0"},
            ),
            ("n9", "play", {"prompt": say("прощание")}),
        ],
        ";".join(f"{node}.{output} > {then}" for (node, output), (then, _) in pairwise(PATH)),
    )


class FilesOfTexts:
    """Implements `runtime.asterisk.media.Media` for a line on which nothing is heard."""

    async def files_of(self, utterance: Utterance) -> tuple[MediaFile, ...]:
        return (MediaFile("prompt", 1000),)


@asynccontextmanager
async def _server(scenario: Document, told: list[Event]) -> AsyncIterator[int]:
    """The port of a fresh server; what it tells after its death is not heard."""
    scenarios = ScenariosInMemory()
    scenarios.main = compile_graph(scenario)
    heard: list[Event] = []
    answering = Answering(
        CallServerSettings(name="server"),
        scenarios,
        lab_surroundings(),
        media=FilesOfTexts(),
        seal=SEAL,
        sinks=[heard.append],
        host="127.0.0.1",
        port=0,
    )
    await answering.start()
    try:
        yield answering.listener.port
    finally:
        told += heard
        await answering.stop(0)


async def _walk(scenario: Document, deaths: list[int]) -> tuple[PaperLine, list[Event], int]:
    """One call over servers that die after so many commands each; the last one lives.

    Its line, its trace, and the number of commands of the last server.
    """
    line = PaperLine("1234", DIAL_RESULTS)
    told: list[Event] = []
    for commands in [*deaths, None]:
        async with _server(scenario, told) as port:
            done = await line.visit(port, commands)
        if line.is_done:
            break
    return line, as_told(told), done


@pytest.mark.parametrize("variables", [{}, dict(list(VARIABLES.items())[:2])], ids=["small", "large"])
async def test_whenever_a_server_dies_the_call_goes_on_as_if_it_had_not(variables: dict[str, str]) -> None:
    scenario = _scenario(variables)
    _, unbroken, count = await _walk(scenario, [])
    assert path_of(unbroken) == PATH
    for commands in range(1, count):
        line, trace, _ = await _walk(scenario, [commands])
        ran = [(application, given) for application, given in line.ran if application != "play"]
        assert ran[:-1] == ONCE, f"after {commands} commands"
        assert ran[-1][0] == "Record"
        assert path_of(trace) == PATH, f"after {commands} commands"
        assert trace[-1]["cause"] == "completed"
        assert [event["seq"] for event in trace] == list(range(1, len(trace) + 1))


@pytest.mark.parametrize(
    ("params", "ran"),
    [
        ({"order": "all"}, ("Dial", "PJSIP/1001&PJSIP/1002")),
        ({"order": "ascending"}, ("Dial", "PJSIP/1001&Local/8-1@callwright-ring-after/n")),
        ({"kind": "blind"}, ("Transfer", "PJSIP/1001")),
    ],
)
async def test_a_transfer_of_any_kind_is_made_once(params: dict[str, str], ran: tuple[str, str]) -> None:
    transfer = {"targets": ["1001", "1002"], **params}
    scenario = drawing([("n1", "start", {}), ("n2", "transfer", transfer)], "n1.next > n2")
    _, _, count = await _walk(scenario, [])
    for commands in range(1, count):
        line, trace, _ = await _walk(scenario, [commands])
        assert line.ran == [ran], f"after {commands} commands"
        assert path_of(trace)[-1] == ("n2", "completed")
        assert line.is_done


async def test_who_joins_in_later_rings_for_what_is_left_of_the_ringing() -> None:
    transfer = {"targets": ["1001", "1002", "1003"], "order": "ascending", "step_s": 10, "ring_s": 300}
    scenario = drawing([("n1", "start", {}), ("n2", "transfer", transfer)], "n1.next > n2")
    line, _, _ = await _walk(scenario, [])
    assert [line.variables[f"_CW_RING_{leg}"] for leg in (1, 2)] == ["290", "280"]


async def test_an_answer_between_two_requests_spoils_no_state() -> None:
    operations = [{"variable": name, "value": f"'{text}'"} for name, text in list(VARIABLES.items())[:2]]
    scenario = drawing(
        [
            ("n1", "start", {}),
            ("n2", "assignment", {"operations": operations}),
            ("n3", "transfer", {"targets": ["1004"]}),
            ("n4", "answer", {}),
            ("n5", "play", {"prompt": say("прощание")}),
        ],
        "n1.next > n2; n2.next > n3; n3.completed > n4; n3.busy > n4; n3.no_answer > n4; n4.next > n5",
    )
    _, unbroken, count = await _walk(scenario, [])
    for commands in range(1, count):
        line, trace, _ = await _walk(scenario, [commands])
        assert [application for application, _ in line.ran].count("Dial") == 1, f"after {commands} commands"
        assert path_of(trace) == path_of(unbroken)


@pytest.mark.parametrize("variables", [{}, dict(list(VARIABLES.items())[:2])], ids=["small", "large"])
async def test_several_deaths_in_a_row_change_nothing(variables: dict[str, str]) -> None:
    scenario = _scenario(variables)
    for step in range(8 if variables else 4, 14):
        line, trace, _ = await _walk(scenario, [step] * 20)
        ran = [(application, given) for application, given in line.ran if application != "play"]
        assert ran[:-1] == ONCE, f"every {step} commands"
        assert path_of(trace) == PATH
