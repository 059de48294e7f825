"""The writer: brings calls from one spool folder into the database, behind the calls' backs.

It knows nothing but the spool. What a dead process left there is read like what this one writes; while the
database is away it stops reading, and the spool grows; when the database is back it goes on where it
stopped. So there is one way from the call to its row, and a crash at any point only makes it start over:
the store takes the same call twice without having it twice.

Calls of a dead process that nobody went on with for a minute are kept as `interrupted`. One that comes back
after that, from an hour's talk in a queue perhaps, gets its row anew.
"""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import DatabaseError, InterfaceError

from scenarios.history.forgotten import ForgottenCalls
from scenarios.history.kept import KeptCall, NodeSums, kept_call, node_sums
from scenarios.history.lives import is_whole, merged
from scenarios.history.open_calls import OpenCall, OpenCalls
from scenarios.history.pieces import OWN_FAULT, Pieces
from scenarios.history.records import number_of
from scenarios.history.segments import SegmentKeeper
from scenarios.history.store import HistoryStore
from scenarios.history.tail import SpoolTail

FLUSH_S: Final = 0.25
BATCH_CALLS: Final = 500
_RETRY_S: Final = 1.0
_STOP_WITHIN_S: Final = 10.0
_ROOM_EVERY_S: Final = 3600.0
_log = logging.getLogger("callwright.history")
_Whole = tuple[OpenCall, KeptCall, NodeSums]


class HistoryWriter(threading.Thread):
    """The thread of one folder; `start()` it, `stop()` it.

    `current` gives the number of the segment that is being written, None when nobody writes here any more:
    then the thread ends by itself once the folder is empty.
    """

    def __init__(
        self,
        folder: Path,
        current: Callable[[], int | None],
        store: HistoryStore,
        now: Callable[[], datetime],
        *,
        freed: Callable[[int], None],
    ) -> None:
        """`freed` hears how many bytes of disk space were given back."""
        super().__init__(name=f"history-{folder.name}", daemon=True)
        self._folder = folder
        self._current = current
        self._first_own = current()
        self._store = store
        self._now = now
        self._freed = freed
        self._calls = OpenCalls()
        self._tail = SpoolTail(folder, self._is_final, syncs=True)
        self._pieces = Pieces(store, self._calls, now, self._refuse)
        self._segments = SegmentKeeper(self._tail, self._calls, store.make_durable)
        self._ended: dict[str, OpenCall] = {}
        self._forgotten = ForgottenCalls()
        self._stopping = threading.Event()
        self._room_at_s = 0.0
        self.is_away = False
        """Whether the database does not take anything now."""
        self.kept = 0
        self.refused = 0
        """Calls that the database would not take; they stand in `refused.jsonl` beside the spool."""

    def stop(self) -> None:
        """Keep what has ended and end; what the database does not take in ten seconds stays in the spool."""
        self._stopping.set()
        self.join(_STOP_WITHIN_S)

    def run(self) -> None:
        """Until `stop()`."""
        pause_s = 0.0
        try:
            while not self._stopping.wait(pause_s) and not self._is_done():
                pause_s = self._look()
            while self._look() == 0.0 and not self.is_away:
                pass
        finally:
            self._store.let_go()
            self._tail.close()

    def _is_done(self) -> bool:
        return self._current() is None and self._tail.is_empty()

    def _look(self) -> float:
        """One round; how long to pause before the next one, 0 when there is more to do at once."""
        began_s = time.monotonic()
        try:
            is_all = self._read()
            self._tail.sync()
            self._keep()
            self._look_after(is_all)
        except (DatabaseError, InterfaceError):
            self._away()
            return _RETRY_S
        # Whatever else goes wrong, a full disk or a damaged row: the thread has to be there when it is over.
        except Exception:
            _log.exception("the history cannot be written now")
            return _RETRY_S
        if self.is_away:
            _log.warning("the history's database is back")
        self.is_away = False
        if is_all:
            return FLUSH_S
        # There is more: half of the time belongs to the calls all the same.
        return 0.0 if self._stopping.is_set() else time.monotonic() - began_s

    def _read(self) -> bool:
        """File new events until enough calls have ended; whether that was all."""
        if len(self._ended) >= BATCH_CALLS:
            return False
        read_from = None
        for segment, payload in self._tail.new():
            if segment is not read_from:
                read_from, is_left_over = segment, self._is_left_over(segment)
            try:
                call = self._forgotten.file(self._calls, segment, payload)
            except ValueError:
                _log.exception("a record of the spool is no event", extra={"segment": str(segment)})
                continue
            if call is None:
                continue
            self._pieces.heard_of(call, is_left_over=is_left_over)
            if call.has_ended:
                self._ended[call.call_id] = call
            else:
                self._ended.pop(call.call_id, None)
            if len(self._ended) >= BATCH_CALLS:
                return False
        return True

    def _keep(self) -> None:
        """Keep what has ended."""
        whole: list[_Whole] = []
        for call in list(self._ended.values()):
            try:
                told = merged(call.events())
                if is_whole(told):
                    whole.append((call, kept_call(told, self._now()), node_sums(told)))
                else:
                    self._settle(call)
            except OWN_FAULT:
                self._refuse(call)
        if not whole:
            return
        try:
            self._keep_all(whole)
        except OWN_FAULT:
            for one in whole:
                try:
                    self._keep_all([one])
                except OWN_FAULT:
                    self._refuse(one[0])

    def _keep_all(self, whole: list[_Whole]) -> None:
        known = self._store.keep([(row, sums) for _, row, sums in whole])
        for call, _, _ in whole:
            if call.call_id in known:
                self._settle(call)
            else:
                self._is_kept(call)

    def _settle(self, call: OpenCall) -> None:
        self._pieces.settle(call)
        self._is_kept(call)

    def _look_after(self, is_all: bool) -> None:
        """What is due now and then."""
        if time.monotonic() >= self._room_at_s:
            self._store.make_room(self._now())
            self._room_at_s = time.monotonic() + _ROOM_EVERY_S
        if is_all:
            for call in self._pieces.look():
                self._forgotten.moved(call)
                self._forget(call)
        self._freed(self._segments.tidy())

    def _is_kept(self, call: OpenCall) -> None:
        self.kept += 1
        self._forgotten.over(call)
        self._forget(call)

    def _forget(self, call: OpenCall) -> None:
        self._ended.pop(call.call_id, None)
        self._calls.forget(call)

    def _refuse(self, call: OpenCall) -> None:
        """Put a call that cannot be kept where a person finds it."""
        _log.exception("a call cannot be kept", extra={"call": call.call_id})
        with (self._folder.parent / "refused.jsonl").open("ab") as file:
            file.write(b"\n".join(call.payloads) + b"\n")
        self.refused += 1
        self._forgotten.over(call)
        self._forget(call)

    def _is_final(self, segment: Path) -> bool:
        current = self._current()
        return current is None or number_of(segment) < current

    def _is_left_over(self, segment: Path) -> bool:
        return self._first_own is None or number_of(segment) < self._first_own

    def _away(self) -> None:
        if not self.is_away:
            _log.exception("the history's database is away; the spool keeps the calls")
        self.is_away = True
        self._store.let_go()
