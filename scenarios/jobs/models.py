"""The outbox of jobs, and who plans periodic work."""

from django.db import models
from django.db.models import Q


class JobState(models.TextChoices):
    """What has become of a job."""

    WAITING = "waiting"
    HANDED_OVER = "handed_over"
    """A Celery worker is to run it."""
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"
    """It failed as often as its task may."""


class Job(models.Model):
    """One run of a Celery task. Until it has ended, whoever finds `free_at` in the past may take it: it is
    when a waiting job is due, and until when a running one belongs to who runs it.
    """

    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 - several jobs have none
    state = models.CharField(max_length=20, choices=JobState.choices, default=JobState.WAITING)
    free_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    steps_done = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    """How many steps the running task has told of; 0 while it has not."""
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["free_at"], condition=Q(ended_at__isnull=True), name="jobs_to_take"),
            models.Index(fields=["ended_at"], condition=Q(ended_at__isnull=False), name="jobs_to_forget"),
        )

    def __str__(self) -> str:
        return f"{self.task} {self.pk}: {self.state}"


class Leadership(models.Model):
    """Which process does what only one may do, and until when."""

    name = models.CharField(max_length=50, primary_key=True)
    holder = models.CharField(max_length=200)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.holder}"
