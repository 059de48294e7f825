"""The answering side in the process of the pages: a thread with an event loop of its own."""

import asyncio
import logging
import os
import signal
import threading

import uvloop
from django.conf import settings

from config.keys import key
from scenarios.answering import InstallationAnswering

_log = logging.getLogger("callwright.answer")


class CallsBeside(threading.Thread):
    """Answers calls from `start()` to `stop()`. When it cannot, it ends the process; `failure` says why."""

    def __init__(self) -> None:
        super().__init__(name="answer")
        self._side = InstallationAnswering(key(settings.CALLWRIGHT.data, "seal"))
        self._loop = uvloop.new_event_loop()
        self._told_to_stop = asyncio.Event()
        self.began = threading.Event()
        self.failure: BaseException | None = None

    def start(self) -> None:
        """Read the store and begin; DatabaseError when the database is away."""
        self._side.open()
        super().start()

    def run(self) -> None:
        """The thread."""
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._side.run(self._told_to_stop, self.began.set))
        except BaseException as error:
            self.failure = error
            _log.exception("calls cannot be answered")
            # Pages without calls would look as if all were well.
            os.kill(os.getpid(), signal.SIGTERM)
        finally:
            self._loop.close()
            self._side.close()

    async def drained(self) -> None:
        """Let the live calls finish, from another event loop."""
        await asyncio.to_thread(self.stop)

    def stop(self) -> None:
        """Let the live calls finish and wait for that; harmless when it has ended."""
        if self.is_alive():
            self._loop.call_soon_threadsafe(self._told_to_stop.set)
        self.join()
