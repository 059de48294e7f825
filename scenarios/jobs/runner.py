"""Runs jobs in place, in threads of this process: the way of an installation without Redis."""

import logging
import threading
import time
from typing import Final

from django.db import DatabaseError, InterfaceError, connection

from scenarios.jobs import leases
from scenarios.jobs.bell import BELL
from scenarios.jobs.models import Job
from scenarios.jobs.performing import perform

THREADS: Final = 2
_LOOK_EVERY_S: Final = 0.5
_DATABASE_PAUSE_S: Final = 1.0
_log = logging.getLogger("callwright.jobs")


class JobRunner:
    """Threads that take jobs until `stop()`. A job written by this process is begun at once, one of another
    process within half a second.
    """

    def __init__(self, threads: int = THREADS, lease_s: float = leases.LEASE_S) -> None:
        self._lease_s = lease_s
        self._stopping = threading.Event()
        self._running: dict[int, Job] = {}
        self._threads = [
            threading.Thread(target=self._work, name=f"jobs-{number}", daemon=True)
            for number in range(threads)
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def stop(self, within_s: float = 5.0) -> None:
        """Take no more jobs; those that still run after so long are given back for somebody else to run."""
        self._stopping.set()
        BELL.ring()
        limit = time.monotonic() + within_s
        for thread in self._threads:
            thread.join(max(0.0, limit - time.monotonic()))
        for job in list(self._running.values()):
            leases.give_back(job)

    def _work(self) -> None:
        heard = 0
        database_is_away = False
        while not self._stopping.is_set():
            try:
                job = leases.take_next(self._lease_s)
                if job is not None:
                    self._run(job)
                database_is_away = False
            except (DatabaseError, InterfaceError):
                if not database_is_away:
                    _log.exception("the database is away; jobs wait for it")
                database_is_away = True
                connection.close()
                self._stopping.wait(_DATABASE_PAUSE_S)
                continue
            if job is None:
                heard = BELL.listen(heard, _LOOK_EVERY_S)
        connection.close()

    def _run(self, job: Job) -> None:
        self._running[job.pk] = job
        try:
            perform(job, self._lease_s)
        finally:
            del self._running[job.pk]
