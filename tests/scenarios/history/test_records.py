"""Segments of a spool, torn anywhere."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from scenarios.history.records import RECORD_MAX_BYTES, SegmentReader, framed

PAYLOADS = [b'{"a":1}', b"x" * 300, b"{}", "ы".encode() * 40]


def read(path: Path) -> list[bytes]:
    reader = SegmentReader(path)
    found = list(iter(reader.next, None))
    reader.close()
    return found


def test_a_segment_torn_at_any_byte_gives_all_that_is_whole_before(tmp_path: Path) -> None:
    content = b"".join(map(framed, PAYLOADS))
    ends = [len(b"".join(map(framed, PAYLOADS[:count]))) for count in range(len(PAYLOADS) + 1)]
    path = tmp_path / "1.spool"
    for length in range(len(content) + 1):
        path.write_bytes(content[:length])
        assert read(path) == PAYLOADS[: sum(end <= length for end in ends) - 1]


def test_a_changed_byte_ends_the_segment_there(tmp_path: Path) -> None:
    content = b"".join(map(framed, PAYLOADS))
    path = tmp_path / "1.spool"
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x40]) + content[place + 1 :])
        found = read(path)
        assert found == PAYLOADS[: len(found)]
        assert len(found) < len(PAYLOADS)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(garbage=st.one_of(st.binary(max_size=200), st.just(b"\0" * 5000)))
def test_garbage_behind_the_records_is_not_read(tmp_path: Path, garbage: bytes) -> None:
    path = tmp_path / "1.spool"
    path.write_bytes(b"".join(map(framed, PAYLOADS)) + garbage)
    assert read(path) == PAYLOADS


def test_a_segment_is_read_on_while_it_grows_byte_by_byte(tmp_path: Path) -> None:
    path = tmp_path / "1.spool"
    path.touch()
    reader = SegmentReader(path)
    found = []
    with path.open("ab", buffering=0) as file:
        for byte in b"".join(map(framed, PAYLOADS)):
            file.write(bytes([byte]))
            found += list(iter(reader.next, None))
    reader.close()
    assert found == PAYLOADS


@pytest.mark.parametrize("size", [1, 262_135, 262_136, 262_137, RECORD_MAX_BYTES])
def test_records_of_any_size_are_read(tmp_path: Path, size: int) -> None:
    payload = os.urandom(size)
    path = tmp_path / "1.spool"
    path.write_bytes(framed(b"before") + framed(payload) + framed(b"after"))
    assert read(path) == [b"before", payload, b"after"]
