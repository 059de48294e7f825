"""Letters, sent by jobs: whoever writes one neither waits for a mail server nor loses it without one."""

from collections.abc import Sequence
from typing import Final

from scenarios.jobs.outbox import enqueue

SEND_LETTER: Final = "scenarios.tasks.send_letter"


def write_letter(recipients: Sequence[str], subject: str, text: str, *, key: str | None = None) -> None:
    """Send a letter soon; part of the caller's transaction. With a `key` it is sent once however often it is
    written.
    """
    enqueue(SEND_LETTER, [list(recipients), subject, text], key=key)
