"""People, their sessions, and the tabs they have open: sockets without a server in between."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec
import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import User
from django.test import Client

from designer.live_side import LiveSide
from designer.live_socket import LiveSocket
from designer.origins import for_own_pages
from scenarios.live.batch import Notice
from scenarios.models import Scenario, UserRole
from tests.scenarios.live.told import SCENARIO, batch

LIMIT_S = 5.0
ORIGIN = b"http://localhost:8000"
on_one_database = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
"""For what no database can change."""


class Tab:
    """A browser's tab; `heard` are all messages, `code` is why it was closed."""

    def __init__(self, side: LiveSide, cookie: str, origin: bytes | None = ORIGIN) -> None:
        headers = [(b"host", b"localhost:8000"), (b"cookie", f"sessionid={cookie}".encode())]
        if origin is not None:
            headers.append((b"origin", origin))
        application = for_own_pages(LiveSocket.as_asgi(side=side))
        self._socket = WebsocketCommunicator(application, "/ws/live/", headers)
        self.heard: list[dict[str, Any]] = []
        self.code: int | None = None

    async def open(self) -> bool:
        """Whether it was let in."""
        is_in, _ = await self._socket.connect(timeout=LIMIT_S)
        return bool(is_in)

    async def say(self, **asked: object) -> None:
        await self._socket.send_to(text_data=json.dumps(asked))

    async def say_text(self, text: str) -> None:
        await self._socket.send_to(text_data=text)

    async def until(self, found: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next message that is so; others are kept in `heard`. AssertionError when it is closed first."""
        while True:
            output = await self._socket.receive_output(timeout=LIMIT_S)
            if output["type"] == "websocket.close":
                self.code = output["code"]
                raise AssertionError(f"closed with {self.code}")
            self.heard.append(json.loads(output["text"]))
            if found(self.heard[-1]):
                return self.heard[-1]

    async def next(self, kind: str) -> dict[str, Any]:
        return await self.until(lambda message: message["type"] == kind)

    async def closed(self) -> int:
        """Wait until it is closed; the code."""
        with pytest.raises(AssertionError, match="closed"):
            await self.until(lambda message: False)
        assert self.code is not None
        return self.code

    async def close(self) -> None:
        with suppress(asyncio.CancelledError):
            await self._socket.disconnect(timeout=LIMIT_S)

    async def cancel(self) -> None:
        """What a server that stops does."""
        self._socket.future.cancel()


class People:
    """Makes people and their tabs."""

    def __init__(self, side: LiveSide) -> None:
        self.side = side
        self.tabs: list[Tab] = []

    async def log_in(self, name: str = "анна", role: str = "supervisor", only: tuple[str, ...] = ()) -> str:
        """The session of a person with this role ("" none, "admin")."""
        return await sync_to_async(self._log_in)(name, role, only)

    def _log_in(self, name: str, role: str, only: tuple[str, ...]) -> str:
        user, is_new = User.objects.get_or_create(username=name)
        if role == "admin":
            User.objects.filter(pk=user.pk).update(is_superuser=True)
        elif role and is_new:
            row = UserRole.objects.create(user=user, role=role, is_restricted=bool(only))
            row.only.set([Scenario.objects.create(name=scenario, draft={}) for scenario in only])
        browser = Client()
        browser.force_login(user)
        return browser.cookies["sessionid"].value

    async def tab(self, cookie: str = "", **who: Any) -> Tab:
        """An open tab."""
        tab = Tab(self.side, cookie or await self.log_in(**who))
        assert await tab.open()
        self.tabs.append(tab)
        return tab

    def tell(self, *events: dict[str, object]) -> None:
        """Let calls tell this."""
        self.side.hub.take(batch(events))

    def notify(self, seq: int, recipients: list[dict[str, str]], **fields: Any) -> Notice:
        at = "2026-11-25T12:00:00+03:00"
        plain = Notice(
            "c1", seq, SCENARIO, "n1", f"текст {seq}", "info", recipients, 0.0, "", save=True, at=at
        )
        made = msgspec.structs.replace(plain, **fields)
        told = batch([])
        told.notices = [made]
        self.side.hub.take(told)
        return made


@asynccontextmanager
async def refused(people: People, cookie: str, origin: bytes | None = ORIGIN) -> AsyncIterator[Tab]:
    tab = Tab(people.side, cookie, origin)
    assert not await tab.open()
    yield tab
