"""The figures that Prometheus collects."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from runtime.trace import CAUSES
from scenarios import metrics
from scenarios.causes import CauseCount
from scenarios.jobs.models import Job
from scenarios.jobs.outbox import enqueue
from scenarios.live.hub import HubFigures
from scenarios.metrics import metrics_text

SAMPLE = re.compile(r'([a-z_]+)(\{([a-z_]+="[^"]*",?)+\})? (\S+)')
ANSWERING: dict[str, Any] = {
    "live": 3,
    "is_draining": False,
    "calls": {"calls": 1_234_567, "resumed": 1},
    "causes": {"completed": 7},
    "agi": {"accepted": 9},
    "ami": "connected",
    "is_ami_connected": True,
    "live_events": {"events": 11, "lost": {"readers": 2, "notifications": 0}},
    "history": {
        "kept_calls": 5,
        "refused_calls": 0,
        "dropped_steps": 0,
        "lost_events": 0,
        "spool_bytes": 4096,
        "is_database_away": False,
    },
}


HUB = HubFigures(browsers=4, sent=300, lost=20, bad_events=1)


@pytest.fixture
def told(data: Path) -> None:
    """An answering process and the supervisor that keeps it."""
    (data / "status").mkdir()
    parts = {"answer": {"is_ready": True, "restarts": 2, "hung": 1}}
    for name, figures in (("answer-4573", ANSWERING), ("serve", {"parts": parts})):
        (data / "status" / f"{name}.json").write_text(json.dumps({"at": time.time(), **figures}))


@pytest.mark.django_db
@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    "line",
    [
        'callwright_up{process="answer-4573"} 1',
        'callwright_calls_live{process="answer-4573"} 3',
        'callwright_calls_total{process="answer-4573",what="calls"} 1234567',
        'callwright_calls_ended_total{process="answer-4573",cause="completed"} 7',
        'callwright_agi_connections_total{process="answer-4573",what="accepted"} 9',
        'callwright_ami_connected{process="answer-4573"} 1',
        'callwright_live_events_total{process="answer-4573"} 11',
        'callwright_live_lost_total{process="answer-4573",what="readers"} 2',
        "callwright_live_browsers 4",
        "callwright_live_sent_total 300",
        "callwright_live_skipped_total 20",
        "callwright_live_bad_events_total 1",
        'callwright_history_spool_bytes{process="answer-4573"} 4096',
        'callwright_part_restarts_total{part="answer"} 2',
        'callwright_part_hung_total{part="answer"} 1',
        'callwright_jobs{state="waiting"} 1',
        'callwright_jobs{state="dead"} 0',
        "callwright_database_up 1",
    ],
)
def test_a_figure_is_there(line: str) -> None:
    enqueue("some.task")
    assert line in metrics_text(HUB).splitlines()


@pytest.mark.django_db
@pytest.mark.usefixtures("told")
def test_every_line_can_be_read_and_every_metric_has_its_kind() -> None:
    kinds: dict[str, str] = {}
    for line in metrics_text(HUB).splitlines():
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split()
            assert name not in kinds
            kinds[name] = kind
        elif not line.startswith("# HELP "):
            found = SAMPLE.fullmatch(line)
            assert found, line
            float(found[4])
            assert (kinds[found[1]] == "counter") is found[1].endswith("_total")


@pytest.mark.usefixtures("told")
def test_the_figures_of_calls_are_there_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(Job.objects, "values_list", away)
    text = metrics_text()
    assert 'callwright_calls_live{process="answer-4573"} 3' in text
    assert "callwright_database_up 0" in text


@pytest.mark.django_db
def test_a_process_that_is_gone_is_down_and_its_figures_are_not_shown(data: Path) -> None:
    (data / "status").mkdir()
    (data / "status" / "answer-4573.json").write_text(json.dumps({"at": time.time() - 60, **ANSWERING}))
    text = metrics_text()
    assert 'callwright_up{process="answer-4573"} 0' in text
    assert "callwright_calls_live{" not in text


def test_a_label_cannot_break_its_line() -> None:
    assert metrics._escaped('a"b\\c\nd') == 'a\\"b\\\\c\\nd'


def test_ends_are_counted_by_cause() -> None:
    count = CauseCount()
    for cause in ("completed", "completed", "failed"):
        count.sink({"kind": "ended", "cause": cause})
    count.sink({"kind": "entered"})
    assert count.counts == {**dict.fromkeys(CAUSES, 0), "completed": 2, "failed": 1}
