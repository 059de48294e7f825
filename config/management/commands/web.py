"""`manage.py web`: the pages, until it is told to stop."""

from typing import Any

from django.conf import settings

from config.ports import Port
from config.web import serve_web
from scenarios.shell import ShellCommand


class Command(ShellCommand):
    """The web side alone."""

    help = "serve the pages and the prompts (Daphne)"

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve; exit code 1 when the port is taken."""
        chosen = settings.CALLWRIGHT
        trouble = Port(chosen.web_bind, chosen.web_port, "CALLWRIGHT_WEB_PORT").trouble()
        if trouble is not None:
            self.fail(trouble)
        serve_web(chosen.web_bind, chosen.web_port)
