"""The room of what is stored, as a Django app."""

from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    """Scenarios, revisions, routes."""

    name = "scenarios"
    default_auto_field = "django.db.models.BigAutoField"
