"""The socket at /ws/live/: what a browser asks for, and what it is told; docs/live.md describes both."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Annotated, Any, Final

import msgspec
from channels.consumer import get_handler_name
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth.models import User
from django.db import DatabaseError
from msgspec import Meta

from designer.live_sessions import Looker
from designer.live_side import LAYER, LiveSide
from scenarios.live.audience import WATCHERS, group_of
from scenarios.live.batch import Notice
from scenarios.live.messages import json_text, notice_text
from scenarios.live.notification_store import addressed_to, mark_seen, unseen
from scenarios.live.watcher import Message, TooManyReplies, Watcher, WrongAck
from scenarios.roles import may_watch, role_of

CLOSE_LEAVING: Final = 4012
CLOSE_MALFORMED: Final = 4400
CLOSE_LOGGED_OUT: Final = 4401
CLOSE_RIGHTS: Final = 4403
CLOSE_TOO_MUCH: Final = 4429
FOLLOWED_MAX: Final = 20
WATCHED_MAX: Final = 5_000
_ASKED_A_SECOND_MAX: Final = 100
_FAREWELL_WITHIN_S: Final = 1.0
_REMEMBERED_NOTICES: Final = 500
_log = logging.getLogger("callwright.live")

_Name = Annotated[str, Meta(max_length=200)]
_CallId = Annotated[str, Meta(max_length=100)]
_Number = Annotated[int, Meta(ge=0, le=2**53)]


class SeenKey(msgspec.Struct, forbid_unknown_fields=True):
    """The event that a notification came from."""

    call: _CallId
    seq: Annotated[int, Meta(ge=0, le=2**31 - 1)]


class Asked(msgspec.Struct, forbid_unknown_fields=True):
    """What a browser says; each field is a request of its own."""

    ack: _Number | None = None
    watch: Annotated[list[_Name], Meta(max_length=WATCHED_MAX)] | None = None
    calls: Annotated[int, Meta(ge=0, le=2000)] = 200
    recent: Annotated[int, Meta(ge=0, le=500)] = 0
    follow: _CallId | None = None
    after: _Number = 0
    unfollow: _CallId | None = None
    seen: Annotated[list[SeenKey], Meta(max_length=500)] | None = None

    @property
    def is_receipt(self) -> bool:
        """Whether it says nothing but what has arrived."""
        return self.watch is None and self.follow is None and self.unfollow is None and not self.seen


_asked = msgspec.json.Decoder(Asked)


class LiveSocket(AsyncWebsocketConsumer):
    """One browser. `side` is the process's live side."""

    channel_layer_alias = LAYER

    def __init__(self, side: LiveSide) -> None:
        super().__init__()
        self._side = side
        self._watcher = Watcher()
        self._user: Any = None
        self._role = ""
        self._sending: asyncio.Task[None] | None = None
        self._told: OrderedDict[tuple[str, int], None] = OrderedDict()
        self._asked_count = 0
        self._asked_since_s = 0.0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve the socket. A server that stops cancels this (Daphne, kill_all_applications) and waits: the
        browser is told, and has a second to answer.
        """
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            self._side.is_leaving = True
            if self._sending is not None:
                await self._leave("restart", CLOSE_LEAVING)
                with suppress(TimeoutError):
                    async with asyncio.timeout(_FAREWELL_WITHIN_S):
                        while (await receive())["type"] != "websocket.disconnect":
                            pass
                await self.disconnect(CLOSE_LEAVING)
            if self._side.sessions.is_empty:
                await self._side.stop()
            raise

    async def dispatch(self, message: Any) -> None:
        """Straight to the handler: whoever asks the database here closes its connections himself."""
        await getattr(self, get_handler_name(message))(message)

    async def connect(self) -> None:
        """Let in who is logged in and has a role."""
        self._user = self.scope["user"]
        role = await database_sync_to_async(role_of)(self._user)
        if role is None or self._side.is_leaving:
            await self.close()
            return
        self._role = role
        await self._side.ready()
        await self.accept()
        for group in self._own_groups():
            await self.channel_layer.group_add(group, self.channel_name)
        self._side.hub.add(self._watcher)
        self._side.sessions.add(self)
        self._sending = asyncio.create_task(self._send_on())
        self._watcher.put(
            Message(json_text({"type": "delayed", "is_delayed": self._side.hub.is_delayed}), ("all", ""), 0)
        )
        await self._tell_unseen(())

    async def disconnect(self, code: int) -> None:
        """The browser is gone, or told to go."""
        self._side.hub.remove(self._watcher)
        self._side.sessions.remove(self)
        for scenario in self._watcher.scenarios:
            await self.channel_layer.group_discard(group_of(WATCHERS, scenario), self.channel_name)
        for group in self._own_groups() if self._role else ():
            await self.channel_layer.group_discard(group, self.channel_name)
        if self._sending is not None:
            self._sending.cancel()
            await asyncio.gather(self._sending, return_exceptions=True)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """What the browser says; nonsense closes the socket."""
        try:
            asked = _asked.decode(text_data or "")
            arrived = 0 if asked.ack is None else self._watcher.ack(asked.ack)
            if arrived and asked.is_receipt:
                # There are as many of these as it was sent messages.
                return
            if self._is_too_much():
                await self._leave("too_much", CLOSE_TOO_MUCH)
                return
            await self._do(asked)
        except (msgspec.DecodeError, WrongAck):
            await self._leave("malformed", CLOSE_MALFORMED)
        except TooManyReplies:
            await self._leave("too_much", CLOSE_TOO_MUCH)
        except DatabaseError:
            _log.exception("a browser asked for what the database cannot tell now")
            self._answer("error", {"type": "error", "error": "database"})

    async def notification_come(self, message: dict[str, Any]) -> None:
        """A notification for one of the groups we are in; we may be in several of them."""
        if self._is_new((message["call"], message["seq"])):
            self._watcher.put(Message(message["text"], ("notifications", "all"), 1))

    async def notification_seen(self, message: dict[str, Any]) -> None:
        """The person has seen notifications, here or in another window."""
        self._watcher.put(Message(message["text"], ("all", ""), 0))

    def looker(self) -> Looker:
        """Implements `OpenSocket`."""
        session = str(self.scope["session"].session_key or "")
        watched = self._watcher.scenarios | set(self._watcher.followed.values())
        return Looker(session, self._user.pk, self._role, frozenset(watched))

    async def refuse(self, why: str) -> None:
        """Implements `OpenSocket`."""
        await self._leave(why, CLOSE_LOGGED_OUT if why == "logged_out" else CLOSE_RIGHTS)

    async def _do(self, asked: Asked) -> None:
        if asked.watch is not None:
            await self._watch(asked.watch, asked.calls, asked.recent)
        if asked.follow is not None:
            await self._follow(asked.follow, asked.after)
        if asked.unfollow is not None:
            self._side.hub.unfollow(self._watcher, asked.unfollow)
        if asked.seen:
            keys = [(key.call, key.seq) for key in asked.seen]
            await database_sync_to_async(mark_seen)(self._user, keys)
            told = json_text({"type": "seen", "seen": asked.seen})
            await self.channel_layer.group_send(
                self._own_groups()[0], {"type": "notification.seen", "text": told}
            )

    async def _watch(self, scenarios: Sequence[str], calls: int, recent: int) -> None:
        allowed = await database_sync_to_async(_allowed)(self._user.pk, scenarios)
        before = self._watcher.scenarios
        refused = [scenario for scenario in scenarios if scenario not in allowed]
        for scenario in before - set(allowed):
            await self.channel_layer.group_discard(group_of(WATCHERS, scenario), self.channel_name)
        new = set(allowed) - before
        for scenario in new:
            await self.channel_layer.group_add(group_of(WATCHERS, scenario), self.channel_name)
        self._answer("watching", {"type": "watching", "scenarios": allowed, "refused": refused})
        self._side.hub.watch(self._watcher, allowed, calls=calls, recent=recent)
        if new:
            await self._tell_unseen(allowed)

    async def _follow(self, call: str, after: int) -> None:
        scenario = self._side.hub.scenario_of(call)
        if scenario is None or not await database_sync_to_async(_allowed)(self._user.pk, [scenario]):
            self._answer(f"refused {call}", {"type": "refused", "call": call})
        elif len(self._watcher.followed.keys() | {call}) > FOLLOWED_MAX:
            raise TooManyReplies
        else:
            self._side.hub.follow(self._watcher, call, after)

    async def _tell_unseen(self, scenarios: Collection[str]) -> None:
        """What came while the person was not here."""
        mine = addressed_to(self._user.get_username(), self._role, scenarios)
        found: list[Notice] = await database_sync_to_async(unseen)(self._user, mine)
        fresh = [notice for notice in found if self._is_new((notice.call, notice.seq))]
        if fresh:
            texts = (notice_text(notice, is_kept=True) for notice in fresh)
            self._watcher.reply(("notifications", f"{fresh[0].call} {fresh[0].seq}"), texts)

    def _own_groups(self) -> tuple[str, str]:
        return group_of("user", self._user.get_username()), group_of("role", self._role)

    def _is_new(self, key: tuple[str, int]) -> bool:
        if key in self._told:
            return False
        self._told[key] = None
        if len(self._told) > _REMEMBERED_NOTICES:
            self._told.popitem(last=False)
        return True

    def _is_too_much(self) -> bool:
        now_s = asyncio.get_running_loop().time()
        if now_s - self._asked_since_s >= 1:
            self._asked_since_s, self._asked_count = now_s, 0
        self._asked_count += 1
        return self._asked_count > _ASKED_A_SECOND_MAX

    def _answer(self, topic: str, message: dict[str, object]) -> None:
        self._watcher.reply(("answer", topic), iter((json_text(message),)))

    async def _leave(self, why: str, code: int) -> None:
        """Say why, past everything that waits, and close."""
        if self._sending is not None:
            self._sending.cancel()
        await self.send(text_data=json_text({"type": "goodbye", "reason": why}))
        await self.close(code=code)

    async def _send_on(self) -> None:
        while True:
            await self.send(text_data=await self._watcher.next_text())


def _allowed(user_id: int, scenarios: Sequence[str]) -> list[str]:
    """Those that this person may watch, asked afresh: rights may have changed since the socket was opened."""
    user = User.objects.select_related("callwright").filter(pk=user_id).first()
    if user is None:
        return []
    return may_watch(user, scenarios)
