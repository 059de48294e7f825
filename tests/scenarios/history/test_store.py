"""Calls kept in both kinds of databases."""

from datetime import timedelta

import pytest

from scenarios.history.kept import kept_call, node_sums
from scenarios.history.packing import Told, unpacked
from scenarios.history.store import HistoryStore
from tests.scenarios.history.told import NOW, ended, later, resumed, started, steps, whole_call


def keep(store: HistoryStore, *calls: list[Told]) -> set[str]:
    return store.keep([(kept_call(call, NOW), node_sums(call)) for call in calls])


def counts(store: HistoryStore) -> list[tuple[object, ...]]:
    with store.cursor() as cursor:
        cursor.execute("SELECT node, output, n, ms_sum FROM history_node ORDER BY node, output")
        return [tuple(row) for row in cursor.fetchall()]


def told_of(store: HistoryStore, call_id: str) -> list[Told]:
    call = store.find(call_id)
    return unpacked(call.events) if call else []


def test_a_call_comes_back_as_it_was_kept(kept: HistoryStore) -> None:
    assert keep(kept, whole_call("1.1")) == set()
    call = kept.find("1.1")
    assert call is not None
    assert call == kept_call(whole_call("1.1"), NOW)
    assert unpacked(call.events) == whole_call("1.1")
    assert unpacked(call.variables) == {"КОД": "12", "PIN": "•"}
    assert (call.started_at, call.ended_at) == (NOW, NOW + timedelta(milliseconds=80))
    assert (call.caller, call.cause, call.last_node, call.steps, call.missing) == (
        "79161234567",
        "completed",
        "n2",
        2,
        0,
    )


def test_the_same_call_kept_twice_is_one_row_and_counts_once(kept: HistoryStore) -> None:
    keep(kept, whole_call("1.1"))
    assert keep(kept, whole_call("1.1"), whole_call("1.2")) == {"1.1"}
    assert [call.call_id for call in kept.newest(9)] in (["1.1", "1.2"], ["1.2", "1.1"])
    assert counts(kept) == [("n1", "entered", 2, 40), ("n2", "", 2, 40)]


def test_a_batch_may_hold_a_call_twice(kept: HistoryStore) -> None:
    keep(kept, whole_call("1.1"), whole_call("1.1"))
    assert len(kept.newest(9)) == 1


def test_the_newest_calls_come_first(kept: HistoryStore) -> None:
    keep(kept, *(whole_call(f"1.{n}", later(n)) for n in (2, 9, 5)))
    assert [call.call_id for call in kept.newest(2)] == ["1.9", "1.5"]


@pytest.mark.parametrize(
    "text", ["a\0b", "\ud800", "x" * 5000, "'; DROP TABLE history_call; --", "\U0001f600"]
)
def test_any_text_of_a_stranger_is_kept(kept: HistoryStore, text: str) -> None:
    call = whole_call("1.1")
    call[0]["caller_name"] = text
    keep(kept, call)
    assert told_of(kept, "1.1") == call
    found = kept.find("1.1")
    assert found is not None
    assert found.caller_name == text.replace("\0", "�").replace("\ud800", "�")[:200]


def test_a_call_in_pieces_gets_its_row_from_the_last_piece(kept: HistoryStore) -> None:
    first = [started("1.1"), *steps("1.1", 2, 8)]
    second = [resumed("1.1", 6), ended("1.1", 8)]
    assert not kept.settle("1.1", second, NOW).is_kept
    assert kept.find("1.1") is None
    settled = kept.settle("1.1", first, NOW)
    assert (settled.is_kept, settled.is_newest) == (True, False)
    assert told_of(kept, "1.1") == [*first[:6], *second]
    assert kept.in_pieces() == {}


def test_a_piece_of_a_call_that_goes_on_makes_no_row(kept: HistoryStore) -> None:
    kept.settle("1.1", [started("1.1"), *steps("1.1", 2, 8)], NOW)
    assert kept.settle("1.1", [resumed("1.1", 6)], NOW).is_newest
    assert kept.find("1.1") is None
    assert list(kept.in_pieces()) == ["1.1"]


def test_an_interrupted_call_that_came_back_gets_its_row_anew(kept: HistoryStore) -> None:
    whole = whole_call("1.1")
    kept.settle("1.1", whole[:4], NOW, is_final=True)
    call = kept.find("1.1")
    assert call is not None
    assert call.cause == "interrupted"
    kept.settle("1.1", [resumed("1.1", 4)], later(99))
    rest = [resumed("1.1", 4), *whole_call("1.1", length=9)[5:]]
    kept.settle("1.1", rest, later(99))
    assert told_of(kept, "1.1") == [*whole[:4], *rest]
    assert [call.cause for call in kept.newest(9)] == ["completed"]
    assert counts(kept) == [("n1", "entered", 1, 20), ("n2", "", 1, 60)]


def test_no_row_is_made_of_what_there_is_while_a_server_gives_signs(kept: HistoryStore) -> None:
    kept.settle("1.1", [resumed("1.1", 6)], NOW)
    kept.hold(["1.1"], later(50))
    assert not kept.settle("1.1", [started("1.1")], later(100), is_final=True).is_kept
    assert kept.settle("1.1", (), later(161), is_final=True).is_kept
    assert [told["kind"] for told in told_of(kept, "1.1")] == ["started", "resumed", "ended"]


def test_a_piece_that_says_nothing_new_changes_nothing(kept: HistoryStore) -> None:
    keep(kept, whole_call("1.1"))
    before = kept.find("1.1"), counts(kept)
    assert kept.settle("1.1", whole_call("1.1")[:5], NOW).is_kept
    assert (kept.find("1.1"), counts(kept)) == before


def test_calls_of_any_month_find_their_place(kept: HistoryStore) -> None:
    kept.make_room(NOW)
    months = [whole_call(f"1.{days}", NOW - timedelta(days=days)) for days in range(0, 800, 31)]
    keep(kept, *months)
    assert len(kept.newest(100)) == len(months)
    assert kept.kept_among(["1.0", "1.31", "nobody"]) == {"1.0", "1.31"}
