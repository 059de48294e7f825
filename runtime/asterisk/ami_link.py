"""One AMI connection: actions out, answers matched to them, events to whoever listens."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from panoramisk.actions import Action
from panoramisk.message import Message

from .ami_wire import BlockReader, action_bytes, event_name, first_value, to_message
from .errors import ActionRefused, AmiError, AnswerTimeout, MessageTooLong, NotConnected, UnknownOutcome


@dataclass(slots=True)
class _Answer:
    """What has come for one action, and the timer that gives it up."""

    action: Action
    list_end: str | None
    timer: asyncio.TimerHandle
    messages: list[Message] = field(default_factory=list)


class AmiLink(asyncio.Protocol):
    """The protocol of one connection; it is never used again once `lost` is set.

    `hear` takes every event that answers none of our actions; `wants` says by an event's name whether it is
    worth parsing. Neither may raise.
    """

    def __init__(self, *, hear: Callable[[Message], None], wants: Callable[[str], bool]) -> None:
        """Nothing is connected yet."""
        self.lost = asyncio.Event()
        self._hear = hear
        self._wants = wants
        self._loop = asyncio.get_running_loop()
        self._reader = BlockReader()
        self._transport: asyncio.Transport | None = None
        self._answers: dict[str, _Answer] = {}

    async def ask(self, action: Action, *, timeout_s: float, list_end: str | None = None) -> list[Message]:
        """Sends `action` once; its response, and with `list_end` all events up to the one of that name.

        NotConnected: nothing was sent. AnswerTimeout, UnknownOutcome: sent, no telling. ActionRefused.
        """
        if self._transport is None or self.lost.is_set():
            raise NotConnected
        action_id = str(action.id)
        timer = self._loop.call_later(timeout_s, self._fail, action_id, AnswerTimeout(action["Action"]))
        self._answers[action_id] = _Answer(action, list_end, timer)
        self._transport.write(action_bytes(action))
        try:
            messages: list[Message] = await action.future
        finally:
            timer.cancel()
            self._answers.pop(action_id, None)
        return messages

    def cut(self) -> None:
        """Closes the connection at once."""
        if self._transport is not None:
            self._transport.abort()
        self._end()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the event loop."""
        # Always so for TCP; uvloop's transports do not descend from asyncio's.
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Called by the event loop."""
        try:
            blocks = self._reader.feed(data)
        except MessageTooLong:
            self.cut()
            return
        for block in blocks:
            self._take(block)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the event loop."""
        self._end()

    def _take(self, block: bytes) -> None:
        name = event_name(block)
        if (
            name is not None
            and not self._wants(name)
            and (not self._answers or b"\r\nActionID: " not in block)
        ):
            return
        message = to_message(block)
        if message is None:
            return
        answer = self._answers.get(first_value(message, "ActionID"))
        if answer is not None:
            self._add(answer, message)
        elif name is not None and self._wants(name):
            self._hear(message)

    def _add(self, answer: _Answer, message: Message) -> None:
        answer.messages.append(message)
        future = answer.action.future
        if future.done():
            return
        is_response = "Response" in message and "Event" not in message
        if is_response and not message.success:
            future.set_exception(ActionRefused(answer.action["Action"], first_value(message, "Message")))
        elif is_response if answer.list_end is None else message.event == answer.list_end:
            future.set_result(answer.messages)

    def _fail(self, action_id: str, error: AmiError) -> None:
        future = self._answers[action_id].action.future
        if not future.done():
            future.set_exception(error)

    def _end(self) -> None:
        """Nothing that waits for an answer is ever sent again: Asterisk may have carried it out."""
        self.lost.set()
        for action_id, answer in list(self._answers.items()):
            self._fail(action_id, UnknownOutcome(answer.action["Action"]))
