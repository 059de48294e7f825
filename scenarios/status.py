"""How each running process of this installation is, told to the others through small files.

A process that dies leaves its file behind; it shows its age. Files and not the database: they tell of calls
also while the database is away, and a call waits for neither.
"""

import json
import logging
import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from django.conf import settings

SERVE: Final = "serve"
"""The name of the supervisor."""
ANSWER: Final = "answer-"
"""How the names of answering processes begin; their FastAGI port follows."""
FRESH_S: Final = 4.0
"""A file older than this belongs to a process that is gone or hangs."""
_EVERY_S: Final = 1.0
_log = logging.getLogger("callwright.status")


@dataclass(frozen=True, slots=True)
class Status:
    """What a process told of itself, `age_s` seconds ago."""

    name: str
    age_s: float
    told: Mapping[str, Any]

    @property
    def is_fresh(self) -> bool:
        """Whether the process can be taken to be alive."""
        return self.age_s <= FRESH_S


class StatusFile:
    """Tells `gather()` under a name each second, from a thread, while the block runs."""

    def __init__(self, name: str, gather: Callable[[], Mapping[str, object]]) -> None:
        """`gather` gives JSON data and dataclasses; it is called from the thread."""
        self._path = _folder() / f"{name}.json"
        self._gather = gather
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._tell_on, name="status", daemon=True)

    def __enter__(self) -> Self:
        self._path.parent.mkdir(exist_ok=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        self._path.unlink(missing_ok=True)

    def _tell_on(self) -> None:
        beside = self._path.with_suffix(f".{os.getpid()}.tmp")
        is_lost = False
        while True:
            try:
                beside.write_text(json.dumps({"at": time.time(), **self._gather()}, default=_plain))
                beside.replace(self._path)
                is_lost = False
            except OSError:
                if not is_lost:
                    _log.exception("how this process is cannot be written down")
                is_lost = True
            if self._ended.wait(_EVERY_S):
                return


def statuses() -> list[Status]:
    """What every process told last."""
    found = []
    for path in sorted(_folder().glob("*.json")):
        try:
            told = json.loads(path.read_text())
            found.append(Status(path.stem, max(0.0, time.time() - float(told["at"])), told))
        except (OSError, ValueError, KeyError, TypeError):  # gone by now, or not ours
            continue
    return found


def _folder() -> Path:
    return Path(settings.CALLWRIGHT.data) / "status"


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} is no JSON data")
