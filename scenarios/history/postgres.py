"""The history in PostgreSQL, in a partition for each month (UTC)."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final

from django.db import transaction
from django.db.backends.utils import CursorWrapper

from scenarios.history.kept import KeptCall
from scenarios.history.schema import COLUMNS
from scenarios.history.store import HistoryStore

_AHEAD: Final = timedelta(days=32)
_AT_ONCE: Final = 500
_COLUMNS: Final = ", ".join(COLUMNS)
_PARTITIONS: Final = """
    SELECT child.relname, pg_total_relation_size(child.oid)
    FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
    WHERE inhparent = 'history_call'::regclass ORDER BY child.relname
"""


class PostgresHistory(HistoryStore):
    """Rows come by COPY; a month's calls go with their partition."""

    _id_by_bytes: ClassVar = 'call_id COLLATE "C"'

    def __init__(self, alias: str) -> None:
        super().__init__(alias)
        self._ready: set[str] = set()
        """Partitions that are there and that no retention takes away for a while."""

    def make_durable(self) -> None:
        """A commit of PostgreSQL is on the disk."""

    def make_room(self, now: datetime) -> None:
        """The partitions of this month and the next."""
        with transaction.atomic(self.alias), self.cursor() as cursor:
            self._make_partitions(cursor, (now, now + _AHEAD))
        self._ready = {_partition(now), _partition(now + _AHEAD)}

    def remove_older(self, than: datetime) -> int:
        """Drops the months that are over; of the month it falls into, five hundred rows in a transaction."""
        removed = sum(self._drop(name) for name, _ in self._partitions() if name < _partition(than))
        while gone := self._remove_some(than):
            removed += gone
        return removed

    def shrink(self, max_bytes: int, now: datetime) -> int:
        """Drops the oldest months; this month's calls stay whatever they take."""
        removed = 0
        partitions = self._partitions()
        used_bytes = sum(size_bytes for _, size_bytes in partitions)
        for name, size_bytes in partitions:
            if used_bytes <= max_bytes or name >= _partition(now):
                break
            removed += self._drop(name)
            used_bytes -= size_bytes
        return removed

    def _insert(self, cursor: CursorWrapper, calls: Sequence[KeptCall]) -> set[str]:
        self._make_partitions(cursor, (call.started_at for call in calls))
        cursor.execute(
            "CREATE TEMPORARY TABLE IF NOT EXISTS history_incoming (LIKE history_call) ON COMMIT DELETE ROWS"
        )
        with cursor.copy(f"COPY history_incoming ({_COLUMNS}) FROM STDIN") as copy:
            for call in calls:
                copy.write_row(self._row(call))
        # One row a call, also for one that had to start anew: a unique index over partitions cannot say so.
        cursor.execute(
            f"""
            INSERT INTO history_call SELECT DISTINCT ON (call_id) {_COLUMNS} FROM history_incoming
            WHERE NOT EXISTS (SELECT FROM history_call kept WHERE kept.call_id = history_incoming.call_id)
            ON CONFLICT DO NOTHING RETURNING call_id
            """  # noqa: S608
        )
        return {row[0] for row in cursor.fetchall()}

    def _lock(self, cursor: CursorWrapper, call_id: str) -> None:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [call_id])

    def _make_partitions(self, cursor: CursorWrapper, moments: Iterable[datetime]) -> None:
        for moment in moments:
            name = _partition(moment)
            if name in self._ready:
                continue
            # Two servers that make the same partition at once would both fail.
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('history partitions', 0))")
            first = moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
            after = (first + _AHEAD).replace(day=1)
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS {name} PARTITION OF history_call "
                f"FOR VALUES FROM ('{first.isoformat()}') TO ('{after.isoformat()}')"
            )

    def _partitions(self) -> list[tuple[str, int]]:
        """(name, bytes with indexes), oldest first."""
        with self.cursor() as cursor:
            cursor.execute(_PARTITIONS)
            return [(str(name), int(size_bytes)) for name, size_bytes in cursor.fetchall()]

    def _drop(self, name: str) -> int:
        with transaction.atomic(self.alias), self.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608 - a name from the catalogue
            count = int(cursor.fetchone()[0])
            cursor.execute(f"DROP TABLE {name}")
        return count

    def _remove_some(self, than: datetime) -> int:
        with self.cursor() as cursor:
            cursor.execute(
                """
                DELETE FROM history_call WHERE (call_id, started_at) IN (
                    SELECT call_id, started_at FROM history_call
                    WHERE started_at < %s ORDER BY started_at LIMIT %s
                )
                """,
                [than, _AT_ONCE],
            )
            return int(cursor.rowcount)


def _partition(moment: datetime) -> str:
    return f"history_call_{moment.astimezone(UTC):%Y_%m}"
