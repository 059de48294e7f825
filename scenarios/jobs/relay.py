"""Hands jobs to Celery: the way of an installation with Redis. It runs beside each worker; the leases keep
several of them apart.
"""

import logging
import threading
from typing import Final

from django.db import DatabaseError, InterfaceError, connection
from kombu.exceptions import OperationalError

from scenarios.jobs import leases
from scenarios.jobs.models import Job
from scenarios.jobs.tasks import run_job

_LOOK_EVERY_S: Final = 0.25
_TROUBLE_PAUSE_S: Final = 1.0
_log = logging.getLogger("callwright.jobs")


class JobRelay:
    """A thread that hands over what is due until `stop()`. While Redis is away the jobs wait in the table."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._relay, name="job-relay", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopping.set()
        self._thread.join()

    def _relay(self) -> None:
        pause_s, in_trouble = 0.0, False
        while not self._stopping.wait(pause_s):
            try:
                job = leases.hand_over_next()
                if job is not None:
                    _publish(job)
                pause_s, in_trouble = (_LOOK_EVERY_S if job is None else 0.0), False
            except (DatabaseError, InterfaceError, OperationalError, OSError):
                if not in_trouble:
                    _log.exception("jobs cannot be handed to Celery now; they wait")
                pause_s, in_trouble = _TROUBLE_PAUSE_S, True
                connection.close()
        connection.close()


def _publish(job: Job) -> None:
    try:
        run_job.apply_async((job.pk,), shadow=job.task, retry=False)
    except (OperationalError, OSError):
        leases.give_back(job)
        raise
