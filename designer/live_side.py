"""The live events in this web process: one hub, its reader, and what goes round between its sockets."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from channels.layers import get_channel_layer

from designer.live_sessions import LiveSessions
from scenarios.live.audience import groups_of
from scenarios.live.batch import Notice
from scenarios.live.hub import Hub
from scenarios.live.messages import notice_text
from scenarios.live.redis_streams import RedisReader
from scenarios.live.socket_reader import SocketReader

LAYER: Final = "live"
"""The channel layer of this process alone: each web process hears everything itself and serves its own
browsers, so nothing has to go from one to another.
"""
READY_WITHIN_S: Final = 2.0
_NOTICES_MAX: Final = 1_000
_log = logging.getLogger("callwright.live")


class LiveSide:
    """Started by the first browser that comes, in the event loop that serves it.

    `folder` holds the sockets of `answer`; with a `redis_url` events come through Redis.
    """

    def __init__(self, folder: Path, redis_url: str) -> None:
        self._notices: asyncio.Queue[Notice] = asyncio.Queue(_NOTICES_MAX)
        self.hub = Hub(self._take_notice)
        self.sessions = LiveSessions()
        self._make_reader: Callable[[], SocketReader | RedisReader] = lambda: (
            RedisReader(redis_url, self.hub.take, self.hub.set_delayed)
            if redis_url
            else SocketReader(folder, self.hub.take, self.hub.set_delayed)
        )
        self._reader: SocketReader | RedisReader | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self.is_leaving = False

    async def ready(self) -> None:
        """Start if that has not happened, and wait until the calls on the line are known, 2 s at most."""
        if self._reader is None:
            self._reader = self._make_reader()
            work: tuple[Coroutine[Any, Any, None], ...] = (
                self._reader.run(),
                self.hub.run(),
                self.sessions.run(),
                self._deliver(),
            )
            self._tasks = [asyncio.create_task(self._keep(coroutine)) for coroutine in work]
        try:
            async with asyncio.timeout(READY_WITHIN_S):
                await self._reader.ready.wait()
        except TimeoutError:
            # Nobody answers: whoever comes next need not wait for that again.
            self._reader.ready.set()

    async def stop(self) -> None:
        """End; nobody is let in any more."""
        self.is_leaving = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        """What ends for a fault of ours leaves a trace in the log."""
        try:
            await work
        except Exception:
            _log.exception("a part of the live side has failed")
            raise

    def _take_notice(self, notice: Notice) -> None:
        with suppress(asyncio.QueueFull):
            # What is to be kept is stored by `answer`, and shown when the page is opened next.
            self._notices.put_nowait(notice)

    async def _deliver(self) -> None:
        layer: Any = get_channel_layer(LAYER)
        while True:
            notice = await self._notices.get()
            message = {
                "type": "notification.come",
                "call": notice.call,
                "seq": notice.seq,
                "text": notice_text(notice, is_kept=False),
            }
            for group in groups_of(notice):
                await layer.group_send(group, message)
