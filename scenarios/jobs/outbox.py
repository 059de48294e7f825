"""Where work is ordered."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from scenarios.jobs.bell import BELL
from scenarios.jobs.models import Job, JobState


def enqueue(
    task: Any,
    args: Sequence[object] = (),
    *,
    kwargs: Mapping[str, object] | None = None,
    eta: datetime | None = None,
    key: str | None = None,
) -> Job:
    """Have `task`, a Celery task or the name of one, run soon, or at `eta`; arguments are JSON data.

    The row is part of the caller's transaction: rolled back with it, run only after it. With a `key` the same
    work is not ordered twice while the first order is kept (a week after its end): the first one comes back.
    A dead one is tried anew.
    """
    order = Job(
        task=task if isinstance(task, str) else task.name,
        args=list(args),
        kwargs=dict(kwargs or {}),
        key=key,
        free_at=eta or timezone.now(),
    )
    job = order if key is None else _with_key(order, key)
    if key is None:
        order.save()
    transaction.on_commit(BELL.ring)
    return job


def _with_key(order: Job, key: str) -> Job:
    values = {
        "task": order.task,
        "args": order.args,
        "kwargs": order.kwargs,
        "free_at": order.free_at,
    }
    job, is_new = Job.objects.get_or_create(key=key, defaults=values)
    if not is_new and job.state == JobState.DEAD:
        revived = {**values, "state": JobState.WAITING, "attempts": 0, "error": "", "ended_at": None}
        # Whoever is second to revive it finds it alive.
        Job.objects.filter(pk=job.pk, state=JobState.DEAD).update(**revived, steps_done=0, steps=0)
        job.refresh_from_db()
    return job
