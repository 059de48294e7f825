"""Wakes the runners of this process when a job is written, so that none waits for the next look."""

import threading
from typing import Final


class Bell:
    """Anybody may ring; whoever waits hears each ring since it last listened, once."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._rings = 0

    def ring(self) -> None:
        """Wake everybody."""
        with self._changed:
            self._rings += 1
            self._changed.notify_all()

    def listen(self, heard: int, timeout_s: float) -> int:
        """Wait for a ring after the first `heard` ones, so long at most; how many there have been by now."""
        with self._changed:
            self._changed.wait_for(lambda: self._rings > heard, timeout_s)
            return self._rings


BELL: Final = Bell()
"""Rung by the outbox of this process."""
