"""Stores notifications behind the calls, and finds those that a person has not seen yet."""

import logging
import queue
import threading
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import (
    IntegrityError,
    InterfaceError,
    OperationalError,
    connection,
    transaction,
)
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from scenarios.live.audience import WATCHERS, recipients_of
from scenarios.live.batch import Notice
from scenarios.live.models import Notification, Recipient, Seen

WAITING_MAX: Final = 10_000
AT_ONCE_MAX: Final = 500
UNSEEN_MAX: Final = 100
UNSEEN_FOR: Final = timedelta(days=7)
_RETRY_S: Final = 1.0
_log = logging.getLogger("callwright.notifications")
Key = tuple[str, int]


class NotificationWriter:
    """In `answer`: give `take` what the calls notify; a thread of its own stores it.

    While the database is away notifications wait, 10,000 at most; further ones are dropped and counted, and
    are still in the history of their call.
    """

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Notice | None] = queue.SimpleQueue()
        self._unwritten: list[Notice] = []
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._write_on, name="notifications", daemon=True)
        self.dropped = 0

    def take(self, notices: Sequence[Notice]) -> None:
        """Store those that are to be kept; returns at once."""
        for notice in notices:
            if not notice.save:
                continue
            if self._queue.qsize() >= WAITING_MAX:
                self.dropped += 1
            else:
                self._queue.put(notice)

    def start(self) -> None:
        """Begin to store."""
        self._thread.start()

    def stop(self) -> None:
        """Store what is left, and end; what cannot be stored now is lost and logged."""
        self._stopping.set()
        self._queue.put(None)
        self._thread.join()

    def _write_on(self) -> None:
        try:
            while not self._stopping.is_set():
                self._gather(_RETRY_S if self._unwritten else None)
                self._write()
            while not self._queue.empty():
                self._gather(0)
                self._write()
            if self._unwritten:
                _log.error("notifications are lost", extra={"count": len(self._unwritten)})
        finally:
            connection.close()

    def _gather(self, timeout_s: float | None) -> None:
        """Take what waits, up to a batch; waits for the first one."""
        try:
            notice = self._queue.get(timeout=timeout_s) if timeout_s != 0 else self._queue.get_nowait()
            while True:
                if notice is not None:
                    self._unwritten.append(notice)
                if len(self._unwritten) >= AT_ONCE_MAX:
                    return
                notice = self._queue.get_nowait()
        except queue.Empty:
            return

    def _write(self) -> None:
        if not self._unwritten:
            return
        try:
            store(self._unwritten)
        except (OperationalError, InterfaceError):
            _log.exception("notifications cannot be stored now")
            connection.close()
            self._stopping.wait(_RETRY_S)
            return
        except Exception:
            # One that cannot be stored, whatever the reason, must not hold up the others for ever.
            _store_one_by_one(self._unwritten)
        self._unwritten.clear()


def store(notices: Iterable[Notice]) -> None:
    """Store notifications, each once however often it comes. Raises DatabaseError."""
    wanted = {(notice.call, notice.seq): notice for notice in notices}
    try:
        _store_new(wanted)
    except IntegrityError:
        # Another process stored one of them in between; the second look finds it.
        _store_new(wanted)


def _store_one_by_one(notices: Iterable[Notice]) -> None:
    for notice in notices:
        try:
            store([notice])
        except Exception:
            _log.exception("a notification cannot be stored", extra={"call": notice.call, "seq": notice.seq})


@transaction.atomic
def _store_new(wanted: dict[Key, Notice]) -> None:
    stored = set(
        Notification.objects.filter(call__in={call for call, _ in wanted}).values_list("call", "seq")
    )
    new = [notice for key, notice in wanted.items() if key not in stored]
    rows = Notification.objects.bulk_create([_row(notice) for notice in new])
    Recipient.objects.bulk_create(
        Recipient(notification=row, kind=kind[:16], name=name[:200])
        for row, notice in zip(rows, new, strict=True)
        for kind, name in recipients_of(notice)
    )
    newest = {(row.scenario, row.group): row.pk for row in rows if row.group}
    for (scenario, group), pk in newest.items():
        earlier = Notification.objects.filter(scenario=scenario, group=group, is_replaced=False, pk__lt=pk)
        earlier.update(is_replaced=True)


def _row(notice: Notice) -> Notification:
    return Notification(
        call=notice.call,
        seq=notice.seq,
        scenario=notice.scenario[:200],
        node=notice.node[:64],
        # PostgreSQL holds no zero character in a text.
        text=notice.text.replace("\0", "�"),
        level=notice.level[:16],
        ttl_s=notice.ttl_s,
        group=notice.group[:100],
        count=notice.count,
        created_at=datetime.fromisoformat(notice.at),
    )


def addressed_to(user_name: str, role: str, scenarios: Collection[str]) -> Q:
    """Which recipients a person is one of, who may watch these scenarios."""
    return (
        Q(kind="user", name=user_name)
        | Q(kind="role", name=role)
        | Q(kind=WATCHERS, name__in=list(scenarios))
    )


def unseen(user: Any, recipients: Q) -> list[Notice]:
    """The notifications of the last week that these recipients got and the person has not seen, oldest first,
    100 at most.
    """
    seen = Seen.objects.filter(
        user=user, call=OuterRef("notification__call"), seq=OuterRef("notification__seq")
    )
    ids = (
        Recipient.objects.filter(recipients)
        .filter(notification__is_replaced=False, notification__created_at__gt=timezone.now() - UNSEEN_FOR)
        .filter(~Exists(seen))
        .order_by("-notification_id")
        .values_list("notification_id", flat=True)
    )
    found = Notification.objects.filter(pk__in=set(ids[:UNSEEN_MAX])).order_by("pk")
    return [_notice(row) for row in found]


def _notice(row: Notification) -> Notice:
    return Notice(
        call=row.call,
        seq=row.seq,
        scenario=row.scenario,
        node=row.node,
        text=row.text,
        level=row.level,
        recipients=[],
        ttl_s=row.ttl_s,
        group=row.group,
        save=True,
        at=timezone.localtime(row.created_at).isoformat(),
        count=row.count,
    )


def mark_seen(user: Any, keys: Iterable[Key]) -> None:
    """The person has seen the notifications of these events."""
    rows = [Seen(user=user, call=call, seq=seq) for call, seq in keys]
    Seen.objects.bulk_create(rows, ignore_conflicts=True)


def forget_notifications(older_than: timedelta) -> int:
    """Delete what is older; how many notifications that were. For the nightly job."""
    before = timezone.now() - older_than
    Seen.objects.filter(at__lt=before).delete()
    old = Notification.objects.filter(created_at__lt=before)
    Recipient.objects.filter(notification__in=old).delete()
    return old.delete()[0]
