"""Gives back the disk space of the spool: segments whose calls are all kept are removed, and a segment that a
few long calls hold is written anew with only their events.
"""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from scenarios.history.open_calls import OpenCalls, head_of
from scenarios.history.records import SegmentReader, framed
from scenarios.history.tail import SpoolTail, sync_folder

_UNFINISHED: Final = ".new"
WHOLE_SEGMENTS: Final = 4
"""So many segments may wait for their calls before the oldest ones are written anew: most calls are short."""


class SegmentKeeper:
    """Looks after the segments that one tail has read out."""

    def __init__(self, tail: SpoolTail, calls: OpenCalls, make_durable: Callable[[], None]) -> None:
        """`make_durable` returns when what was kept survives a power cut, or raises."""
        self._tail = tail
        self._calls = calls
        self._make_durable = make_durable
        self._rewritten: set[Path] = set()
        for unfinished in tail.folder.glob(f"*{_UNFINISHED}"):
            unfinished.unlink()

    def tidy(self) -> int:
        """Remove and rewrite what can be; how many bytes were given back. OSError when the disk refuses."""
        done = [path for path in self._tail.read_out if not self._calls.needing(path)]
        freed_bytes = 0
        if done:
            self._make_durable()
        for path in done:
            freed_bytes += path.stat().st_size
            path.unlink()
            del self._tail.read_out[path]
            self._rewritten.discard(path)
            self._calls.segment_gone(path)
        waiting = [path for path in self._tail.read_out if path not in self._rewritten]
        for path in waiting[:-WHOLE_SEGMENTS]:
            freed_bytes += self._rewrite(path)
        return freed_bytes

    def _rewrite(self, path: Path) -> int:
        needed = self._calls.needing(path)
        before_bytes = path.stat().st_size
        fresh = path.with_suffix(_UNFINISHED)
        reader = SegmentReader(path)
        try:
            with fresh.open("wb") as file:
                while (payload := reader.next()) is not None:
                    with contextlib.suppress(ValueError):
                        if head_of(payload).call in needed:
                            file.write(framed(payload))
                file.flush()
                os.fsync(file.fileno())
        finally:
            reader.close()
        # A crash before this line leaves the old segment, one after it the new one: never none, never both.
        fresh.replace(path)
        sync_folder(path.parent)
        self._rewritten.add(path)
        return before_bytes - path.stat().st_size
