"""Tells whoever started this process how it is, in systemd's words (sd_notify(3)): that it is ready, that it
is alive, that it is stopping. Our own supervisor listens to the same words, so a part has one way to speak.
"""

import asyncio
import contextlib
import os
import socket
import threading
from collections.abc import Mapping
from typing import Final

_BEATS_PER_LIMIT: Final = 5


class Notifier:
    """Speaks to NOTIFY_SOCKET; does nothing when nobody listens. Never waits."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        is_ours = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        limit_us = environment.get("WATCHDOG_USEC", "") if is_ours else ""
        self._every_s = int(limit_us) / 1e6 / _BEATS_PER_LIMIT if limit_us.isdigit() else None

    def ready(self) -> None:
        """It serves from now on."""
        self._say("READY=1")

    def stopping(self) -> None:
        """It was told to end and ends by itself."""
        self._say("STOPPING=1")

    def beat_in(self, loop: asyncio.AbstractEventLoop) -> None:
        """Say that it is alive for as long as `loop` runs what is due in it."""
        if self._every_s is not None:
            self._say("WATCHDOG=1")
            loop.call_later(self._every_s, self.beat_in, loop)

    def beat_beside(self) -> None:
        """Say that it is alive for as long as the process runs at all, from a thread."""
        if self._every_s is not None:
            threading.Thread(target=self._beat_on, args=(self._every_s,), name="beat", daemon=True).start()

    def _beat_on(self, every_s: float) -> None:
        pause = threading.Event()
        while not pause.wait(every_s):
            self._say("WATCHDOG=1")

    def _say(self, word: str) -> None:
        if not self._address:
            return
        # A listener that is gone or busy is no reason to stop working.
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as speaking:
            speaking.setblocking(False)
            speaking.sendto(word.encode(), self._address)
