"""What processes tell each other of themselves."""

import json
import threading
from dataclasses import dataclass
from pathlib import Path

from scenarios.status import StatusFile, statuses

LIMIT_S = 10.0


@dataclass
class Figures:
    restarts: int


def test_a_process_is_seen_while_it_runs_and_not_after_it_has_ended() -> None:
    told = threading.Event()

    def gather() -> dict[str, object]:
        told.set()
        return {"live": 3, "parts": {"web": Figures(2)}}

    with StatusFile("answer-4573", gather):
        assert told.wait(LIMIT_S)
        while not (found := statuses()):
            pass
        (status,) = found
        assert (status.name, status.is_fresh, status.told["live"]) == ("answer-4573", True, 3)
        assert status.told["parts"] == {"web": {"restarts": 2}}
    assert statuses() == []


def test_a_process_that_died_shows_its_age(data: Path) -> None:
    (data / "status").mkdir()
    (data / "status" / "answer-4573.json").write_text(json.dumps({"at": 1000.0}))
    (status,) = statuses()
    assert not status.is_fresh


def test_a_file_that_is_not_ours_is_passed_over(data: Path) -> None:
    (data / "status").mkdir()
    for name, text in (("torn", '{"at": 1'), ("list", "[]"), ("old", "{}"), ("words", '{"at": "now"}')):
        (data / "status" / f"{name}.json").write_text(text)
    assert statuses() == []
