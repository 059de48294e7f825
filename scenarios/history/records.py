"""The form of a spool segment: one record after the other, each with its length and a checksum.

A record is `length, crc32` (two little-endian 32-bit words) and so many bytes of JSON. A process that dies,
or a machine that loses power, leaves a torn record at the end at most: its checksum tells, and nothing
behind it is read.
"""

import os
import struct
import zlib
from pathlib import Path
from typing import Final

RECORD_MAX_BYTES: Final = 4 * 1024 * 1024
SUFFIX: Final = ".spool"
_HEAD: Final = struct.Struct("<II")
_READ_BYTES: Final = 256 * 1024


def framed(payload: bytes) -> bytes:
    """The record of a payload of 1 to `RECORD_MAX_BYTES` bytes."""
    return _HEAD.pack(len(payload), zlib.crc32(payload)) + payload


def segment_path(folder: Path, number: int) -> Path:
    """The file of a segment; files sort in the order they were written."""
    return folder / f"{number:010}{SUFFIX}"


def segments_in(folder: Path) -> list[Path]:
    """The segments of a folder, oldest first."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def number_of(segment: Path) -> int:
    """The number of a segment file."""
    return int(segment.stem)


class SegmentReader:
    """Reads a segment that may still be growing, record by record."""

    def __init__(self, path: Path) -> None:
        """FileNotFoundError when the segment is gone."""
        self.path = path
        self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self._buffer = b""
        self._buffer_at = 0
        self._at = 0

    def next(self) -> bytes | None:
        """The next payload; None when no whole record follows, now or for ever."""
        payload = self._take()
        if payload is None:
            self._fill(_READ_BYTES)
            payload = self._take()
        if payload is None and len(self._buffer) == _READ_BYTES:
            self._fill(_HEAD.size + RECORD_MAX_BYTES)
            payload = self._take()
        return payload

    def sync(self) -> None:
        """Make what was written so far survive a power cut (any descriptor of the file will do)."""
        os.fdatasync(self._fd)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._fd)

    def _fill(self, size: int) -> None:
        self._buffer_at += self._at
        self._at = 0
        self._buffer = os.pread(self._fd, size, self._buffer_at)

    def _take(self) -> bytes | None:
        start = self._at + _HEAD.size
        if start > len(self._buffer):
            return None
        length, checksum = _HEAD.unpack_from(self._buffer, self._at)
        payload = self._buffer[start : start + length]
        # A tail of zeros, as a power cut leaves it, would be an empty record with the right checksum.
        if not 0 < length <= RECORD_MAX_BYTES or len(payload) < length or zlib.crc32(payload) != checksum:
            return None
        self._at = start + length
        return payload
