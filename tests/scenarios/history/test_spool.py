"""The spool as the calls see it."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from scenarios.history.packing import Told, decoded, packed, unpacked
from scenarios.history.records import segments_in
from scenarios.history.spool import Spool
from scenarios.history.tail import SpoolTail, is_followed
from tests.scenarios.history.told import event, steps, whole_call


def all_in(folder: Path) -> list[Told]:
    tail = SpoolTail(folder, is_followed)
    told = [decoded(payload) for _, payload in tail.new()]
    tail.close()
    return told


def test_events_come_back_in_their_order(tmp_path: Path) -> None:
    spool = Spool(tmp_path, segment_bytes=1000)
    for told in whole_call("1.1", length=90):
        spool.sink(told)
    assert len(segments_in(tmp_path)) > 5
    assert all_in(tmp_path) == whole_call("1.1", length=90)
    assert spool.held_bytes == sum(path.stat().st_size for path in segments_in(tmp_path))
    spool.close()


@hypothesis_settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.recursive(st.text(st.characters()) | st.integers() | st.booleans(), st.lists, max_leaves=5))
def test_any_value_survives_the_spool_and_the_packing(tmp_path: Path, value: object) -> None:
    told = event("1.1", 1, "set", variables={"x": value})
    spool = Spool(tmp_path)
    spool.sink(told)
    spool.close()
    assert all_in(tmp_path)[-1] == told
    assert unpacked(packed([told])) == [told]


def test_a_new_process_begins_a_segment_of_its_own(tmp_path: Path) -> None:
    first = Spool(tmp_path)
    first.sink(event("1.1", 1))
    segment = segments_in(tmp_path)[0]
    segment.write_bytes(segment.read_bytes()[:-1])
    second = Spool(tmp_path)
    second.sink(event("1.1", 2))
    assert [told["seq"] for told in all_in(tmp_path)] == [2]
    first.close()
    second.close()


def test_a_full_spool_keeps_beginnings_and_ends_and_counts_the_rest(tmp_path: Path) -> None:
    spool = Spool(tmp_path, cap_bytes=1)
    spool.sink(event("1.0", 1))
    for told in whole_call("1.1"):
        spool.sink(told)
    assert [told["kind"] for told in all_in(tmp_path) if told["call"] == "1.1"] == ["started", "ended"]
    assert spool.dropped == 6
    spool.freed(spool.held_bytes)
    spool.sink(event("1.2", 1))
    assert all_in(tmp_path)[-1] == event("1.2", 1)
    spool.close()


@pytest.mark.parametrize("taken_bytes", [0, 1, 7, 8, 30])
def test_a_disk_that_fills_up_costs_only_the_events_it_does_not_take(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken_bytes: int
) -> None:
    spool = Spool(tmp_path)
    write = os.write
    spool.sink(event("1.1", 1))

    def full(descriptor: int, content: bytes) -> int:
        if not taken_bytes:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(descriptor, content[:taken_bytes])

    monkeypatch.setattr("scenarios.history.spool.os.write", full)
    spool.sink(event("1.1", 2))
    monkeypatch.setattr("scenarios.history.spool.os.write", write)
    for told in steps("1.1", 3, 5):
        spool.sink(told)
    assert spool.lost == 1
    assert [told["seq"] for told in all_in(tmp_path)] == [1, 3, 4, 5]
    spool.close()


def test_a_folder_that_is_gone_costs_no_call(tmp_path: Path) -> None:
    folder = tmp_path / "spool"
    folder.mkdir()
    spool = Spool(folder)
    folder.rmdir()
    spool.sink(event("1.1", 1))
    assert spool.lost == 1


def test_an_event_without_bounds_is_not_written(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.sink(event("1.1", 1, text="x" * 5_000_000))
    spool.sink(event("1.1", 2))
    assert ([told["seq"] for told in all_in(tmp_path)], spool.lost) == ([2], 1)
    spool.close()
