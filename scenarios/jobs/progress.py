"""How far the running job has come."""

from contextvars import ContextVar
from typing import Final

from scenarios.jobs.models import Job

RUNNING: Final[ContextVar[Job | None]] = ContextVar("running_job", default=None)
"""The job that this thread, or a coroutine begun in it, works on."""


def tell_progress(done: int, total: int) -> None:
    """Called by a task after each step; stored within a second by the thread that keeps the job's lease."""
    job = RUNNING.get()
    if job is not None:
        job.steps_done, job.steps = done, total
