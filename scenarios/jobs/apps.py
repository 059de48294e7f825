"""The job room as a Django application of its own: its tables have their own migrations."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Tables `jobs_*`."""

    name = "scenarios.jobs"
    label = "jobs"
