"""`manage.py calls`: the calls of this installation, newest first, one JSON object a line."""

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from runtime.wording import Wording
from scenarios.history.reading import newest_calls
from scenarios.shell import ShellCommand


class Command(ShellCommand):
    """Lists calls."""

    help = "list calls, newest first, one JSON object a line"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many."""
        super().add_arguments(parser)
        parser.add_argument("--limit", type=_count, default=100, metavar="N", help="how many, 100 by default")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them."""
        calls = newest_calls(options["limit"])
        for call in calls:
            self.write_json(call)
        if not calls:
            self.tell(Wording("звонков ещё не было", "there have been no calls yet"))


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise ArgumentTypeError("a number from 1 up")
    return int(text)
