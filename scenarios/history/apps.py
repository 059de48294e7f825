"""The history of calls as a Django app of its own, because it lives in a database of its own."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Calls, their steps and what is counted about nodes; raw SQL, no models."""

    name = "scenarios.history"
    label = "history"
