"""Daphne as the web side of an installation."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import uvloop
from django.conf import settings

from config.limits import show_where_it_hangs, take_all_files
from config.notify import Notifier

Farewell = Callable[[], Awaitable[object]]
_log = logging.getLogger("callwright.web")


def serve_web(farewells: Sequence[Farewell] = ()) -> None:
    """Serve pages until TERM or INT, in the main thread; a second one ends it at once. Exit code 1 when the
    port cannot be opened.

    At the first signal the `farewells` are awaited in their order while pages are still served.
    """
    take_all_files()
    show_where_it_hangs()
    # Daphne makes its event loop while it is imported, so the kind of loop is chosen first.
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    from daphne.endpoints import build_endpoint_description_strings
    from daphne.server import Server
    from twisted.internet import reactor

    from config.asgi import application

    chosen = settings.CALLWRIGHT
    server: Any = None

    def begin() -> None:
        _Life(server, (*farewells,)).begin()

    server = Server(
        application=application,
        endpoints=build_endpoint_description_strings(host=chosen.web_bind, port=chosen.web_port),
        server_name="",
        http_timeout=120,
        signal_handlers=False,
        ready_callable=begin,
    )
    stopping: Any = reactor
    stopping.addSystemEventTrigger("before", "shutdown", _forget_finished, server)
    server.run()
    if server.abort_start:
        raise SystemExit(1)


def _forget_finished(server: Any) -> None:
    """Daphne 4.2.3 stumbles over requests that are over when it cancels the others, and then cancels none:
    no socket would learn that the server stops. Triggers run in the order they are added in, so this one
    comes first.
    """
    for protocol, details in list(server.connections.items()):
        if "application_instance" not in details:
            del server.connections[protocol]


class _Life:
    """From the moment at which the port is open to the end."""

    def __init__(self, server: Any, farewells: Sequence[Farewell]) -> None:
        self._server = server
        self._farewells = farewells
        self._loop = asyncio.get_event_loop()
        self._notifier = Notifier()
        self._ending: asyncio.Task[None] | None = None

    def begin(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            self._loop.add_signal_handler(number, self._end)
        self._loop.call_soon(self._notifier.ready)
        self._loop.call_soon(self._notifier.beat_in, self._loop)

    def _end(self) -> None:
        # The next signal has its usual effect and ends the process at once.
        for number in (signal.SIGTERM, signal.SIGINT):
            self._loop.remove_signal_handler(number)
        self._ending = self._loop.create_task(self._say_farewell())

    async def _say_farewell(self) -> None:
        self._notifier.stopping()
        for farewell in self._farewells:
            try:
                await farewell()
            except Exception:
                _log.exception("something did not end as it should")
        self._server.stop()
