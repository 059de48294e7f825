"""`manage.py trace CALL_ID`: what happened in one call, one JSON event a line."""

from argparse import ArgumentParser
from typing import Any

from runtime.wording import Wording
from scenarios.history.reading import trace_of
from scenarios.shell import ShellCommand


class Command(ShellCommand):
    """Prints a trace."""

    help = "print the trace of a call, one JSON event a line"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which call."""
        super().add_arguments(parser)
        parser.add_argument("call_id", help="as `calls` lists it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it; exit code 1 when there is no such call."""
        call_id = options["call_id"]
        events = trace_of(call_id)
        if events is None:
            self.fail(Wording(f"звонка «{call_id}» нет", f"there is no call “{call_id}”"))
        for event in events:
            self.write_json(event)
