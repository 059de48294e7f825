"""Periodic work: what django-celery-beat's tables say becomes due is written into the outbox.

Any number of processes may plan; one of them at a time is the leader, by a lease of its own.
"""

import logging
import os
import secrets
import socket
import threading
import time
from datetime import timedelta
from typing import Any, Final

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django_celery_beat.models import CrontabSchedule, PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler

from scenarios.jobs.models import Leadership
from scenarios.jobs.outbox import enqueue

LEAD_S: Final = 15.0
NIGHTLY: Final = {
    "scenarios.jobs.tasks.forget_ended_jobs": ("40", "3"),
    "scenarios.tasks.drop_old_calls": ("10", "3"),
    "scenarios.tasks.forget_old_notifications": ("20", "3"),
    "scenarios.tasks.forget_what_ran_out": ("30", "3"),
}
"""Task -> (minute, hour) at which it runs, in the installation's zone, until an administrator changes it."""
_LOOK_EVERY_S: Final = 1.0
_PERIODIC: Final = "periodic work"
_log = logging.getLogger("callwright.jobs")


class OutboxScheduler(DatabaseScheduler):  # type: ignore[misc]
    """Beat's scheduler, with the outbox where it would talk to a broker."""

    producer = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is noted at the end of the process: a run that was not ordered must stay due."""
        super().__init__(*args, **kwargs)
        self._finalize.cancel()

    def setup_schedule(self) -> None:
        """The rows in the tables are all there is; what is missing of our own is added to them."""
        for task, (minute, hour) in NIGHTLY.items():
            nightly, _ = CrontabSchedule.objects.get_or_create(
                minute=minute, hour=hour, timezone=settings.TIME_ZONE
            )
            PeriodicTask.objects.get_or_create(name=task, defaults={"task": task, "crontab": nightly})

    def apply_entry(self, entry: Any, producer: object = None) -> None:
        """Order a run, and note it, in one transaction: a leader that dies in between orders it again, and
        the key, made of the run before, tells that it is the same one.
        """
        with transaction.atomic():
            enqueue(
                entry.task,
                entry.args,
                kwargs=entry.kwargs,
                key=f"{entry.name[:150]} after {entry.last_run_at.isoformat()}",
            )
            entry.save()
        self._dirty.discard(entry.name)


class PeriodicWork:
    """A thread that plans while it is the leader, until `stop()`."""

    def __init__(self, lead_s: float = LEAD_S) -> None:
        self._lead_s = lead_s
        self._me = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._renew_at_s = 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._plan, name="periodic-work", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and let another one lead at once."""
        self._stopping.set()
        self._thread.join()

    def _plan(self) -> None:
        scheduler: OutboxScheduler | None = None
        pause_s = 0.0
        while not self._stopping.wait(pause_s):
            pause_s = _LOOK_EVERY_S
            try:
                if not self._leads():
                    scheduler = None
                    continue
                scheduler = scheduler or OutboxScheduler(app=current_app)
                pause_s = min(_LOOK_EVERY_S, scheduler.tick())
            except (DatabaseError, InterfaceError):
                _log.exception("periodic work cannot be planned now")
                # What it had noted in memory may not be what is stored.
                scheduler, self._renew_at_s = None, 0.0
                connection.close()
        self._resign()
        connection.close()

    def _leads(self) -> bool:
        if time.monotonic() < self._renew_at_s:
            return True
        now = timezone.now()
        mine = {"holder": self._me, "until": now + timedelta(seconds=self._lead_s)}
        free = Leadership.objects.filter(Q(until__lt=now) | Q(holder=self._me), name=_PERIODIC)
        leads = (
            bool(free.update(**mine)) or Leadership.objects.get_or_create(name=_PERIODIC, defaults=mine)[1]
        )
        self._renew_at_s = time.monotonic() + self._lead_s / 3 if leads else 0.0
        return leads

    def _resign(self) -> None:
        try:
            Leadership.objects.filter(name=_PERIODIC, holder=self._me).delete()
        except (DatabaseError, InterfaceError):
            _log.warning("the leadership could not be given up; it ends by itself")
