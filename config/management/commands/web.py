"""`manage.py web`: the pages, until it is told to stop."""

from typing import Any

from django.conf import settings

from config.web import serve_web
from scenarios.shell import ShellCommand


class Command(ShellCommand):
    """The web side alone."""

    help = "serve the pages and the prompts (Daphne)"

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve."""
        serve_web(settings.CALLWRIGHT.web_bind, settings.CALLWRIGHT.web_port)
