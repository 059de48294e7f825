"""One job from taken to ended; the same for a runner thread and for a Celery worker."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from celery import current_app
from django.db import DatabaseError, InterfaceError, connection

from scenarios.jobs import leases
from scenarios.jobs.models import Job
from scenarios.jobs.progress import RUNNING

_PROGRESS_S: Final = 0.5
_log = logging.getLogger("callwright.jobs")


def perform(job: Job, lease_s: float = leases.LEASE_S) -> None:
    """Run a job that was taken, and write down how it ended. DatabaseError: nobody knows how it ended, and it
    will run again.
    """
    shown = {"job": job.pk, "task": job.task, "attempt": job.attempts}
    task = current_app.tasks.get(job.task)
    if task is None:
        leases.fail(job, f"there is no task {job.task}", tries=1)
        _log.error("a job's task is unknown", extra=shown)
        return
    tries = None if task.max_retries is None else task.max_retries + 1
    if tries is not None and job.attempts > tries:
        leases.fail(job, "the process that ran it died each time", tries)
        _log.error("a job has killed its process too often", extra=shown)
        return
    began_s = time.monotonic()
    with _kept(job, lease_s):
        result = task.apply(job.args, job.kwargs, task_id=str(job.pk), retries=job.attempts - 1, throw=False)
    if result.successful():
        leases.finish(job)
        _log.info("a job is done", extra={**shown, "ms": round((time.monotonic() - began_s) * 1000)})
        return
    error = result.result
    if leases.fail(job, f"{type(error).__name__}: {error}", tries):
        _log.error("a job has failed for good", extra=shown, exc_info=error)
    else:
        _log.warning("a job has failed and will be tried again", extra=shown, exc_info=error)


@contextmanager
def _kept(job: Job, lease_s: float) -> Iterator[None]:
    """Renews the lease, and stores progress, from a thread while the job runs."""
    ended = threading.Event()
    keeper = threading.Thread(target=_keep, args=(job, lease_s, ended), name=f"job-{job.pk}", daemon=True)
    keeper.start()
    token = RUNNING.set(job)
    try:
        yield
    finally:
        RUNNING.reset(token)
        ended.set()
        keeper.join()


def _keep(job: Job, lease_s: float, ended: threading.Event) -> None:
    kept_s, told = time.monotonic(), job.steps_done
    try:
        while not ended.wait(min(_PROGRESS_S, lease_s / 3)):
            if job.steps_done == told and time.monotonic() < kept_s + lease_s / 3:
                continue
            kept_s, told = time.monotonic(), job.steps_done
            try:
                if not leases.keep(job, lease_s):
                    _log.warning("somebody else has taken this job", extra={"job": job.pk})
                    return
            except (DatabaseError, InterfaceError):
                _log.exception("a job's lease cannot be renewed", extra={"job": job.pk})
                connection.close()
    finally:
        connection.close()
