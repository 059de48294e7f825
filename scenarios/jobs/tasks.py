"""The Celery tasks of the job room itself."""

from datetime import timedelta
from typing import Final

from celery import shared_task
from django.utils import timezone

from scenarios.jobs import leases
from scenarios.jobs.models import Job
from scenarios.jobs.performing import perform

KEPT_DAYS: Final = 7


@shared_task(max_retries=0)  # type: ignore[untyped-decorator]
def run_job(job_id: int) -> None:
    """What a Celery worker is handed: this job of the outbox, unless it has ended or somebody runs it.

    Redis may deliver it twice; the row says whether there is still something to do.
    """
    job = leases.take(job_id)
    if job is not None:
        perform(job)


@shared_task  # type: ignore[untyped-decorator]
def forget_ended_jobs() -> None:
    """Drop the rows of jobs that ended a week ago, dead ones included."""
    Job.objects.filter(ended_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()
