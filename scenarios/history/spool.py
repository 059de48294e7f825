"""The spool: where the thread of the calls leaves each trace event, with one write and without waiting.

What was written survives the death of the process; what the writer thread has synced since (four times a
second) survives a power cut. Segments of 16 MB; a segment that could not take a whole record is left behind
and the next one begun, so that a torn record stands at the end of a segment only.
"""

import logging
import os
from pathlib import Path
from typing import Final

from runtime.trace import Event
from scenarios.history.packing import encoded
from scenarios.history.records import RECORD_MAX_BYTES, framed, number_of, segment_path, segments_in

SEGMENT_BYTES: Final = 16 * 1024 * 1024
CAP_BYTES: Final = 1024 * 1024 * 1024
_SUMMARY: Final = frozenset({"started", "resumed", "ended"})
"""What is kept of a call when the spool is full: enough for its row, and to put its lives in order."""
_log = logging.getLogger("callwright.history")


class Spool:
    """Writes events into the segments of one folder, which is this process's alone.

    Give `sink` to the calls of one thread; `freed` is for the thread that removes segments. Each counts for
    itself, so that neither needs a lock.
    """

    def __init__(
        self, folder: Path, *, segment_bytes: int = SEGMENT_BYTES, cap_bytes: int = CAP_BYTES
    ) -> None:
        """OSError when the folder cannot be read."""
        self._folder = folder
        self._segment_bytes = segment_bytes
        self._cap_bytes = cap_bytes
        older = segments_in(folder)
        self.current = number_of(older[-1]) + 1 if older else 1
        """The number of the segment that is being written; those before it never change again."""
        self._fd: int | None = None
        self._size_bytes = 0
        self._written_bytes = sum(path.stat().st_size for path in older)
        self._freed_bytes = 0
        self.dropped = 0
        """Steps not written because the spool was full."""
        self.lost = 0
        """Events that the disk did not take."""

    @property
    def held_bytes(self) -> int:
        """How much the spool holds."""
        return self._written_bytes - self._freed_bytes

    def sink(self, event: Event) -> None:
        """Write one event. Never raises: a disk that refuses costs the event, not the call."""
        if self.held_bytes >= self._cap_bytes and event["kind"] not in _SUMMARY:
            self.dropped += 1
            return
        payload = encoded(event)
        if len(payload) > RECORD_MAX_BYTES:
            self._lose(event, "it is too large")
            return
        try:
            self._write(framed(payload))
        except OSError as error:
            self._begin_next()
            self._lose(event, str(error))

    def freed(self, size_bytes: int) -> None:
        """So much has been removed."""
        self._freed_bytes += size_bytes

    def close(self) -> None:
        """Write no more."""
        self._begin_next()

    def _write(self, record: bytes) -> None:
        if self._fd is None:
            path = segment_path(self._folder, self.current)
            self._fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        written = os.write(self._fd, record)
        self._size_bytes += written
        self._written_bytes += written
        if written < len(record):
            raise OSError(f"{written} of {len(record)} bytes written")
        if self._size_bytes >= self._segment_bytes:
            self._begin_next()

    def _begin_next(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None
            self._size_bytes = 0
            self.current += 1

    def _lose(self, event: Event, why: str) -> None:
        self.lost += 1
        if self.lost & (self.lost - 1) == 0:  # the first one, then ever more rarely: a full disk stays full
            _log.error("events are lost: %s", why, extra={"call": event["call"], "lost": self.lost})
