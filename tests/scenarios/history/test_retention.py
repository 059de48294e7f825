"""Old calls go, by days and by size."""

from datetime import timedelta
from pathlib import Path

import pytest

from scenarios.history.retention import apply_retention
from scenarios.history.store import HistoryStore
from scenarios.history.stores import history_store
from tests.scenarios.history.servers import kept_once
from tests.scenarios.history.told import NOW, whole_call

LARGE = 10**15


def fill(root: Path, days: range) -> None:
    kept_once(root, *(told for ago in days for told in whole_call(f"1.{ago}", NOW - timedelta(days=ago))))


def ids(store: HistoryStore) -> list[str]:
    return [call.call_id for call in store.newest(10_000)]


def test_calls_older_than_so_many_days_go(kept: HistoryStore, spool_root: Path) -> None:
    fill(spool_root, range(100))
    removed = apply_retention(NOW + timedelta(seconds=1), days=30, max_bytes=LARGE)
    assert ids(kept) == [f"1.{ago}" for ago in range(30)]
    assert (removed.too_old, removed.too_many) == (70, 0)
    assert apply_retention(NOW, days=30, max_bytes=LARGE).too_old == 0


def test_the_oldest_calls_go_when_they_take_too_much_room(kept: HistoryStore, spool_root: Path) -> None:
    fill(spool_root, range(0, 1200, 2))
    removed = apply_retention(NOW, days=10_000, max_bytes=300_000)
    left = ids(kept)
    assert left == [f"1.{ago}" for ago in range(0, 1200, 2)][: len(left)]
    assert 0 < len(left) < 300
    assert removed.too_many == 600 - len(left)


def test_what_was_counted_of_nodes_stays(kept: HistoryStore, spool_root: Path) -> None:
    fill(spool_root, range(3))
    apply_retention(NOW, days=1, max_bytes=LARGE)
    with kept.cursor() as cursor:
        cursor.execute("SELECT sum(n) FROM history_node")
        assert int(cursor.fetchone()[0]) == 6


@pytest.mark.django_db
def test_an_sqlite_file_gives_its_room_back(data: Path) -> None:
    fill(data / "spool", range(2000))
    apply_retention(NOW, days=10_000, max_bytes=400_000)
    with history_store().cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert (data / "history.sqlite3").stat().st_size < 450_000
