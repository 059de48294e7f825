"""What the store refuses to do."""

from collections.abc import Sequence

from runtime.checks.issue import Issue
from runtime.wording import Wording


class Refused(Exception):
    """The store does not do this; `message` says why in both languages, `issues` are the errors behind it."""

    def __init__(self, message: Wording, issues: Sequence[Issue] = ()) -> None:
        super().__init__(message.en)
        self.message = message
        self.issues = tuple(issues)
