"""Who may run which job: rows are taken, kept and given back by these functions only.

The clocks of the machines that share a database have to agree within seconds: a lease is a wall-clock time.
A job taken is known by its number of attempts; whoever has lost its lease to somebody else changes nothing.
"""

import random
from datetime import timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from scenarios.jobs.models import Job, JobState

LEASE_S: Final = 15.0
"""How long a job stays with a process that died."""
HANDED_OVER_S: Final = 300.0
"""How long Celery may take to begin a job before it is handed over again; Redis may have lost it."""
_FIRST_RETRY_S: Final = 2.0
_LONGEST_RETRY_S: Final = 600.0
_ERROR_CHARS: Final = 2000


def take_next(lease_s: float = LEASE_S) -> Job | None:
    """The job that has been free for longest, now running here; None when there is none."""
    return _take(_free(), JobState.RUNNING, lease_s)


def take(job_id: int, lease_s: float = LEASE_S) -> Job | None:
    """This job, now running here; None when it has ended or somebody else runs it."""
    handed_over = Q(state=JobState.HANDED_OVER) | Q(free_at__lte=timezone.now())
    return _take(Job.objects.filter(handed_over, pk=job_id, ended_at=None), JobState.RUNNING, lease_s)


def hand_over_next() -> Job | None:
    """The job that has been free for longest, now waiting for a Celery worker; None when there is none."""
    return _take(_free(), JobState.HANDED_OVER, HANDED_OVER_S)


def keep(job: Job, lease_s: float = LEASE_S) -> bool:
    """Stay the one who runs this job, and store how far it has come; False when somebody else took it."""
    job.free_at = timezone.now() + timedelta(seconds=lease_s)
    stored = {"free_at": job.free_at, "steps_done": job.steps_done, "steps": job.steps}
    return bool(_held(job).update(**stored))


def finish(job: Job) -> None:
    """It is done."""
    now = timezone.now()
    _held(job).update(state=JobState.DONE, ended_at=now, error="", steps_done=job.steps_done, steps=job.steps)


def give_back(job: Job) -> None:
    """Somebody else is to have it, at once."""
    _held(job).update(state=JobState.WAITING, free_at=timezone.now())


def fail(job: Job, error: str, tries: int | None) -> bool:
    """It failed: try again after a growing pause, or never when all `tries` are used up (None: no limit).
    Whether it is dead now.
    """
    now = timezone.now()
    shown = error[-_ERROR_CHARS:]
    if tries is not None and job.attempts >= tries:
        return bool(_held(job).update(state=JobState.DEAD, ended_at=now, error=shown))
    free_at = now + timedelta(seconds=retry_pause_s(job.attempts, random.random()))  # noqa: S311 - no secret
    _held(job).update(state=JobState.WAITING, free_at=free_at, error=shown)
    return False


def retry_pause_s(attempts: int, chance: float) -> float:
    """Four times as long after each failure, ten minutes at most; by `chance` (0 to 1) up to a fifth less, so
    that what failed together does not come back together.
    """
    pause_s = min(_LONGEST_RETRY_S, _FIRST_RETRY_S * 4.0 ** min(attempts - 1, 8))
    return pause_s * (1 - 0.2 * chance)


def _free() -> "QuerySet[Job]":
    return Job.objects.filter(ended_at=None, free_at__lte=timezone.now()).order_by("free_at", "pk")


def _held(job: Job) -> "QuerySet[Job]":
    return Job.objects.filter(pk=job.pk, attempts=job.attempts, state=job.state)


def _take(candidates: "QuerySet[Job]", state: JobState, lease_s: float) -> Job | None:
    # SQLite's transactions take the one write lock there is, so a look comes first.
    if not candidates.exists():
        return None
    skips_locked = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        job = candidates.select_for_update(skip_locked=skips_locked).first()
        if job is None:
            return None
        job.state = state
        job.attempts += state == JobState.RUNNING
        job.free_at = timezone.now() + timedelta(seconds=lease_s)
        job.save(update_fields=["state", "attempts", "free_at"])
    return job
