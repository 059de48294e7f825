"""The journal of calls."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from runtime.trace import Event
from scenarios.journal import Journal, path_of, summaries, trace_of

STARTED: Event = {
    "kind": "started",
    "scenario": "проба",
    "revision": "ab12",
    "called": "100",
    "called_raw": "100",
    "caller": "79161234567",
    "caller_name": "Иван",
    "trunk": "",
    "line": "3",
    "at": "2026-11-23T20:00:00+03:00",
}


@pytest.fixture
def calls(data: Path) -> Path:
    """Where the journal is kept."""
    return data / "calls"


def day(number: int) -> datetime:
    return datetime(2026, 11, number, 23, 59)


def write(folder: Path, *events: Event, on: datetime | None = None) -> None:
    journal = Journal(folder, lambda: on or day(23))
    journal.start()
    for event in events:
        journal.sink(event)
    journal.stop()


def event(call: str, seq: int, **fields: object) -> Event:
    return {"call": call, "seq": seq, "at_ms": seq * 10, "kind": "entered", "node": "n1", **fields}


def call(call_id: str, at: str = "2026-11-23T20:00:00+03:00") -> list[Event]:
    return [
        event(call_id, 1, **{**STARTED, "at": at}),
        event(call_id, 2),
        event(call_id, 3, kind="ended", cause="completed", ms=7),
    ]


def test_a_trace_comes_back_event_by_event(calls: Path) -> None:
    events = call("17.4")
    write(calls, *events)
    assert trace_of(calls, "17.4") == events


def test_calls_at_the_same_time_are_kept_apart(calls: Path) -> None:
    one, other = call("17.4"), call("17.5")
    write(calls, *(event for pair in zip(one, other, strict=True) for event in pair))
    assert trace_of(calls, "17.4") == one
    assert trace_of(calls, "17.5") == other


@hypothesis_settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=50))
def test_any_text_survives_the_journal(calls: Path, text: str) -> None:
    written = event("17.6", 1, text=text)
    write(calls, written)
    trace = trace_of(calls, "17.6")
    assert trace is not None
    assert trace[-1] == written


def test_a_torn_tail_hides_neither_what_was_before_nor_what_comes_after(calls: Path) -> None:
    write(calls, *call("17.4")[:2])
    path = path_of(calls, "17.4")
    assert path is not None
    with path.open("ab") as file:
        file.write(b'{"call": "17.4", "seq": 3, "te')
    write(calls, event("17.4", 3, kind="resumed"))
    trace = trace_of(calls, "17.4")
    assert trace is not None
    assert [event["seq"] for event in trace] == [1, 2, 3]


@pytest.mark.parametrize("garbage", [b"\xff\xfe\n", b"[1]\n", b"\n\n", b"{}\n" * 3, b"\x00" * 100])
def test_garbage_in_a_file_is_passed_over(calls: Path, garbage: bytes) -> None:
    write(calls, *call("17.4"))
    path = path_of(calls, "17.4")
    assert path is not None
    path.write_bytes(path.read_bytes() + garbage)
    trace = trace_of(calls, "17.4")
    assert trace is not None
    assert [event for event in trace if event] == call("17.4")


def test_a_call_that_goes_on_after_midnight_stays_in_its_file(calls: Path) -> None:
    write(calls, *call("17.4")[:2], on=day(23))
    write(calls, call("17.4")[2], on=day(24))
    assert trace_of(calls, "17.4") == call("17.4")
    assert [path.parent.name for path in calls.glob("*/*")] == ["2026-11-23"]


@pytest.mark.parametrize("call_id", ["../../etc/passwd", "..", ".", "", "a/b", "a\x00b", "ы", "a" * 101])
def test_an_id_that_could_be_a_path_is_no_call(calls: Path, call_id: str) -> None:
    assert trace_of(calls, call_id) is None
    write(calls, event(call_id, 1))
    assert list(calls.rglob("*")) == []


def test_the_newest_calls_are_listed_first(calls: Path) -> None:
    write(calls, *call("1.1", "2026-11-22T10:00:00+03:00"), on=day(22))
    write(calls, *call("2.1", "2026-11-23T10:00:00+03:00"), *call("2.2", "2026-11-23T11:00:00+03:00"))
    assert [listed["call"] for listed in summaries(calls, 10)] == ["2.2", "2.1", "1.1"]
    assert len(summaries(calls, 2)) == 2


def test_a_listed_call_tells_who_what_and_how_it_ended(calls: Path) -> None:
    write(calls, *call("17.4"))
    assert summaries(calls, 1) == [
        {
            "call": "17.4",
            "at": "2026-11-23T20:00:00+03:00",
            "called": "100",
            "caller": "79161234567",
            "caller_name": "Иван",
            "trunk": "",
            "line": "3",
            "scenario": "проба",
            "revision": "ab12",
            "cause": "completed",
            "node": "n1",
            "ms": 30,
        }
    ]


def test_a_call_without_an_end_has_no_cause(calls: Path) -> None:
    write(calls, *call("17.4")[:2])
    (listed,) = summaries(calls, 1)
    assert (listed["cause"], listed["ms"]) == (None, 20)


def test_a_long_call_is_listed_by_its_first_and_last_lines(calls: Path) -> None:
    steps = [event("17.4", seq, text="x" * 200) for seq in range(2, 1000)]
    write(calls, call("17.4")[0], *steps, event("17.4", 1000, kind="ended", cause="failed"))
    (listed,) = summaries(calls, 1)
    assert (listed["scenario"], listed["cause"], listed["ms"]) == ("проба", "failed", 10_000)


def test_an_empty_journal_lists_nothing(calls: Path) -> None:
    assert summaries(calls / "none", 10) == []
    assert trace_of(calls / "none", "17.4") is None


def test_the_sink_never_waits_for_the_disk(calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenarios.journal._WAITING_MAX", 2)
    journal = Journal(calls, lambda: day(23))
    for taken in call("17.4"):
        journal.sink(taken)
    assert journal.dropped == 1
    journal.start()
    journal.stop()
    assert trace_of(calls, "17.4") == call("17.4")[:2]


def test_a_disk_that_refuses_one_call_does_not_stop_the_others(calls: Path) -> None:
    (calls / "2026-11-23" / "17.4.jsonl").mkdir(parents=True)
    write(calls, *call("17.4"), *call("17.5"))
    assert trace_of(calls, "17.5") == call("17.5")


def test_lines_are_plain_json_for_other_programs(calls: Path) -> None:
    write(calls, *call("17.4"))
    path = path_of(calls, "17.4")
    assert path is not None
    assert [json.loads(line) for line in path.read_text().splitlines()] == call("17.4")
