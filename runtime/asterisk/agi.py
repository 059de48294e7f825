"""Where Asterisk's FastAGI connections arrive, and the door to everything about AGI.

Anybody who can reach the port can open a connection, so what has not shown itself to be a request within a
few seconds and kilobytes is closed and counted, and nothing that happens on one connection reaches another.
"""

import asyncio
import logging
import socket
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from functools import lru_cache, partial
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address, ip_network
from typing import cast

from .agi_encoding import encode
from .agi_replies import Reply
from .agi_request import AgiRequest, parse_request
from .agi_session import AgiSession
from .characters import raw, readable
from .errors import BadRequest, LineClosed

__all__ = ["AgiListener", "AgiRequest", "AgiSession", "Network", "Reply", "encode", "raw", "readable"]

Network = IPv4Network | IPv6Network
LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))

_COUNTED = (
    "accepted",
    "requests",
    "suspicious",
    "forbidden",
    "too_many",
    "closed_early",
    "header_timeout",
    "header_too_long",
    "malformed",
    "handler_failed",
)
_log = logging.getLogger(__name__)


class AgiListener:
    """Listens for FastAGI connections and runs `handler` once for each request, in a task that it owns.

    `counters` tells what came: accepted (connections), requests, suspicious (requests), and why others were
    closed: forbidden (peer outside `allowed`), too_many (from one peer), closed_early (by the peer),
    header_timeout, header_too_long, malformed; handler_failed counts handlers that raised.
    """

    def __init__(
        self,
        handler: Callable[[AgiSession], Awaitable[None]],
        *,
        host: str,
        port: int,
        allowed: Sequence[Network] = LOOPBACK,
        header_timeout_s: float = 5.0,
        header_limit_bytes: int = 16_384,
        max_per_peer: int = 5_000,
    ) -> None:
        """Nothing is opened before `start`; `port` 0 takes a free one."""
        self.counters: dict[str, int] = dict.fromkeys(_COUNTED, 0)
        self.header_timeout_s = header_timeout_s
        self.header_limit_bytes = header_limit_bytes
        self._handler = handler
        self._address = (host, port)
        self._is_allowed = lru_cache(maxsize=1024)(partial(_is_within, tuple(allowed)))
        self._max_per_peer = max_per_peer
        self._server: asyncio.Server | None = None
        self._opening: set[_Opening] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._per_peer: Counter[str] = Counter()

    @property
    def port(self) -> int:
        """The port that is listened on."""
        if self._server is None:
            return self._address[1]
        return int(self._server.sockets[0].getsockname()[1])

    @property
    def live(self) -> int:
        """How many handlers run now."""
        return len(self._tasks)

    async def start(self) -> None:
        """Opens the port; OSError when it is taken."""
        loop = asyncio.get_running_loop()
        host, port = self._address
        # The default backlog of 100 loses connections when several hundred calls come at once.
        self._server = await loop.create_server(lambda: _Opening(self, loop), host, port, backlog=1024)
        for listening in self._server.sockets:
            _keep_alive(listening)

    def stop_accepting(self) -> None:
        """Closes the port; sessions go on."""
        if self._server is not None:
            self._address = (self._address[0], self.port)
            self._server.close()
            self._server = None

    async def stop(self) -> None:
        """Closes the port, cancels the handlers, waits for them and closes every connection."""
        self.stop_accepting()
        for opening in list(self._opening):
            opening.drop()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def admit(self, opening: "_Opening") -> bool:
        """Whether a new connection may go on to send its request."""
        self.counters["accepted"] += 1
        if not opening.peer:
            self.counters["closed_early"] += 1
            return False
        if not self._is_allowed(opening.peer):
            self.counters["forbidden"] += 1
            return False
        if self._per_peer[opening.peer] >= self._max_per_peer:
            self.counters["too_many"] += 1
            return False
        self._opening.add(opening)
        self._per_peer[opening.peer] += 1
        return True

    def leave(self, opening: "_Opening", reason: str) -> None:
        """A connection ended before it became a session; `reason` is a counter, or "" at our own stop."""
        self._opening.discard(opening)
        self._release(opening.peer)
        if reason:
            self.counters[reason] += 1

    def begin(self, opening: "_Opening", session: AgiSession) -> None:
        """A connection became a session: runs the handler for it."""
        self._opening.discard(opening)
        self.counters["requests"] += 1
        self.counters["suspicious"] += session.request.suspicious
        task = asyncio.get_running_loop().create_task(self._serve(session))
        self._tasks.add(task)
        task.add_done_callback(lambda task: self._ended(task, session))

    async def _serve(self, session: AgiSession) -> None:
        try:
            await self._handler(session)
        except LineClosed:
            _log.debug("An AGI session ended with its connection.")
        except Exception:
            self.counters["handler_failed"] += 1
            _log.exception("The handler of an AGI session failed (%s).", session.request.path)

    def _ended(self, task: asyncio.Task[None], session: AgiSession) -> None:
        """Runs also for a task that was cancelled before its first step."""
        self._tasks.discard(task)
        self._release(session.request.peer)
        session.close()

    def _release(self, peer: str) -> None:
        self._per_peer[peer] -= 1
        if not self._per_peer[peer]:
            del self._per_peer[peer]


class _Opening(asyncio.Protocol):
    """A connection that has not sent its whole request yet."""

    def __init__(self, listener: AgiListener, loop: asyncio.AbstractEventLoop) -> None:
        self.peer = ""
        self._listener = listener
        self._loop = loop
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._buffer = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Always so on a TCP server; uvloop's transports do not descend from asyncio's.
        transport = cast(asyncio.Transport, transport)
        # A peer that is gone already has no name any more.
        self.peer = str((transport.get_extra_info("peername") or ("",))[0])
        if not self._listener.admit(self):
            transport.abort()
            return
        self._transport = transport
        self._timer = self._loop.call_later(self._listener.header_timeout_s, self.drop, "header_timeout")

    def drop(self, reason: str = "") -> None:
        """Closes the connection at once."""
        transport = self._transport
        if transport is not None:
            self._finish()
            self._listener.leave(self, reason)
            transport.abort()

    def data_received(self, data: bytes) -> None:
        transport = self._transport
        if transport is None:
            return
        searched = max(0, len(self._buffer) - 1)
        self._buffer += data
        end = self._buffer.find(b"\n\n", searched)
        if (end if end >= 0 else len(self._buffer)) > self._listener.header_limit_bytes:
            self.drop("header_too_long")
        elif end >= 0:
            self._begin(transport, bytes(self._buffer[:end]), bytes(self._buffer[end + 2 :]))

    def _begin(self, transport: asyncio.Transport, block: bytes, rest: bytes) -> None:
        # Asterisk waits for a command after the empty line: more bytes come from a name with line breaks in
        # it.
        try:
            if rest.replace(b"HANGUP\n", b""):
                raise BadRequest
            request = parse_request(block, self.peer)
        except BadRequest:
            self.drop("malformed")
            return
        self._finish()
        session = AgiSession(request, transport, self._loop)
        transport.set_protocol(session)
        if rest:
            session.data_received(rest)
        self._listener.begin(self, session)

    def connection_lost(self, exc: Exception | None) -> None:
        self.drop("closed_early")

    def _finish(self) -> None:
        self._transport = None
        self._buffer = bytearray()
        if self._timer is not None:
            self._timer.cancel()


def _is_within(networks: Sequence[Network], peer: str) -> bool:
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    if not isinstance(address, IPv4Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return any(address in network for network in networks)


def _keep_alive(connection: socket.socket) -> None:
    """Lets a peer whose machine vanished be noticed after a minute; Asterisk itself sets no keep-alive.

    On Linux what is set on a listening socket holds for every connection that it accepts.
    """
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 10)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3)
