"""One call's AGI connection: commands out, answers back, each with a deadline."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

from .agi_encoding import encode
from .agi_replies import Reply, ReplyReader
from .agi_request import AgiRequest
from .errors import AgiError, CommandTimeout, DeadChannel, LineBusy, LineClosed, LineGarbled

_DEAD_CHANNEL = 511


class AgiSession(asyncio.Protocol):
    """What a handler of AgiListener gets. One command may be under way at a time.

    `request` says who calls; `hangup_seen` turns true when Asterisk says so (it may close the connection
    without); `closed` is set once the connection is gone, and from then on every command raises LineClosed.
    """

    def __init__(
        self, request: AgiRequest, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop
    ) -> None:
        """Takes over `transport`, whose request has been read."""
        self.request = request
        self.closed = asyncio.Event()
        self._transport = transport
        self._loop = loop
        self._reader = ReplyReader()
        self._waiter: asyncio.Future[Reply] | None = None
        self._failure: AgiError | None = None
        self._deadline = 0.0
        self._timer: asyncio.TimerHandle | None = None

    @property
    def hangup_seen(self) -> bool:
        """True once Asterisk has sent its HANGUP line."""
        return self._reader.hangup_seen

    def command(self, *words: str, timeout_s: float) -> Coroutine[Any, Any, Reply]:
        """The answer to one command, each argument a word of its own.

        `result` "-1" and the refusals 510 and 520 are answers. DeadChannel: the caller is gone and this
        command needs him. CommandTimeout: no answer within `timeout_s`; the connection is cut then, since a
        late answer could not be told from the next one, and so it is when the waiting task is cancelled.
        LineClosed: the connection is gone.
        """
        return self._exchange(encode(*words), self._loop.time() + timeout_s)

    async def commands(self, lines: Sequence[Sequence[str]], *, timeout_s: float) -> list[Reply]:
        """The answers to several commands, within `timeout_s` in all; errors as for `command`.

        None is sent unless all can be. They go out one by one, each after the answer to the one before:
        Asterisk reads lines through a stdio buffer and waits on the socket, so of two lines in one write it
        does not see the second (Asterisk 22.10 res_agi.c, measured).
        """
        deadline = self._loop.time() + timeout_s
        replies = []
        for line in [encode(*words) for words in lines]:
            replies.append(await self._exchange(line, deadline))
        return replies

    def close(self) -> None:
        """Ends the session; Asterisk goes on in the dialplan."""
        self._end(LineClosed())
        self._transport.close()

    async def _exchange(self, line: bytes, deadline: float) -> Reply:
        if self._failure is not None:
            raise type(self._failure)(*self._failure.args)
        if self._waiter is not None:
            raise LineBusy
        waiter: asyncio.Future[Reply] = self._loop.create_future()
        self._waiter = waiter
        self._reader.expect()
        self._arm(deadline)
        self._transport.write(line)
        try:
            reply = await waiter
        except asyncio.CancelledError:
            self._cut(LineClosed("A command was given up."))
            raise
        if reply.code == _DEAD_CHANNEL:
            raise DeadChannel
        return reply

    def _arm(self, deadline: float) -> None:
        """One timer serves all commands; it is set anew only for an earlier deadline or when it ran out."""
        self._deadline = deadline
        if self._timer is None or self._timer.when() > deadline:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = self._loop.call_at(deadline, self._check_deadline)

    def _check_deadline(self) -> None:
        self._timer = None
        if self._waiter is None:
            return
        if self._loop.time() >= self._deadline:
            self._cut(CommandTimeout())
        else:
            self._timer = self._loop.call_at(self._deadline, self._check_deadline)

    def _cut(self, failure: AgiError) -> None:
        self._end(failure)
        self._transport.abort()

    def _end(self, failure: AgiError) -> None:
        """The first reason stays; whoever waits for an answer gets it."""
        if self._failure is not None:
            return
        self._failure = failure
        self.closed.set()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_exception(failure)

    def data_received(self, data: bytes) -> None:
        """Called by the event loop."""
        try:
            reply = self._reader.feed(data)
        except LineGarbled as error:
            self._cut(error)
            return
        if reply is not None and self._waiter is not None:
            waiter, self._waiter = self._waiter, None
            if not waiter.done():
                waiter.set_result(reply)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the event loop."""
        self._end(LineClosed())
