"""The Celery tasks of the store."""

from celery import shared_task

from scenarios.jobs.progress import tell_progress
from scenarios.models import Revision
from scenarios.prompts import render


@shared_task(max_retries=5)  # type: ignore[untyped-decorator]
def render_prompts(revision: str) -> None:
    """Make the prompts of the revision of this hash that are known before a call, and tell how far it is."""
    render(Revision.objects.filter(hash=revision)[0], tell_progress)
