"""`manage.py web`: the pages, until it is told to stop."""

from typing import Any

from django.conf import settings

from config.ports import Port
from config.web import serve_web
from config.web_jobs import web_jobs
from scenarios.shell import ShellCommand


class Command(ShellCommand):
    """The web side alone; without a Redis it runs the jobs too."""

    help = "serve the pages and the prompts (Daphne), and run jobs when there is no Redis"

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve; exit code 1 when the port is taken."""
        chosen = settings.CALLWRIGHT
        trouble = Port(chosen.web_bind, chosen.web_port, "CALLWRIGHT_WEB_PORT").trouble()
        if trouble is not None:
            self.fail(trouble)
        with web_jobs():
            serve_web()
