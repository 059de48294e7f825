"""What the spools of a data directory hold, for those who only look: live calls, and finished ones that are
not kept yet.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scenarios.history.folders import spool_folders
from scenarios.history.lives import merged
from scenarios.history.open_calls import OpenCall, OpenCalls, head_of
from scenarios.history.packing import Told
from scenarios.history.tail import SpoolTail, is_followed


@dataclass(frozen=True, slots=True)
class _Folder:
    tail: SpoolTail
    calls: OpenCalls


@dataclass(frozen=True, slots=True)
class SpooledCall:
    """A call as the spools have it, which may be only a part: its first event, its last one, whether that is
    its end.
    """

    call_id: str
    first: Told
    last: Told

    @property
    def has_ended(self) -> bool:
        return bool(self.last["kind"] == "ended")


class SpoolView:
    """Reads on where it stopped, so that looking often costs little. For any thread."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders: dict[Path, _Folder] = {}
        self._lock = threading.Lock()

    def calls(self) -> dict[str, SpooledCall]:
        """All calls of the spools."""
        with self._lock:
            self._look()
            by_id: dict[str, list[OpenCall]] = {}
            for folder in self._folders.values():
                for call in folder.calls:
                    by_id.setdefault(call.call_id, []).append(call)
        return {call_id: _spooled(calls) for call_id, calls in by_id.items()}

    def pieces(self, call_id: str) -> list[list[Told]]:
        """What each spool has of a call."""
        with self._lock:
            self._look()
            found = [folder.calls.get(call_id) for folder in self._folders.values()]
        return [call.events() for call in found if call is not None]

    def forget(self, call_ids: Iterable[str]) -> None:
        """These are kept; nobody asks the spool for them again."""
        with self._lock:
            for call_id in call_ids:
                for folder in self._folders.values():
                    call = folder.calls.get(call_id)
                    if call is not None and call.has_ended:
                        folder.calls.forget(call)

    def _look(self) -> None:
        for path in spool_folders(self._root):
            if path not in self._folders:
                self._folders[path] = _Folder(SpoolTail(path, is_followed), OpenCalls())
        for folder in self._folders.values():
            for segment in folder.tail.drop_missing():
                folder.calls.segment_gone(segment)
            for call in folder.calls:
                if not call.segments:
                    folder.calls.forget(call)
            for segment, payload in folder.tail.new():
                folder.calls.add(segment, payload, head_of(payload))


@cache
def spool_view(root: Path) -> SpoolView:
    """The one view of a spool directory in this process."""
    return SpoolView(root)


def _spooled(calls: list[OpenCall]) -> SpooledCall:
    if len(calls) == 1:
        return SpooledCall(calls[0].call_id, calls[0].event(0), calls[0].event(-1))
    told = merged(*(call.events() for call in calls))
    return SpooledCall(calls[0].call_id, told[0], told[-1])
