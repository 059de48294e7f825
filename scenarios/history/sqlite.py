"""The history in an SQLite file of its own."""

import contextlib
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from scenarios.history.kept import KeptCall
from scenarios.history.schema import COLUMNS
from scenarios.history.store import HistoryStore

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_AT_ONCE: Final = 500
"""Rows removed in one transaction: the writer waits for no longer than that."""
_PAGES_AT_ONCE: Final = 1000
_AT_ONCE_BY_SIZE: Final = 50
"""Fewer, so that not many more go than have to."""
_INSERT: Final = (
    f"INSERT INTO history_call ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608
)
_OLDEST: Final = "SELECT rowid FROM history_call {where} ORDER BY started_at LIMIT %s"


class SqliteHistory(HistoryStore):
    """One writer at a time: a transaction begins with the write lock."""

    def make_durable(self) -> None:
        """In WAL mode with synchronous=NORMAL a commit is on the disk once the log file is synced."""
        with contextlib.suppress(FileNotFoundError):
            log = os.open(f"{connections[self.alias].settings_dict['NAME']}-wal", os.O_RDONLY)
            try:
                os.fdatasync(log)
            finally:
                os.close(log)

    def make_room(self, now: datetime) -> None:
        """Nothing to prepare."""

    def remove_older(self, than: datetime) -> int:
        """Five hundred in a transaction; the freed pages go back to the file system."""
        removed = 0
        while gone := self._remove_some("WHERE started_at < %s", [self._when(than), _AT_ONCE]):
            removed += gone
        if removed:
            self._vacuum()
        return removed

    def shrink(self, max_bytes: int, now: datetime) -> int:
        """Fifty in a transaction, as long as the pages in use are too many."""
        removed = 0
        while self._used_bytes() > max_bytes and (gone := self._remove_some("", [_AT_ONCE_BY_SIZE])):
            removed += gone
        if removed:
            self._vacuum()
        return removed

    def _insert(self, cursor: CursorWrapper, calls: Sequence[KeptCall]) -> set[str]:
        known = self.kept_among([call.call_id for call in calls])
        new = {call.call_id: call for call in calls if call.call_id not in known}
        if new:
            cursor.executemany(_INSERT, [self._row(call) for call in new.values()])
        return set(new)

    def _lock(self, cursor: CursorWrapper, call_id: str) -> None:
        """The transaction has the whole file."""

    def _when(self, moment: datetime) -> int:
        return (moment - _EPOCH) // _MICROSECOND

    def _moment(self, when: int) -> datetime:
        return _EPOCH + timedelta(microseconds=when)

    def _remove_some(self, where: str, values: Sequence[int]) -> int:
        oldest = _OLDEST.format(where=where)
        with transaction.atomic(self.alias), self.cursor() as cursor:
            cursor.execute(f"DELETE FROM history_call WHERE rowid IN ({oldest})", values)  # noqa: S608
            return int(cursor.rowcount)

    def _used_bytes(self) -> int:
        pages = self._pragma("page_count") - self._pragma("freelist_count")
        return pages * self._pragma("page_size")

    def _vacuum(self) -> None:
        """Give free pages back, some megabytes in a transaction."""
        free_before, free = 0, self._pragma("freelist_count")
        while free and free != free_before:
            with self.cursor() as cursor:
                # Python's execute() frees a single page: it does not step a statement to its end.
                cursor.executescript(f"PRAGMA incremental_vacuum({_PAGES_AT_ONCE})")
            free_before, free = free, self._pragma("freelist_count")

    def _pragma(self, name: str) -> int:
        with self.cursor() as cursor:
            cursor.execute(f"PRAGMA {name}")
            return int(cursor.fetchone()[0])
