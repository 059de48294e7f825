"""The calls that more than one server has had, or whose server died.

The database is where the servers meet. A server that takes a call over lays its first piece aside there at
once, so that the one before it, when it looks (each second), adds its own. Pieces are put together by
whoever brings the last one. A server that is on such a call gives a sign of it every fifteen seconds; when
the signs stop for a minute, the row is made of what there is.
"""

import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from django.db import DataError, IntegrityError

from scenarios.history.lives import merged
from scenarios.history.open_calls import OpenCall, OpenCalls
from scenarios.history.store import LEASE_S, HistoryStore, Settled

INTERRUPTED_AFTER_S: Final = LEASE_S
"""So long after a restart a call of the process before may come back."""
_LOOK_EVERY_S: Final = 1.0
_HOLD_EVERY_S: Final = LEASE_S / 4
OWN_FAULT: Final = (DataError, IntegrityError, ValueError, TypeError, KeyError)
"""What a call brings on itself: the others are kept without it."""
_log = logging.getLogger("callwright.history")


class Pieces:
    """What the writer does about calls that are not wholly its own."""

    def __init__(
        self,
        store: HistoryStore,
        calls: OpenCalls,
        now: Callable[[], datetime],
        refuse: Callable[[OpenCall], None],
    ) -> None:
        """`refuse` takes a call that cannot be kept."""
        self._store = store
        self._refuse = refuse
        self._unreadable: set[str] = set()
        """Calls that lie in the database in pieces that nobody can put together."""
        self._calls = calls
        self._now = now
        self._began_s = time.monotonic()
        self._left_over: set[str] = set()
        """Calls of a process before, of which nothing more was heard."""
        self._newcomers: set[str] = set()
        """Calls that another server had before, whose first piece is to be laid aside."""
        self._looked_s = 0.0
        self._held_s = 0.0

    def heard_of(self, call: OpenCall, *, is_left_over: bool) -> None:
        """An event of this call has been read; `is_left_over`: a process before has written it."""
        if is_left_over:
            self._left_over.add(call.call_id)
        else:
            self._left_over.discard(call.call_id)
        if call.begins != "started" and len(call.payloads) == 1:
            self._newcomers.add(call.call_id)

    def settle(self, call: OpenCall, *, is_final: bool = False) -> Settled:
        """Bring what there is of this call to the database."""
        return self._store.settle(call.call_id, merged(call.events()), self._now(), is_final=is_final)

    def look(self) -> list[OpenCall]:
        """What is due; gives the calls that are now somebody else's, or kept."""
        now_s = time.monotonic()
        if now_s - self._looked_s < _LOOK_EVERY_S:
            return []
        self._looked_s = now_s
        gone = self._introduced()
        if now_s - self._began_s >= INTERRUPTED_AFTER_S:
            gone += self._interrupted()
        return gone + self._shared(now_s)

    def _introduced(self) -> list[OpenCall]:
        """Lay the first pieces aside; of some calls more has been told elsewhere since."""
        gone = []
        for call in self._here(self._newcomers):
            settled = self._settled(call)
            if settled is not None and not settled.is_newest:
                gone.append(call)
        self._newcomers.clear()
        return gone

    def _interrupted(self) -> list[OpenCall]:
        """Nobody went on with these."""
        found = self._here(self._left_over)
        kept = [call for call in found if self._settled(call, is_final=True) is not None]
        self._left_over.clear()
        return kept

    def _shared(self, now_s: float) -> list[OpenCall]:
        """Look at the calls that lie in pieces: ours too, or nobody's any more."""
        gone: list[OpenCall] = []
        ours: list[str] = []
        for call_id, sign_at in self._store.in_pieces().items():
            call = self._calls.get(call_id)
            if call is None:
                if sign_at < self._now().timestamp() - LEASE_S:
                    self._finish(call_id)
            elif self._is_newest(call):
                ours.append(call_id)
            elif self._settled(call) is not None:
                gone.append(call)
        if now_s - self._held_s >= _HOLD_EVERY_S:
            self._store.hold((call_id for call_id in ours if call_id not in self._left_over), self._now())
            self._held_s = now_s
        return gone

    def _settled(self, call: OpenCall, *, is_final: bool = False) -> Settled | None:
        """As `settle`; None for a call that cannot be kept and was refused."""
        try:
            return self.settle(call, is_final=is_final)
        except OWN_FAULT:
            self._refuse(call)
            return None

    def _finish(self, call_id: str) -> None:
        """Make the row of what servers that are gone have laid aside."""
        if call_id in self._unreadable:
            return
        try:
            self._store.settle(call_id, (), self._now(), is_final=True)
        except OWN_FAULT:
            _log.exception("a call cannot be kept", extra={"call": call_id})
            self._unreadable.add(call_id)

    def _here(self, call_ids: Iterable[str]) -> list[OpenCall]:
        calls = (self._calls.get(call_id) for call_id in list(call_ids))
        return [call for call in calls if call is not None]

    def _is_newest(self, call: OpenCall) -> bool:
        own = merged(call.events())
        return merged(*self._store.pieces(call.call_id), own)[-1] == own[-1]
