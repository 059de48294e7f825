"""Calls as lists and pages see them: live, finished and not kept yet, kept."""

from datetime import datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from scenarios.history.packing import Told
from scenarios.history.reading import newest_calls, trace_of
from scenarios.history.store import HistoryStore
from scenarios.history.stores import history_store
from scenarios.history.view import SpoolView
from scenarios.history.wanted import LIVE, WantedCalls
from tests.scenarios.history.servers import Server, data_root, kept_once
from tests.scenarios.history.told import ended, later, resumed, started, steps, whole_call

pytestmark = pytest.mark.django_db


def causes() -> dict[object, object]:
    return {call["call"]: call["cause"] for call in newest_calls(9)}


def test_a_listed_call_tells_who_what_and_how_it_ended() -> None:
    kept_once(data_root(), *whole_call("17.4"))
    assert newest_calls(1) == [
        {
            "call": "17.4",
            "at": "2026-11-23T23:00:00+03:00",
            "called": "100",
            "caller": "79161234567",
            "caller_name": "Иван",
            "trunk": "",
            "line": "3",
            "scenario": "проба",
            "revision": "ab12",
            "cause": "completed",
            "node": "n2",
            "ms": 80,
        }
    ]


def test_a_live_call_is_listed_from_the_spool_and_followed() -> None:
    server = Server(data_root())
    whole = whole_call("17.4")
    for count, told in enumerate(whole, start=1):
        server.tell(told)
        assert trace_of("17.4") == whole[:count]
        assert [call["ms"] for call in newest_calls(9)] == [count * 10]
    server.stop()
    assert trace_of("17.4") == whole
    assert causes() == {"17.4": "completed"}


def test_kept_and_live_calls_stand_in_one_list_newest_first() -> None:
    kept_once(data_root(), *whole_call("1.1", later(1)), *whole_call("1.3", later(3)))
    server = Server(data_root())
    server.tell(started("1.2", later(2)), *whole_call("1.4", later(4)))
    assert [call["call"] for call in newest_calls(9)] == ["1.4", "1.3", "1.2", "1.1"]
    assert [call["call"] for call in newest_calls(2)] == ["1.4", "1.3"]
    assert causes() == {"1.1": "completed", "1.2": None, "1.3": "completed", "1.4": "completed"}
    server.stop()


def test_a_call_is_listed_once_while_it_is_kept_and_still_in_the_spool() -> None:
    server = Server(data_root())
    server.tell(*whole_call("1.1"), started("1.2"))
    newest_calls(9)
    server.look()
    assert sorted(causes().items()) == [("1.1", "completed"), ("1.2", None)]
    assert trace_of("1.1") == whole_call("1.1")
    server.stop()


def test_a_call_in_pieces_is_shown_whole(tmp_path: Path) -> None:
    here = Server(data_root())
    here.tell(started("1.1"), *steps("1.1", 2, 8))
    rest = [resumed("1.1", 6), ended("1.1", 8)]
    kept_once(tmp_path / "other", *rest)
    assert trace_of("1.1") == [started("1.1"), *steps("1.1", 2, 6), *rest]
    assert [(call["call"], call["cause"], call["caller"]) for call in newest_calls(9)] == [
        ("1.1", "completed", "79161234567")
    ]
    here.stop()


def test_a_call_that_came_back_after_it_was_given_up_is_live_again() -> None:
    history_store().settle("1.1", whole_call("1.1")[:4], later(0), is_final=True)
    server = Server(data_root())
    server.tell(resumed("1.1", 4))
    assert causes() == {"1.1": None}
    assert trace_of("1.1") == [*whole_call("1.1")[:4], resumed("1.1", 4)]
    server.stop()


@pytest.mark.parametrize("call_id", ["17.5", "../../etc/passwd", "", "%", "'", "ы" * 200])
def test_there_is_no_call_of_another_name(call_id: str) -> None:
    kept_once(data_root(), *whole_call("17.4"))
    assert trace_of(call_id) is None


def test_an_installation_without_calls_lists_nothing() -> None:
    assert newest_calls(9) == []


def test_looking_again_reads_only_what_is_new() -> None:
    server = Server(data_root(), segment_bytes=2000)
    view = SpoolView(data_root())
    told: list[Told] = whole_call("1.1", length=60)
    server.tell(*told[:50])
    assert len(view.pieces("1.1")[0]) == 50
    server.tell(*told[50:])
    with patch("scenarios.history.tail.SegmentReader", side_effect=AssertionError):
        assert view.calls()["1.1"].last == told[-1]
    server.stop()
    assert view.calls() == {}


def test_wanted_calls_are_found_wherever_they_are(kept: HistoryStore) -> None:
    server = Server(data_root())
    kept_once(
        data_root(),
        *whole_call("1.1", later(1)),
        started("1.2", later(2), scenario="другой", called="7_7%", caller="Anna"),
        ended("1.2", 2, cause="failed"),
    )
    server.tell(
        started("1.3", later(3), caller="555"), started("1.4", later(4), scenario="другой", caller="hanna")
    )
    for wanted, calls in (
        (WantedCalls(), ["1.4", "1.3", "1.2", "1.1"]),
        (WantedCalls(scenarios=["другой"]), ["1.4", "1.2"]),
        (WantedCalls(scenarios=[]), []),
        (WantedCalls(cause="failed"), ["1.2"]),
        (WantedCalls(cause=LIVE), ["1.4", "1.3"]),
        (WantedCalls(number="55"), ["1.3"]),
        (WantedCalls(number="_7%"), ["1.2"]),
        (WantedCalls(number="%"), ["1.2"]),
        (WantedCalls(number="aNNa"), ["1.4", "1.2"]),
        (WantedCalls(since=later(2)), ["1.4", "1.3", "1.2"]),
        (WantedCalls(until=later(2)), ["1.1"]),
        (WantedCalls(before=(later(3), "1.3")), ["1.2", "1.1"]),
        (WantedCalls(before=(later(3), "1.4"), cause=LIVE), ["1.3"]),
    ):
        assert [call["call"] for call in newest_calls(9, wanted)] == calls, wanted
    server.stop()


def test_pages_of_calls_that_began_together_leave_none_out(kept: HistoryStore) -> None:
    ids = [f"{place}-17.{number}" for number in range(5) for place in ("A", "a", "b", "B")]
    kept_once(data_root(), *(told for call_id in ids for told in whole_call(call_id, later(1))))
    seen: list[object] = []
    wanted = WantedCalls()
    while page := newest_calls(3, wanted):
        seen += [call["call"] for call in page]
        wanted = WantedCalls(before=(datetime.fromisoformat(str(page[-1]["at"])), str(page[-1]["call"])))
    assert seen == sorted(ids, reverse=True)


@pytest.mark.parametrize("at", ["0010-11-07T23:50+16:48", "0001-01-01T00:00+16:48", "9999-12-31T23:59-23:59"])
def test_any_time_of_any_zone_can_be_asked_for(kept: HistoryStore, at: str) -> None:
    kept_once(data_root(), *whole_call("1.1", later(1)))
    moment = datetime.fromisoformat(at)
    calls = len(newest_calls(9, WantedCalls(since=moment))) + len(newest_calls(9, WantedCalls(until=moment)))
    assert calls == 1
