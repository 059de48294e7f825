"""`manage.py doctor`: is this installation well, and if not, what to do."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from runtime.wording import Wording
from scenarios.doctor import findings
from scenarios.shell import ShellCommand


class Command(ShellCommand):
    """Looks at everything; exit code 1 when something is not well."""

    help = "look at every part of this installation, one line each, with the cure"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each finding as soon as it is there."""
        with _quiet("runtime.asterisk"):
            troubles = self._tell_findings()
        if troubles:
            self.fail(Wording(f"требуют внимания: {troubles}", f"need attention: {troubles}"))

    def _tell_findings(self) -> int:
        troubles = 0
        for finding in findings():
            subject = finding.subject.in_language(self.language)
            if finding.trouble is None:
                self.stdout.write(f"ok  {subject}")
            else:
                troubles += 1
                self.stdout.write(f"!!  {subject}: {finding.trouble.in_language(self.language)}")
            self.stdout.flush()
        return troubles


@contextmanager
def _quiet(logger_name: str) -> Iterator[None]:
    """What the connection logs about itself is told as a finding."""
    logger = logging.getLogger(logger_name)
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
