"""A real web side over an installation of its own, and an answering side that says what a test wants."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.contrib.auth.models import User
from django.test import Client, override_settings

from config.keys import key
from lab.web_side import WebSide
from runtime.trace import Event
from scenarios.live.socket_server import LiveServer
from scenarios.live.source import LiveSource
from scenarios.models import Scenario
from tests.databases import SqliteFiles, used
from tests.scenarios.live.told import SCENARIO, event


@contextmanager
def served(data: Path, files: SqliteFiles, redis_url: str = "") -> Iterator[tuple[WebSide, str]]:
    """A web side, and the session of an administrator."""
    url = files.make(data)
    with used(url, data), override_settings(SECRET_KEY=key(data, "django").hex()):
        Scenario.objects.create(name=SCENARIO, draft={})
        browser = Client()
        browser.force_login(User.objects.create_superuser("анна"))
        session = browser.cookies["sessionid"].value
    with WebSide(data, url, redis_url) as side:
        yield side, session


def answering_source(data: Path) -> LiveSource:
    """What an answering side tells over the socket in this data folder."""
    server = LiveServer(data / "live", "4573", "one")
    return LiveSource("one", lambda: datetime.now(UTC), outlets=[server], take_notices=lambda notices: None)


class AnsweringBeside(threading.Thread):
    """An answering side with a loop of its own, for tests that have none."""

    def __init__(self, data: Path) -> None:
        super().__init__(name="answering")
        self.data = data
        self._loop = asyncio.new_event_loop()
        self._source = answering_source(data)
        self._told_to_stop = asyncio.Event()
        self._last: dict[str, int] = {}

    def run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    def tell(self, *events: Event) -> None:
        """Let calls tell this."""
        for one in events:
            self._last[str(one["call"])] = int(str(one["seq"]))
            self._loop.call_soon_threadsafe(self._source.sink, one)

    def end_calls(self) -> None:
        """No call is left on the line."""
        self.tell(*(event(call, seq + 1, "ended", cause="completed") for call, seq in self._last.items()))

    def stop(self) -> None:
        """End, and wait for that; harmless when it has ended."""
        if self.is_alive():
            self._loop.call_soon_threadsafe(self._told_to_stop.set)
            self.join()

    async def _serve(self) -> None:
        await self._source.start()
        await self._told_to_stop.wait()
        await self._source.stop()
