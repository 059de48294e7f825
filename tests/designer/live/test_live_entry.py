"""Who is let in, what each may watch, and when a socket is closed."""

import json
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import InterfaceError, OperationalError, connection
from django.test.utils import CaptureQueriesContext

from designer import live_sessions, live_socket
from scenarios.live.watcher import REPLIES_MAX
from scenarios.models import UserRole
from tests.designer.live.tabs import People, on_one_database, refused
from tests.scenarios.live.told import SCENARIO, a_call


@on_one_database
@pytest.mark.parametrize(
    "origin",
    [
        None,
        b"null",
        b"http://evil.example",
        b"http://localhost",
        b"http://localhost:9999",
        b"http://localhost:x",
        b"http://[",
        b"http://127.0.0.1:8000",
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


async def test_an_installation_of_many_scenarios_is_watched_whole(people: People) -> None:
    many = [f"сценарий {number}" for number in range(300)]
    tab = await people.tab()
    await tab.say(watch=many)
    assert (await tab.next("watching"))["scenarios"] == many
    for name in many:
        assert (await tab.next("calls"))["scenario"] == name
        await tab.say(ack=len(tab.heard))


async def test_many_scenarios_of_a_restricted_person_are_asked_at_once(people: People) -> None:
    many = tuple(f"сценарий {number}" for number in range(300))
    await people.log_in(only=many)
    watched, questions = await sync_to_async(_allowed_with_questions)("анна", [*many, SCENARIO])
    assert watched == list(many)
    assert questions <= 3


def _allowed_with_questions(name: str, scenarios: list[str]) -> tuple[list[str], int]:
    key = User.objects.get(username=name).pk
    with CaptureQueriesContext(connection) as asked:
        return live_socket._allowed(key, scenarios), len(asked)


async def test_rights_are_asked_at_each_subscribe(people: People) -> None:
    tab = await people.tab()
    await UserRole.objects.filter(user__username="анна").aupdate(role="operator")
    await tab.say(watch=[SCENARIO])
    answer = await tab.until(lambda message: message["type"] in ("watching", "goodbye"))
    assert answer.get("scenarios", []) == []


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
        json.dumps({"watch": ["x"] * (live_socket.WATCHED_MAX + 1)}),
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
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
async def test_who_may_look_is_asked_again_after_the_database_was_away(
    people: People, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    ask = live_sessions._refused
    answers = iter([error("away")])

    def away_once(*asked: Any) -> Any:
        for answer in answers:
            raise answer
        return ask(*asked)

    monkeypatch.setattr(live_sessions, "_refused", away_once)
    tab = await people.tab()
    await _switched_off()
    assert await tab.closed() == live_socket.CLOSE_LOGGED_OUT


@on_one_database
async def test_a_stopping_server_tells_its_browsers(people: People) -> None:
    tab = await people.tab()
    await tab.cancel()
    assert await tab.closed() == live_socket.CLOSE_LEAVING
    assert tab.heard[-1] == {"type": "goodbye", "reason": "restart"}
    async with refused(people, await people.log_in()):
        pass
