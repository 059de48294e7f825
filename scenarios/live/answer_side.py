"""The live events of this installation's answering side: where they go, and who stores its notifications."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

from django.conf import settings

from runtime.trace import Sink
from scenarios.live.notification_store import NotificationWriter
from scenarios.live.redis_streams import RedisOutlet
from scenarios.live.socket_server import LiveServer
from scenarios.live.source import LiveSource, Outlet

FOLDER: Final = "live"
"""In the data folder: where the sockets stand."""


class LiveEvents:
    """Give `sink` to the calls: `open()`, `told()` around the calls in their event loop, then `close()`."""

    def __init__(self, server: str, now: Callable[[], datetime]) -> None:
        self._writer = NotificationWriter()
        self._source = LiveSource(server, now, outlets=_outlets(server), take_notices=self._writer.take)
        self.sink: Sink = self._source.sink

    def open(self) -> None:
        """Begin to store notifications."""
        self._writer.start()

    def close(self) -> None:
        """Store what is left of them."""
        self._writer.stop()

    def figures(self) -> Mapping[str, object]:
        """For the figures: `events` handed on, and what is `lost`; from any thread."""
        told = self._source.figures()
        return {"events": told.events, "lost": {**told.lost, "notifications": self._writer.dropped}}

    @asynccontextmanager
    async def told(self) -> AsyncIterator[None]:
        """Hand events on as long as this is open."""
        await self._source.start()
        try:
            yield
        finally:
            await self._source.stop()


def _outlets(server: str) -> list[Outlet]:
    """Between machines through Redis; on one machine a socket does."""
    chosen = settings.CALLWRIGHT
    if chosen.redis_url:
        return [RedisOutlet(chosen.redis_url)]
    return [LiveServer(chosen.data / FOLDER, str(chosen.agi_port), server)]
