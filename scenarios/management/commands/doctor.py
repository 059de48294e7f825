"""`manage.py doctor`: is this installation well, and if not, what to do."""

import logging
from typing import Any

from runtime.wording import Wording
from scenarios.doctor import findings
from scenarios.shell import ShellCommand


class Command(ShellCommand):
    """Looks at everything; exit code 1 when something is not well."""

    help = "look at every part of this installation, one line each, with the cure"

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each finding as soon as it is there."""
        # What the connection logs about itself is told as a finding.
        logging.getLogger("runtime.asterisk").setLevel(logging.CRITICAL)
        troubles = 0
        for finding in findings():
            subject = finding.subject.in_language(self.language)
            if finding.trouble is None:
                self.stdout.write(f"ok  {subject}")
            else:
                troubles += 1
                self.stdout.write(f"!!  {subject}: {finding.trouble.in_language(self.language)}")
            self.stdout.flush()
        if troubles:
            self.fail(Wording(f"требуют внимания: {troubles}", f"need attention: {troubles}"))
