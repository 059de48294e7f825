"""The life of the AMI connection, against an Asterisk that the test speaks for."""

import asyncio

import pytest

from runtime.asterisk.ami import AmiState, AmiTimes
from tests.runtime.asterisk.fake_asterisk import LIMIT_S, act, until, within


async def test_a_client_logs_in_with_its_name_and_secret(manager, clients):
    client = clients.begin()
    login = await (await manager.line()).accept_login()
    assert (login["Action"], login["Username"], login["Secret"]) == ("Login", "callwright", "s3cret")
    assert client.state is AmiState.CONNECTING


async def test_what_was_missed_is_asked_for_after_every_log_in(manager, clients):
    asked = asyncio.Queue()

    async def ask(client):
        asked.put_nowait(await client.action("CoreShowChannels", timeout_s=LIMIT_S))

    _, line = await clients.connect(on_login=ask)
    line.respond(await line.action(), "Success")
    await within(asked.get())
    line.break_off()
    again = await manager.line()
    await again.accept_login()
    again.respond(await again.action(), "Success")
    await within(asked.get())


async def test_a_resync_that_fails_does_not_end_the_connection(clients, caplog):
    failed = asyncio.Event()

    async def fail(client):
        failed.set()
        raise ZeroDivisionError

    client, line = await clients.connect(on_login=fail)
    await within(failed.wait())
    task = act(client, "Ping")
    line.respond(await line.action())
    await within(task)
    assert "ZeroDivisionError" in caplog.text


async def test_pings_that_are_answered_keep_the_connection(manager, clients):
    client, line = await clients.connect(AmiTimes(ping_every_s=0.01))
    for _ in range(3):
        ping = await line.action()
        assert ping["Action"] == "Ping"
        line.respond(ping, "Success", "Ping: Pong")
    assert client.connected
    assert not manager.has_caller


async def test_a_ping_without_an_answer_makes_a_new_connection(manager, clients):
    times = AmiTimes(ping_every_s=0.01, ping_answer_s=0.01, first_retry_s=0.01)
    _, frozen = await clients.connect(times)
    assert (await frozen.action())["Action"] == "Ping"
    assert (await (await manager.line()).accept_login())["Action"] == "Login"


async def test_a_log_in_without_an_answer_makes_a_new_connection(manager, clients):
    client = clients.begin(AmiTimes(login_s=0.01, first_retry_s=0.01))
    silent = await manager.line()
    await silent.action()
    await (await manager.line()).accept_login()
    await until(lambda: client.connected)


async def test_a_refused_log_in_is_told_and_tried_again(manager, clients):
    client = clients.begin()
    line = await manager.line()
    login = await line.action()
    line.respond(login, "Error", "Message: Authentication failed")
    assert await line.rest() == b""
    assert client.state is AmiState.REFUSED
    assert not client.connected
    await (await manager.line()).accept_login()


async def test_an_asterisk_that_is_down_is_told_and_tried_again(manager, clients):
    await manager.shut()
    client = clients.begin()
    await until(lambda: client.state is AmiState.UNREACHABLE)
    await manager.open()
    await (await manager.line()).accept_login()


async def test_closing_while_a_retry_waits_logs_in_no_more(manager, clients):
    client = clients.begin()
    line = await manager.line()
    line.break_off()
    await until(lambda: client.state is AmiState.UNREACHABLE)
    await within(client.close())
    assert client.state is AmiState.OFF
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(manager.line(), 0.05)


async def test_a_client_starts_once(clients):
    client, _ = await clients.connect()
    with pytest.raises(RuntimeError):
        client.start()


async def test_a_flood_without_an_end_is_cut_off(manager, clients):
    _, line = await clients.connect()
    line.say_bytes(b"x" * 1_100_000)
    await (await manager.line()).accept_login()


@pytest.mark.parametrize(
    ("failures", "least_s", "most_s"), [(0, 0.5, 1), (1, 1, 2), (3, 4, 8), (5, 15, 30), (999, 15, 30)]
)
def test_retries_come_ever_slower_and_spread(failures, least_s, most_s):
    times = AmiTimes()
    assert (times.retry_s(failures, 0.0), times.retry_s(failures, 1.0)) == (least_s, most_s)


@pytest.mark.parametrize("state", list(AmiState))
def test_every_state_is_told_in_both_languages(state):
    assert state.wording.ru
    assert state.wording.en
