"""The kept calls: one store, with a back end each for SQLite and PostgreSQL.

A call that one server saw from its beginning to its end is kept by `keep`, many at once. One that several
servers had is put together by `settle`: each brings its piece, and whoever brings the last one makes the row.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, ClassVar, Final

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from scenarios.history.kept import KeptCall, ListedCall, NodeSums, added, kept_call, node_sums
from scenarios.history.lives import is_whole, merged, with_end
from scenarios.history.packing import Told, packed, unpacked
from scenarios.history.schema import COLUMNS
from scenarios.history.wanted import EVERY_CALL, WantedCalls

LEASE_S: Final = 60.0
"""So long after its last sign a server may still be on the call whose piece it brought."""
_COLUMNS: Final = ", ".join(COLUMNS)
_LISTED: Final = ", ".join(field.name for field in fields(ListedCall))
_CALL: Final = f"SELECT {_COLUMNS} FROM history_call"  # noqa: S608 - names of ours
_values: Final = attrgetter(*COLUMNS)
_EXAMINED_MAX: Final = 500
_ADD_NODES: Final = """
    INSERT INTO history_node (day, revision, node, output, n, ms_sum) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (day, revision, node, output) DO UPDATE
    SET n = history_node.n + excluded.n, ms_sum = history_node.ms_sum + excluded.ms_sum
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a piece. `is_kept`: the call has its row. `is_newest`: nobody told more of it later."""

    is_kept: bool
    is_newest: bool


class HistoryStore(ABC):
    """All SQL of the history. Every method works in the calling thread's connection and raises Django's
    DatabaseError or InterfaceError.
    """

    _id_by_bytes: ClassVar = "call_id"

    def __init__(self, alias: str) -> None:
        self.alias = alias

    def keep(self, calls: Sequence[tuple[KeptCall, NodeSums]]) -> set[str]:
        """Store calls with what they add to the counts, in one transaction; the ids of those that had a row
        already, which stays as it was.
        """
        with transaction.atomic(self.alias), self.cursor() as cursor:
            new = self._insert(cursor, [call for call, _ in calls])
            self._add(cursor, added(*(sums for call, sums in calls if call.call_id in new)))
        return {call.call_id for call, _ in calls} - new

    def settle(
        self, call_id: str, piece: Sequence[Told], now: datetime, *, is_final: bool = False
    ) -> Settled:
        """Bring a piece of a call. When all is there, the row is made or made anew, else the piece is laid
        aside for the others.

        `is_final`: the row is made of what there is, unless another server gave a sign in the last minute.
        """
        with transaction.atomic(self.alias), self.cursor() as cursor:
            self._lock(cursor, call_id)
            before = self._one(cursor, call_id)
            kept: list[Told] = unpacked(before.events) if before else []
            laid_aside, put_at = self._pieces(cursor, call_id)
            told = merged(kept, *laid_aside, piece)
            is_newest = not piece or told[-1] == piece[-1]
            is_over = is_final and put_at < now.timestamp() - LEASE_S
            if told and (is_whole(told) or is_over):
                self._replace(cursor, kept, with_end(told), now)
                cursor.execute("DELETE FROM history_piece WHERE call_id = %s", [call_id])
                return Settled(is_kept=True, is_newest=is_newest)
            if piece:
                cursor.execute(
                    "INSERT INTO history_piece (call_id, put_at, events) VALUES (%s, %s, %s)",
                    [call_id, now.timestamp(), packed(piece)],
                )
            return Settled(is_kept=False, is_newest=is_newest)

    def in_pieces(self) -> dict[str, float]:
        """The calls that lie in pieces -> when a server gave the last sign of one (seconds since 1970)."""
        with self.cursor() as cursor:
            cursor.execute("SELECT call_id, max(put_at) FROM history_piece GROUP BY call_id")
            return dict(cursor.fetchall())

    def hold(self, call_ids: Iterable[str], now: datetime) -> None:
        """Give a sign of calls that are still going on here."""
        with self.cursor() as cursor:
            for call_id in call_ids:
                cursor.execute(
                    "UPDATE history_piece SET put_at = %s WHERE call_id = %s", [now.timestamp(), call_id]
                )

    def pieces(self, call_id: str) -> list[list[Told]]:
        """What servers have told of a call that has no row yet, or more than its row."""
        with self.cursor() as cursor:
            return self._pieces(cursor, call_id)[0]

    def find(self, call_id: str) -> KeptCall | None:
        """The row of a call."""
        with self.cursor() as cursor:
            return self._one(cursor, call_id)

    def newest(self, limit: int, wanted: WantedCalls = EVERY_CALL) -> list[ListedCall]:
        """Those of the wanted calls that began last."""
        conditions = list(wanted.conditions(self._id_by_bytes))
        where = "".join(f" AND {condition}" for condition, _ in conditions)
        values = [value for _, values in conditions for value in values]
        with self.cursor() as cursor:
            cursor.execute(
                f"SELECT {_LISTED} FROM history_call WHERE 1 = 1{where}"  # noqa: S608 - conditions of ours
                f" ORDER BY started_at DESC, {self._id_by_bytes} DESC LIMIT %s",
                [*(self._when(value) if isinstance(value, datetime) else value for value in values), limit],
            )
            return [ListedCall(*self._times_read(row)) for row in cursor.fetchall()]

    def kept_among(self, call_ids: Sequence[str]) -> set[str]:
        """Which of these calls have a row."""
        found: set[str] = set()
        with self.cursor() as cursor:
            for start in range(0, len(call_ids), _EXAMINED_MAX):
                asked = call_ids[start : start + _EXAMINED_MAX]
                marks = ", ".join(["%s"] * len(asked))
                cursor.execute(f"SELECT call_id FROM history_call WHERE call_id IN ({marks})", asked)  # noqa: S608
                found.update(row[0] for row in cursor.fetchall())
        return found

    def cursor(self) -> CursorWrapper:
        """A cursor of this thread's connection."""
        return connections[self.alias].cursor()

    def let_go(self) -> None:
        """Close this thread's connection; the next use opens another."""
        connections[self.alias].close()

    @abstractmethod
    def make_durable(self) -> None:
        """Return when all that was stored survives a power cut."""

    @abstractmethod
    def make_room(self, now: datetime) -> None:
        """Prepare for the calls to come."""

    @abstractmethod
    def remove_older(self, than: datetime) -> int:
        """Remove the calls that began before; how many."""

    @abstractmethod
    def shrink(self, max_bytes: int, now: datetime) -> int:
        """Remove the oldest calls until the history takes no more than so much; how many were removed."""

    @abstractmethod
    def _insert(self, cursor: CursorWrapper, calls: Sequence[KeptCall]) -> set[str]:
        """Store those that have no row yet; their ids."""

    @abstractmethod
    def _lock(self, cursor: CursorWrapper, call_id: str) -> None:
        """Nobody else settles this call until the transaction ends."""

    def _when(self, moment: datetime) -> Any:
        """A time as the database has it: in UTC, for PostgreSQL knows no offset above 15:59."""
        try:
            return moment.astimezone(UTC)
        except OverflowError:  # within a day of either end of the calendar
            return moment.replace(tzinfo=UTC)

    def _moment(self, when: Any) -> datetime:
        """A time of the database."""
        moment: datetime = when.astimezone(UTC)
        return moment

    def _row(self, call: KeptCall) -> tuple[Any, ...]:
        call_id, started_at, ended_at, *others = _values(call)
        return call_id, self._when(started_at), self._when(ended_at), *others

    def _call(self, row: Sequence[Any]) -> KeptCall:
        *others, variables, events = self._times_read(row)
        values = [*others, bytes(variables), bytes(events)]
        return KeptCall(*values)

    def _times_read(self, row: Sequence[Any]) -> list[Any]:
        call_id, started_at, ended_at, *others = row
        return [call_id, self._moment(started_at), self._moment(ended_at), *others]

    def _one(self, cursor: CursorWrapper, call_id: str) -> KeptCall | None:
        cursor.execute(f"{_CALL} WHERE call_id = %s ORDER BY started_at DESC LIMIT 1", [call_id])
        row = cursor.fetchone()
        return self._call(row) if row is not None else None

    def _pieces(self, cursor: CursorWrapper, call_id: str) -> tuple[list[list[Told]], float]:
        cursor.execute("SELECT events, put_at FROM history_piece WHERE call_id = %s ORDER BY id", [call_id])
        rows = cursor.fetchall()
        newest = max((put_at for _, put_at in rows), default=0.0)
        return [unpacked(bytes(events)) for events, _ in rows], newest

    def _replace(self, cursor: CursorWrapper, kept: list[Told], told: list[Told], now: datetime) -> None:
        if told == kept:
            return
        call = kept_call(told, now)
        cursor.execute("DELETE FROM history_call WHERE call_id = %s", [call.call_id])
        self._insert(cursor, [call])
        self._add(cursor, added(node_sums(told), less=node_sums(kept)))

    @staticmethod
    def _add(cursor: CursorWrapper, sums: NodeSums) -> None:
        # Sorted, so that two servers that add to the same rows never wait for each other in a circle.
        rows = sorted((*key, value.n, value.ms) for key, value in sums.items())
        if rows:
            cursor.executemany(_ADD_NODES, rows)
