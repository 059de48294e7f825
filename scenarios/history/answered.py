"""The history of an answering process: its spool, and the writers behind it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from runtime.trace import Event
from scenarios.history.folders import OwnFolder, take_orphans, take_own
from scenarios.history.spool import Spool
from scenarios.history.stores import history_store
from scenarios.history.writer import HistoryWriter

_ORPHANS_EVERY_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class HistoryFigures:
    """How the history does: counts since the start of the process, and the spool's size now."""

    kept_calls: int
    refused_calls: int
    dropped_steps: int
    lost_events: int
    spool_bytes: int
    is_database_away: bool


class AnsweredHistory:
    """Give `sink` to the calls; it returns at once. `start()` before the first call, `stop()` after the last.

    Spools of processes that are gone are taken over and emptied as well.
    """

    def __init__(self, root: Path, now: Callable[[], datetime]) -> None:
        """`root` is the installation's spool directory, `now` the wall clock."""
        self._root = root
        self._now = now
        self._stopping = threading.Event()
        self._adopting = threading.Thread(target=self._adopt, name="history-orphans", daemon=True)
        self._orphans: list[tuple[OwnFolder, HistoryWriter]] = []

    def start(self) -> None:
        """Begin to write; OSError when the spool cannot be made."""
        self._folder = take_own(self._root)
        self._spool = Spool(self._folder.path)
        self._writer = HistoryWriter(
            self._folder.path,
            lambda: self._spool.current,
            history_store(),
            self._now,
            freed=self._spool.freed,
        )
        self._writer.start()
        self._adopting.start()

    def sink(self, event: Event) -> None:
        """Take one event of a call; from one thread only."""
        self._spool.sink(event)

    def stop(self) -> None:
        """Keep what is there; what the database does not take now is kept after the next start."""
        self._spool.close()
        self._stopping.set()
        self._adopting.join()
        self._writer.stop()
        for folder, writer in self._orphans:
            writer.stop()
            folder.close()
        self._folder.close()

    def figures(self) -> HistoryFigures:
        """How it does; for any thread."""
        return HistoryFigures(
            kept_calls=self._writer.kept,
            refused_calls=self._writer.refused,
            dropped_steps=self._spool.dropped,
            lost_events=self._spool.lost,
            spool_bytes=self._spool.held_bytes,
            is_database_away=self._writer.is_away,
        )

    def _adopt(self) -> None:
        pause_s = 0.0
        while not self._stopping.wait(pause_s):
            pause_s = _ORPHANS_EVERY_S
            for folder, writer in [pair for pair in self._orphans if not pair[1].is_alive()]:
                folder.close()
                self._orphans.remove((folder, writer))
            for folder in take_orphans(self._root):
                writer = HistoryWriter(
                    folder.path, _nobody_writes, history_store(), self._now, freed=_not_ours
                )
                self._orphans.append((folder, writer))
                writer.start()


def _nobody_writes() -> None:
    return None


def _not_ours(size_bytes: int) -> None:
    """The cap of our spool does not count another's."""
