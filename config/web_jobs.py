"""The jobs beside the pages."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from config.celery import app
from scenarios.jobs.in_place import JobsInPlace


@contextmanager
def web_jobs(*, always: bool = False) -> Iterator[None]:
    """Run jobs in this process, unless there is a Redis, whose Celery workers do; `always` then, too."""
    if settings.CALLWRIGHT.redis_url and not always:
        yield
        return
    app.autodiscover_tasks(force=True)
    jobs = JobsInPlace()
    jobs.start()
    try:
        yield
    finally:
        jobs.stop()
