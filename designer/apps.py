"""The room of what the browser sees, as a Django app."""

from django.apps import AppConfig


class DesignerConfig(AppConfig):
    """Pages."""

    name = "designer"
