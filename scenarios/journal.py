"""The journal of calls: every trace event, appended to one file a call by a thread of its own.

`<data>/calls/<day>/<call id>.jsonl`, one event a line. A server that dies in the middle of a line leaves a
torn tail: readers pass over it, and whoever appends next begins on a line of its own. A call that goes on in
another process, after midnight perhaps, is appended to the file it began in.
"""

import heapq
import json
import logging
import queue
import re
import threading
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from runtime.trace import Event

_CALL_ID: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")
_WAITING_MAX: Final = 100_000
_TAIL_BYTES: Final = 65_536
_log = logging.getLogger("callwright.journal")


class Journal:
    """Give `sink` to the calls; it returns at once. `now` is the wall clock that names the days.

    When the disk stands still, events above a hundred thousand waiting ones are dropped and counted in
    `dropped`: calls go on.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._now = now
        self._events: queue.Queue[Event | None] = queue.Queue()
        self._paths: dict[str, Path] = {}
        self.dropped = 0
        self._thread = threading.Thread(target=self._write_on, name="journal", daemon=True)

    def sink(self, event: Event) -> None:
        """Take one event."""
        if self._events.qsize() >= _WAITING_MAX:
            self.dropped += 1
            return
        self._events.put(event)

    def start(self) -> None:
        """Begin to write."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()

    def stop(self) -> None:
        """Write what is waiting, and end."""
        self._events.put(None)
        self._thread.join()

    def _write_on(self) -> None:
        event = self._events.get()
        while event is not None:
            batch: dict[str, list[Event]] = {}
            while event is not None:
                batch.setdefault(str(event["call"]), []).append(event)
                if self._events.empty():
                    break
                event = self._events.get()
            for call_id, events in batch.items():
                self._append(call_id, events)
            if event is not None:
                event = self._events.get()

    def _append(self, call_id: str, events: list[Event]) -> None:
        try:
            path = self._path(call_id)
            text = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)
            with path.open("ab+") as file:
                if file.tell() and not _ends_a_line(path):
                    text = "\n" + text
                file.write(text.encode(errors="surrogatepass"))
        except (OSError, ValueError):
            _log.exception("events of a call are lost", extra={"call": call_id, "events": len(events)})
        if events[-1]["kind"] == "ended":
            self._paths.pop(call_id, None)

    def _path(self, call_id: str) -> Path:
        if call_id not in self._paths:
            if not _CALL_ID.fullmatch(call_id):
                raise ValueError("a call id that is no file name")
            found = path_of(self._folder, call_id)
            if found is None:
                found = self._folder / f"{self._now():%Y-%m-%d}" / f"{call_id}.jsonl"
                found.parent.mkdir(exist_ok=True)
            self._paths[call_id] = found
        return self._paths[call_id]


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"


def path_of(folder: Path, call_id: str) -> Path | None:
    """The file of this call, or None; the newest days are looked at first."""
    if not _CALL_ID.fullmatch(call_id):
        return None
    candidates = (day / f"{call_id}.jsonl" for day in _days(folder))
    return next((path for path in candidates if path.exists()), None)


def trace_of(folder: Path, call_id: str) -> list[Event] | None:
    """All events of a call in their order, or None when there is no such call."""
    path = path_of(folder, call_id)
    return None if path is None else list(_events_in(path.read_bytes()))


def summaries(folder: Path, limit: int) -> list[Event]:
    """The newest calls first, each in one dict: call, at, called, caller, caller_name, trunk, line, scenario,
    revision, cause and node (None while it runs or when its end is unknown), ms.
    """
    newest: list[Event] = []
    for day in _days(folder):
        # The last touched ones stand for the newest ones, so that a busy day is not opened file by file.
        touched = heapq.nlargest(
            limit - len(newest), day.glob("*.jsonl"), key=lambda path: path.stat().st_mtime
        )
        newest += sorted((_summary(path) for path in touched), key=lambda call: str(call["at"]), reverse=True)
        if len(newest) >= limit:
            break
    return newest


def _summary(path: Path) -> Event:
    """From the first line of the file and its tail, however long the call was."""
    with path.open("rb") as file:
        first = next(_events_in(file.readline()), {})
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL_BYTES))
        tail = file.read()
    last = next(iter(deque(_events_in(tail), maxlen=1)), {})
    started = first if first.get("kind") == "started" else {}
    ended = last if last.get("kind") == "ended" else {}
    shown = ("at", "called", "caller", "caller_name", "trunk", "line", "scenario", "revision")
    return {
        "call": path.stem,
        **{name: started.get(name, "") for name in shown},
        "cause": ended.get("cause"),
        "node": ended.get("node"),
        "ms": last.get("at_ms", 0),
    }


def _events_in(content: bytes) -> Iterator[Event]:
    """The whole lines of a file; a torn one, or half of one, is passed over."""
    for line in content.splitlines():
        try:
            event = json.loads(line.decode(errors="surrogatepass"))
        except ValueError:
            continue
        if isinstance(event, dict):
            yield event


def _days(folder: Path) -> list[Path]:
    return sorted((day for day in folder.glob("????-??-??") if day.is_dir()), reverse=True)
