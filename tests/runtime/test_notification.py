"""A notification in the trace and in the log: what it says, and what it must never show."""

import logging
from typing import Any

import pytest

from runtime.graph import compile_graph
from runtime.simulator import SimulatedCall, simulate


async def notify(params: dict[str, Any], value: str, declaration: dict[str, object]) -> SimulatedCall:
    """A call that gives `ПИН` a value, notifies and ends."""
    steps = [
        ("n1", "start", {}),
        ("n2", "assignment", {"operations": [{"variable": "ПИН", "value": value}]}),
        ("n3", "notification", params),
    ]
    graph = compile_graph(
        {
            "directed": True,
            "multigraph": True,
            "graph": {"format": 1, "name": "проба", "language": "ru", "variables": {"ПИН": declaration}},
            "nodes": [
                {"id": id_, "type": kind, "title": id_, "params": params, "position": [0, 0]}
                for id_, kind, params in steps
            ],
            "edges": [
                {"source": "n1", "target": "n2", "key": "next"},
                {"source": "n2", "target": "n3", "key": "next"},
            ],
        }
    )
    return await simulate(graph)


def notified(call: SimulatedCall) -> dict[str, object]:
    return next(event for event in call.events if event["kind"] == "notified")


async def test_a_log_line_carries_the_text_under_a_key_that_says_it_is_personal(
    caplog: pytest.LogCaptureFixture,
):
    with caplog.at_level(logging.INFO, "callwright.notification"):
        await notify(
            {"text": "Набрано {{ ПИН }}", "log": True, "level": "warning"}, "'4711'", {"type": "text"}
        )
    [record] = caplog.records
    assert record.levelno == logging.WARNING
    assert record.__dict__["text_pii"] == "Набрано 4711"
    assert "4711" not in record.getMessage()


async def test_without_log_nothing_is_logged(caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG, "callwright.notification"):
        await notify({"text": "Набрано {{ ПИН }}"}, "'4711'", {"type": "text"})
    assert not caplog.records


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        ("'471147'", "471147"),
        ("471147", "471147"),
        ("471147.0", "471147"),
        ("['471147', '815815']", "815815"),
    ],
)
async def test_a_secret_shows_neither_in_the_trace_nor_in_the_log(
    value: str, spoken: str, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.INFO, "callwright.notification"):
        call = await notify({"text": "ПИН {{ ПИН }}!", "log": True}, value, {"type": "any", "secret": True})
    assert spoken not in str(call.events)
    assert spoken not in str(caplog.records[0].__dict__)
    assert "ПИН •" in str(notified(call)["text"])


async def test_an_empty_secret_hides_nothing():
    call = await notify({"text": "None {{ ПИН }}"}, "null", {"type": "text", "secret": True})
    assert notified(call)["text"] == "None "
