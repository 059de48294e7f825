"""The history of an answering process, with its threads."""

import threading
import time
from pathlib import Path

import pytest

from scenarios.history.answered import AnsweredHistory
from scenarios.history.store import HistoryStore
from tests.scenarios.history.servers import Server, segments
from tests.scenarios.history.told import NOW, started, whole_call

LIMIT_S = 10.0


@pytest.fixture
def answered(kept: HistoryStore, spool_root: Path) -> AnsweredHistory:
    return AnsweredHistory(spool_root, lambda: NOW)


def wait_kept(store: HistoryStore, *call_ids: str) -> None:
    limit = time.monotonic() + LIMIT_S
    while store.kept_among(call_ids) != set(call_ids):
        assert time.monotonic() < limit
        threading.Event().wait(0.01)


def test_a_call_is_kept_soon_after_its_end(answered: AnsweredHistory, kept: HistoryStore) -> None:
    answered.start()
    for told in (*whole_call("1.1"), started("1.2")):
        answered.sink(told)
    wait_kept(kept, "1.1")
    answered.stop()
    figures = answered.figures()
    assert (figures.kept_calls, figures.lost_events, figures.is_database_away) == (1, 0, False)
    assert figures.spool_bytes > 0


def test_the_spool_of_a_process_that_is_gone_is_emptied(
    answered: AnsweredHistory, kept: HistoryStore, spool_root: Path
) -> None:
    living, gone = Server(spool_root), Server(spool_root)
    living.tell(*whole_call("1.1"))
    gone.tell(*whole_call("1.2"))
    gone.die()
    answered.start()
    wait_kept(kept, "1.2")
    assert kept.find("1.1") is None
    answered.stop()
    assert [path.parent.name for path in segments(spool_root)] == ["1"]
    living.stop()
    assert kept.kept_among(["1.1"]) == {"1.1"}


def test_two_processes_over_one_data_directory_have_spools_of_their_own(
    kept: HistoryStore, spool_root: Path
) -> None:
    one, other = (AnsweredHistory(spool_root, lambda: NOW) for _ in range(2))
    one.start()
    other.start()
    for number in range(20):
        for told in whole_call(f"1.{number}"):
            (one if number % 2 else other).sink(told)
    wait_kept(kept, *(f"1.{number}" for number in range(20)))
    one.stop()
    other.stop()
    assert segments(spool_root) == []
