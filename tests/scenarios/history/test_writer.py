"""From the spool into the database, whatever happens in between; on both kinds of databases."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DataError, IntegrityError, OperationalError

from scenarios.history.kept import KeptCall
from scenarios.history.packing import Told, unpacked
from scenarios.history.store import HistoryStore, Settled
from tests.scenarios.history.servers import Server, kept_once, segments
from tests.scenarios.history.told import NOW, ended, later, resumed, started, steps, whole_call


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls are looked after in every round, and are given up as soon as they are left over."""
    monkeypatch.setattr("scenarios.history.pieces._LOOK_EVERY_S", 0.0)
    monkeypatch.setattr("scenarios.history.pieces.INTERRUPTED_AFTER_S", 0.0)


def events_of(store: HistoryStore, call_id: str) -> list[Told]:
    call = store.find(call_id)
    return unpacked(call.events) if call else []


def test_finished_calls_are_kept_and_the_spool_is_empty(kept: HistoryStore, spool_root: Path) -> None:
    calls = [whole_call(f"1.{number}", later(number), length=40) for number in range(20)]
    kept_once(spool_root, *(told for step in zip(*calls, strict=True) for told in step))
    assert [events_of(kept, f"1.{number}") for number in range(20)] == calls
    assert segments(spool_root) == []


def test_a_live_call_stays_in_the_spool_with_only_its_own_events(
    kept: HistoryStore, spool_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.history.segments.WHOLE_SEGMENTS", 1)
    live = [started("1.0"), *steps("1.0", 2, 9)]
    server = Server(spool_root)
    for number, told in enumerate(live, start=1):
        server.tell(told, *whole_call(f"1.{number}", length=60))
    server.stop()
    assert kept.find("1.0") is None
    assert sum(path.stat().st_size for path in segments(spool_root)) < 12_000
    kept_once(spool_root, ended("1.0", 10))
    assert events_of(kept, "1.0") == [*live, ended("1.0", 10)]
    assert segments(spool_root) == []


def test_a_call_that_a_restarted_server_goes_on_with_is_one_row(kept: HistoryStore, spool_root: Path) -> None:
    first = Server(spool_root)
    first.tell(started("1.1"), *steps("1.1", 2, 8))
    first.die()
    rest = [resumed("1.1", 6), *steps("1.1", 8, 9), ended("1.1", 10)]
    kept_once(spool_root, *rest)
    assert events_of(kept, "1.1") == [started("1.1"), *steps("1.1", 2, 6), *rest]


def test_a_call_that_nobody_goes_on_with_was_interrupted(kept: HistoryStore, spool_root: Path) -> None:
    first = Server(spool_root)
    first.tell(*whole_call("1.1")[:5])
    first.die()
    kept_once(spool_root)
    call = kept.find("1.1")
    assert call is not None
    assert (call.cause, call.last_node, call.missing) == ("interrupted", "n2", 0)
    assert segments(spool_root) == []


def test_a_call_that_comes_back_late_was_not_interrupted_after_all(
    kept: HistoryStore, spool_root: Path
) -> None:
    first = Server(spool_root)
    first.tell(started("1.1"), *steps("1.1", 2, 4))
    first.die()
    second = Server(spool_root)
    second.stop()
    rest = [resumed("1.1", 4), ended("1.1", 6)]
    kept_once(spool_root, *rest)
    assert events_of(kept, "1.1") == [started("1.1"), *steps("1.1", 2, 4), *rest]


@pytest.mark.parametrize("order", ["first dies", "first lives", "second is read first"])
def test_a_call_of_two_machines_is_one_row_without_hole_or_double(
    kept: HistoryStore, tmp_path: Path, order: str
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    rest = [resumed("1.1", 6), *steps("1.1", 8, 9), ended("1.1", 10)]
    first = Server(one)
    first.tell(started("1.1"), *steps("1.1", 2, 8))
    if order == "first lives":
        first.writer.start()
    if order == "first dies":
        first.die()
    kept_once(other, *rest)
    if order == "first dies":
        kept_once(one)
    else:
        first.stop()
    assert events_of(kept, "1.1") == [started("1.1"), *steps("1.1", 2, 6), *rest]
    assert kept.in_pieces() == {}
    assert segments(tmp_path / "one") == segments(tmp_path / "other") == []


def test_what_a_frozen_server_tells_after_it_lost_a_call_does_not_count(
    kept: HistoryStore, tmp_path: Path
) -> None:
    first, second = Server(tmp_path / "one"), Server(tmp_path / "other")
    rest = [resumed("1.1", 6), *steps("1.1", 8, 9), ended("1.1", 10)]
    first.tell(started("1.1"), *steps("1.1", 2, 6))
    first.look()
    second.tell(*rest[:-1])
    second.look()
    first.look()
    first.tell(*({**told, "at_ms": 500, "prompt": "late"} for told in steps("1.1", 7, 12)))
    first.look()
    second.tell(rest[-1])
    second.stop()
    first.stop()
    assert events_of(kept, "1.1") == [started("1.1"), *steps("1.1", 2, 6), *rest]
    assert kept.in_pieces() == {}


def test_a_call_may_come_back_to_the_server_it_left(kept: HistoryStore, tmp_path: Path) -> None:
    first, second = Server(tmp_path / "one"), Server(tmp_path / "other")
    there, back = [resumed("1.1", 6), *steps("1.1", 8, 12)], [resumed("1.1", 9), ended("1.1", 11)]
    first.tell(started("1.1"), *steps("1.1", 2, 6))
    for server, told in ((second, there), (first, back)):
        first.look()
        second.look()
        server.tell(*told)
    second.stop()
    first.stop()
    assert events_of(kept, "1.1") == [started("1.1"), *steps("1.1", 2, 6), *there[:3], *back]
    assert kept.in_pieces() == {}


def test_when_the_other_server_never_comes_back_the_row_tells_what_is_known(
    kept: HistoryStore, spool_root: Path
) -> None:
    kept_once(spool_root, resumed("1.1", 6), ended("1.1", 8, "transferred"))
    assert kept.find("1.1") is None
    kept_once(spool_root, now=later(61))
    call = kept.find("1.1")
    assert call is not None
    assert (call.cause, call.caller, call.started_at, call.missing) == ("transferred", "79161234567", NOW, 6)


def test_a_replay_of_what_is_kept_changes_nothing(kept: HistoryStore, spool_root: Path) -> None:
    server = Server(spool_root)
    server.tell(*whole_call("1.1"), *whole_call("1.2"))
    with patch.object(Path, "unlink", side_effect=PermissionError):
        server.stop()
    before = kept.newest(9), counts(kept)
    kept_once(spool_root)
    assert (kept.newest(9), counts(kept)) == before
    assert segments(spool_root) == []


def counts(store: HistoryStore) -> list[tuple[object, ...]]:
    with store.cursor() as cursor:
        cursor.execute("SELECT * FROM history_node ORDER BY node")
        return [tuple(row) for row in cursor.fetchall()]


def test_while_the_database_is_away_the_calls_wait_in_the_spool(kept: HistoryStore, spool_root: Path) -> None:
    server = Server(spool_root)
    server.tell(*whole_call("1.1"))
    with patch.object(server.writer._store, "_insert", side_effect=OperationalError("gone")):
        server.stop()
    assert server.writer.is_away
    assert len(segments(spool_root)) == 1
    kept_once(spool_root)
    assert events_of(kept, "1.1") == whole_call("1.1")


def test_nothing_leaves_the_spool_before_the_database_has_it_on_the_disk(
    kept: HistoryStore, spool_root: Path
) -> None:
    with patch.object(type(kept), "make_durable", side_effect=OperationalError("no sync")):
        kept_once(spool_root, *whole_call("1.1"))
    assert events_of(kept, "1.1") == whole_call("1.1")
    assert len(segments(spool_root)) == 1
    kept_once(spool_root)
    assert segments(spool_root) == []


def test_a_call_that_the_database_refuses_does_not_hold_up_the_others(
    kept: HistoryStore, spool_root: Path
) -> None:
    server = Server(spool_root)
    server.tell(*whole_call("1.1"), *whole_call("1.2"), *whole_call("1.3"))
    insert = server.writer._store._insert

    def refusing(cursor: object, calls: list[KeptCall]) -> set[str]:
        if any(call.call_id == "1.2" for call in calls):
            raise IntegrityError("1.2")
        return insert(cursor, calls)  # type: ignore[arg-type]

    with patch.object(server.writer._store, "_insert", refusing):
        server.stop()
    assert {call.call_id for call in kept.newest(9)} == {"1.1", "1.3"}
    assert (spool_root / "refused.jsonl").read_bytes().count(b'"1.2"') == len(whole_call("1.2"))
    assert (server.writer.refused, segments(spool_root)) == (1, [])


def test_a_life_of_a_call_that_cannot_be_kept_holds_up_nothing(
    kept: HistoryStore, spool_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = HistoryStore.settle

    def refusing(self: HistoryStore, call_id: str, *told: Any, **how: Any) -> Settled:
        if call_id == "1.2":
            raise DataError("no such number")
        return settle(self, call_id, *told, **how)

    monkeypatch.setattr(HistoryStore, "settle", refusing)
    server = Server(spool_root)
    server.tell(resumed("1.2", 7), *whole_call("1.1"))
    server.stop()
    assert events_of(kept, "1.1") == whole_call("1.1")
    assert b'"1.2"' in (spool_root / "refused.jsonl").read_bytes()
    assert (server.writer.refused, segments(spool_root)) == (1, [])


def test_a_record_that_is_no_event_is_passed_over(kept: HistoryStore, spool_root: Path) -> None:
    server = Server(spool_root)
    server.tell({"no": "call"}, *whole_call("1.1"))
    server.stop()
    assert events_of(kept, "1.1") == whole_call("1.1")


def test_steps_that_a_full_spool_did_not_take_are_counted_in_the_row(
    kept: HistoryStore, spool_root: Path
) -> None:
    kept_once(spool_root, started("1.1"), ended("1.1", 90))
    call = kept.find("1.1")
    assert call is not None
    assert (call.missing, call.cause) == (88, "completed")


def test_what_comes_after_the_end_changes_no_row(kept: HistoryStore, spool_root: Path) -> None:
    server = Server(spool_root)
    server.tell(*whole_call("1.1"))
    server.look()
    server.tell(*steps("1.1", 9, 10))
    server.stop()
    kept_once(spool_root)
    assert events_of(kept, "1.1") == whole_call("1.1")
    assert segments(spool_root) == []
