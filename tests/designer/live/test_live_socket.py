"""The socket as a browser meets it: who is let in, what is told, when it is closed."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from asgiref.sync import sync_to_async
from channels.auth import AuthMiddlewareStack
from channels.layers import channel_layers
from channels.security.websocket import AllowedHostsOriginValidator
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client

from designer import live_sessions, live_socket
from designer.live_side import LiveSide
from designer.live_socket import LiveSocket
from scenarios.live.batch import Notice, decoded_batch, encoded_batch
from scenarios.live.notification_store import store as store_notifications
from scenarios.live.watcher import REPLIES_MAX
from scenarios.models import Scenario, UserRole
from tests.scenarios.live.told import SCENARIO, a_call, batch, event

LIMIT_S = 5.0
ORIGIN = b"http://localhost:8000"


on_one_database = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
"""For what no database can change."""


@pytest.fixture(autouse=True)
def no_delay(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(live_sessions, "CHECK_EVERY_S", 0.05)
    channel_layers.backends.clear()
    yield
    channel_layers.backends.clear()


class Tab:
    """A browser's tab; `heard` are all messages, `code` is why it was closed."""

    def __init__(self, side: LiveSide, cookie: str, origin: bytes | None = ORIGIN) -> None:
        headers = [(b"cookie", f"sessionid={cookie}".encode())]
        if origin is not None:
            headers.append((b"origin", origin))
        application = AllowedHostsOriginValidator(AuthMiddlewareStack(LiveSocket.as_asgi(side=side)))
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


def _forget_connections() -> None:
    """The thread that asks the database lives on, with a connection to the database of the test before."""
    for alias in list(connections):
        connections[alias].close()
        del connections[alias]


@pytest.fixture
async def people(store: str, tmp_path: Path) -> AsyncIterator[People]:
    await sync_to_async(_forget_connections)()
    made = People(LiveSide(tmp_path / "live", ""))
    yield made
    for tab in made.tabs:
        await tab.close()
    await made.side.stop()
    await sync_to_async(_forget_connections)()


@asynccontextmanager
async def refused(people: People, cookie: str, origin: bytes | None = ORIGIN) -> AsyncIterator[Tab]:
    tab = Tab(people.side, cookie, origin)
    assert not await tab.open()
    yield tab


@on_one_database
@pytest.mark.parametrize(
    "origin",
    [
        None,
        b"null",
        b"http://evil.example",
        b"http://localhost.evil.example",
        b"http://evil-localhost",
        b"http://localhost@evil.example",
        b"file://",
        b"",
    ],
)
async def test_a_foreign_origin_is_refused(people: People, origin: bytes | None) -> None:
    async with refused(people, await people.log_in(role="admin"), origin):
        pass


async def test_nobody_and_a_made_up_session_are_refused(people: People) -> None:
    for cookie in ("", "x" * 32):
        async with refused(people, cookie):
            pass


async def test_who_has_no_role_is_refused(people: People) -> None:
    async with refused(people, await people.log_in(role="")):
        pass


async def test_who_is_switched_off_is_refused(people: People) -> None:
    cookie = await people.log_in()
    await User.objects.filter(username="анна").aupdate(is_active=False)
    async with refused(people, cookie):
        pass


@on_one_database
async def test_events_come_to_who_watches_their_scenario(people: People) -> None:
    tab = await people.tab()
    await tab.say(watch=[SCENARIO])
    await tab.next("calls")
    people.tell(*a_call("c1", 3))
    told = await tab.next("events")
    assert [one["seq"] for one in told["events"]] == [1, 2, 3]


@pytest.mark.parametrize(
    ("role", "only", "watched"),
    [
        ("admin", (), [SCENARIO, "другой"]),
        ("integrator", (), [SCENARIO, "другой"]),
        ("supervisor", (), [SCENARIO, "другой"]),
        ("supervisor", ("другой",), ["другой"]),
        ("operator", (), []),
    ],
)
async def test_each_role_watches_what_it_may(
    people: People, role: str, only: tuple[str, ...], watched: list[str]
) -> None:
    tab = await people.tab(role=role, only=only)
    await tab.say(watch=[SCENARIO, "другой"])
    told = await tab.next("watching")
    assert told["scenarios"] == watched
    assert sorted([*told["refused"], *watched]) == sorted([SCENARIO, "другой"])
    people.tell(*a_call("c1", 1))
    await tab.say(follow="c1")
    answer = await tab.until(lambda message: message["type"] in ("followed", "refused"))
    assert answer["type"] == ("followed" if SCENARIO in watched else "refused")


async def test_rights_are_asked_at_each_subscribe(people: People) -> None:
    tab = await people.tab()
    await UserRole.objects.filter(user__username="анна").aupdate(role="operator")
    await tab.say(watch=[SCENARIO])
    answer = await tab.until(lambda message: message["type"] in ("watching", "goodbye"))
    assert answer.get("scenarios", []) == []


@on_one_database
async def test_a_call_can_be_followed_from_any_number_on(people: People) -> None:
    tab = await people.tab()
    people.tell(*a_call("c1", 5))
    await tab.say(follow="c1", after=3)
    await tab.next("followed")
    people.tell(event("c1", 6))
    seqs = [one["seq"] for one in (await tab.next("call"))["events"]]
    seqs += [one["seq"] for one in (await tab.next("call"))["events"]]
    assert seqs == [4, 5, 6]


@on_one_database
async def test_a_call_that_is_not_at_hand_is_refused(people: People) -> None:
    tab = await people.tab()
    await tab.say(follow="unknown")
    assert (await tab.next("refused"))["call"] == "unknown"


@on_one_database
@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        '{"watch": "все"}',
        '{"watch": [1]}',
        '{"other": 1}',
        '{"ack": -1}',
        '{"ack": 99}',
        '{"ack": true}',
        '{"follow": "c1", "after": 1.5}',
        '{"watch": [], "recent": 501}',
        '{"seen": [{"call": "c1"}]}',
        json.dumps({"watch": ["x"] * 501}),
        '{"follow": "%s"}' % ("c" * 101),
        "[" * 5000,
    ],
)
async def test_nonsense_closes_the_socket(people: People, text: str) -> None:
    tab = await people.tab()
    await tab.say_text(text or " ")
    assert await tab.closed() == live_socket.CLOSE_MALFORMED


@on_one_database
async def test_who_asks_without_end_is_closed(people: People) -> None:
    tab = await people.tab()
    for _ in range(150):
        await tab.say(ack=0)
    assert await tab.closed() == live_socket.CLOSE_TOO_MUCH


@on_one_database
async def test_who_asks_and_never_reads_is_closed(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_socket, "_ASKED_A_SECOND_MAX", 10_000)
    tab = await people.tab()
    for number in range(REPLIES_MAX + 20):
        await tab.say(follow=f"unknown {number}")
    assert await tab.closed() == live_socket.CLOSE_TOO_MUCH


@on_one_database
async def test_who_follows_too_many_calls_is_closed(people: People) -> None:
    tab = await people.tab()
    for number in range(live_socket.FOLLOWED_MAX + 1):
        people.tell(*a_call(f"c{number}", 1))
        await tab.say(follow=f"c{number}")
    assert await tab.closed() == live_socket.CLOSE_TOO_MUCH


async def _session_ends() -> None:
    await Session.objects.all().adelete()


async def _switched_off() -> None:
    await User.objects.aupdate(is_active=False)


async def _new_password() -> None:
    user = await User.objects.aget()
    user.set_password("something else")
    await user.asave()


async def _deleted() -> None:
    await User.objects.all().adelete()


async def _other_role() -> None:
    await UserRole.objects.aupdate(role="operator")


async def _restricted() -> None:
    await UserRole.objects.aupdate(is_restricted=True)


@pytest.mark.parametrize(
    ("happens", "code"),
    [
        (_session_ends, live_socket.CLOSE_LOGGED_OUT),
        (_switched_off, live_socket.CLOSE_LOGGED_OUT),
        (_new_password, live_socket.CLOSE_LOGGED_OUT),
        (_deleted, live_socket.CLOSE_LOGGED_OUT),
        (_other_role, live_socket.CLOSE_RIGHTS),
        (_restricted, live_socket.CLOSE_RIGHTS),
    ],
)
async def test_who_may_not_look_any_more_is_closed_soon(people: People, happens: Any, code: int) -> None:
    tab = await people.tab()
    await tab.say(watch=[SCENARIO])
    await tab.next("watching")
    await happens()
    assert await tab.closed() == code
    assert tab.heard[-1]["type"] == "goodbye"


@on_one_database
async def test_a_stopping_server_tells_its_browsers(people: People) -> None:
    tab = await people.tab()
    await tab.cancel()
    assert await tab.closed() == live_socket.CLOSE_LEAVING
    assert tab.heard[-1] == {"type": "goodbye", "reason": "restart"}
    async with refused(people, await people.log_in()):
        pass


@on_one_database
@pytest.mark.parametrize(
    ("recipient", "is_told"),
    [
        ({"kind": "user", "name": "анна"}, True),
        ({"kind": "user", "name": "борис"}, False),
        ({"kind": "role", "name": "supervisor"}, True),
        ({"kind": "role", "name": "operator"}, False),
        ({"kind": "watchers", "name": ""}, True),
    ],
)
async def test_a_notification_reaches_whom_it_is_for(
    people: People, recipient: dict[str, str], is_told: bool
) -> None:
    tab = await people.tab()
    await tab.say(watch=[SCENARIO])
    await tab.next("calls")
    people.notify(1, [recipient])
    people.notify(2, [{"kind": "user", "name": "анна"}])
    told = [await tab.next("notification")]
    if is_told:
        told.append(await tab.next("notification"))
    assert [one["seq"] for one in told] == ([1, 2] if is_told else [2])
    assert told[-1]["text"] == "текст 2"
    assert told[-1]["kept"] is False


@on_one_database
async def test_who_is_addressed_twice_is_told_once(people: People) -> None:
    tab = await people.tab()
    await tab.say(watch=[SCENARIO])
    await tab.next("calls")
    everyone = [{"kind": "watchers", "name": ""}, {"kind": "user", "name": "анна"}]
    people.notify(1, [*everyone, {"kind": "role", "name": "supervisor"}])
    people.notify(2, everyone)
    assert [(await tab.next("notification"))["seq"] for _ in range(2)] == [1, 2]


@on_one_database
async def test_watchers_of_another_scenario_are_not_told(people: People) -> None:
    tab = await people.tab()
    await tab.say(watch=[SCENARIO])
    await tab.next("calls")
    await tab.say(watch=["другой"])
    await tab.next("calls")
    people.notify(1, [{"kind": "watchers", "name": ""}])
    people.notify(2, [{"kind": "watchers", "name": ""}], scenario="другой")
    assert (await tab.next("notification"))["seq"] == 2


async def test_what_came_while_nobody_watched_is_shown_later(people: People) -> None:
    mine = people.notify(1, [{"kind": "user", "name": "анна"}])
    watchers = people.notify(2, [{"kind": "watchers", "name": ""}])
    await sync_to_async(store_notifications)([mine, watchers])
    tab = await people.tab()
    first = await tab.next("notification")
    assert (first["seq"], first["kept"], first["text"]) == (1, True, "текст 1")
    await tab.say(watch=[SCENARIO])
    assert (await tab.next("notification"))["seq"] == 2


async def test_what_was_seen_is_gone_in_every_tab_and_does_not_come_again(people: People) -> None:
    mine = people.notify(1, [{"kind": "user", "name": "анна"}])
    await sync_to_async(store_notifications)([mine])
    cookie = await people.log_in()
    one, two = await people.tab(cookie), await people.tab(cookie)
    await one.next("notification")
    await one.say(seen=[{"call": "c1", "seq": 1}])
    for tab in (one, two):
        assert (await tab.next("seen"))["seen"] == [{"call": "c1", "seq": 1}]
    three = await people.tab(cookie)
    await three.say(watch=[])
    await three.next("watching")
    assert not [message for message in three.heard if message["type"] == "notification"]


@on_one_database
async def test_a_tab_that_reads_nothing_gets_no_more_than_its_window(people: People) -> None:
    tab = await people.tab()
    await tab.say(watch=[SCENARIO])
    await tab.next("calls")
    for number in range(100):
        people.tell(*a_call(f"c{number}", 1))
        people.side.hub.flush()
        await asyncio.sleep(0)
    await tab.say(ack=len(tab.heard))
    gap = await tab.next("gap")
    assert gap["gap"] > 50


@on_one_database
async def test_a_batch_from_answer_reaches_the_browser_as_it_is(people: People) -> None:
    tab = await people.tab()
    await tab.say(watch=[SCENARIO])
    await tab.next("calls")
    text = b'{"call":"c1","seq":1,"at_ms":0,"kind":"started","node":null,"scenario":"%s"}' % SCENARIO.encode()
    people.side.hub.take(decoded_batch(encoded_batch("one", [text])))
    assert (await tab.next("events"))["events"] == [json.loads(text)]
