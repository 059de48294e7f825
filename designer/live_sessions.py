"""Whether the people behind the open sockets may still look: asked of the database every two seconds."""

import asyncio
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from channels.db import database_sync_to_async
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import DatabaseError, InterfaceError
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from scenarios.roles import may_watch, role_of

CHECK_EVERY_S: Final = 2.0
_log = logging.getLogger("callwright.live")


@dataclass(frozen=True, slots=True)
class Looker:
    """Who looks, with which session, in which role, at which scenarios."""

    session: str
    user_id: int
    role: str
    scenarios: frozenset[str]


class OpenSocket(Protocol):
    """A socket that can be closed from here."""

    def looker(self) -> Looker:
        """Who is behind it now."""

    async def refuse(self, why: str) -> None:
        """Say why, and close: `logged_out` or `rights_changed`."""


class LiveSessions:
    """The open sockets of this process."""

    def __init__(self) -> None:
        self._sockets: set[OpenSocket] = set()

    def add(self, socket: OpenSocket) -> None:
        """A socket was opened."""
        self._sockets.add(socket)

    def remove(self, socket: OpenSocket) -> None:
        """A socket was closed."""
        self._sockets.discard(socket)

    @property
    def is_empty(self) -> bool:
        """No socket is open."""
        return not self._sockets

    async def run(self) -> None:
        """Check, again and again; runs until it is cancelled."""
        while True:
            await asyncio.sleep(CHECK_EVERY_S)
            try:
                await self.check()
            except (DatabaseError, InterfaceError):
                # Rights are taken away in the database: while it is gone they stand as they were.
                _log.warning("the rights of open sockets cannot be checked now")

    async def check(self) -> None:
        """Close the sockets of those who may not look any more. Raises DatabaseError."""
        lookers = {socket: socket.looker() for socket in self._sockets}
        if not lookers:
            return
        refused = await database_sync_to_async(_refused)(set(lookers.values()))
        for socket, looker in lookers.items():
            if looker in refused:
                await socket.refuse(refused[looker])


def _refused(lookers: Collection[Looker]) -> Mapping[Looker, str]:
    """Who may not look any more, and why."""
    keys = {looker.session for looker in lookers}
    sessions = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    contents = {session.session_key: session.get_decoded() for session in sessions}
    users = User.objects.select_related("callwright").in_bulk([looker.user_id for looker in lookers])
    refused: dict[Looker, str] = {}
    asked: dict[int, set[str]] = {}
    for looker in lookers:
        asked.setdefault(looker.user_id, set()).update(looker.scenarios)
    allowed = {key: frozenset(may_watch(user, asked[key])) for key, user in users.items()}
    for looker in lookers:
        user = users.get(looker.user_id)
        if user is None or not _is_logged_in(user, contents.get(looker.session)):
            refused[looker] = "logged_out"
        elif role_of(user) != looker.role or not looker.scenarios <= allowed[user.pk]:
            refused[looker] = "rights_changed"
    return refused


def _is_logged_in(user: User, content: Mapping[str, str] | None) -> bool:
    if content is None or not user.is_active or content.get(SESSION_KEY) != str(user.pk):
        return False
    return constant_time_compare(content.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
