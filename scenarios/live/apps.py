"""Live events and notifications, as a Django app."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Stored notifications."""

    name = "scenarios.live"
    label = "live"
    default_auto_field = "django.db.models.BigAutoField"
