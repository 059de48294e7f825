"""The FastAGI port under calls, scans, noise and failures."""

import asyncio
import contextlib
from ipaddress import ip_network
from pathlib import Path

import pytest

from runtime.asterisk.agi import readable
from tests.runtime.asterisk.fake_asterisk import LIMIT_S, REQUEST, within


async def ask_until_hang_up(session):
    """A scenario that asks something again and again."""
    while True:
        await session.command("GET", "VARIABLE", "X", timeout_s=LIMIT_S)


async def test_the_handler_gets_the_request(serve, dial):
    requests = asyncio.Queue()

    async def handler(session):
        requests.put_nowait(session.request)

    listener = await serve(handler)
    await dial(listener)
    request = await within(requests.get())
    assert (request.path, request.headers["channel"]) == ("/call", "PJSIP/provider-00000001")
    assert request.peer == "127.0.0.1"


async def test_a_request_may_come_byte_by_byte(serve, dial):
    requests = asyncio.Queue()

    async def handler(session):
        requests.put_nowait(session.request)

    listener = await serve(handler)
    caller = await dial(listener, b"")
    for position in range(len(REQUEST)):
        caller.say(REQUEST[position : position + 1])
        await asyncio.sleep(0)
    assert (await within(requests.get())).path == "/call"


async def test_a_handler_that_ends_closes_its_connection(serve, dial):
    async def handler(session):
        await session.command("ANSWER", timeout_s=LIMIT_S)

    listener = await serve(handler)
    caller = await dial(listener)
    await caller.answers(b"200 result=0\n")
    assert await caller.is_cut_off()


async def test_a_handler_that_fails_closes_only_its_own_connection(serve, dial, caplog):
    async def handler(session):
        if session.request.path == "/bad":
            raise ZeroDivisionError
        await ask_until_hang_up(session)

    listener = await serve(handler)
    good = await dial(listener)
    bad = await dial(listener, REQUEST.replace(b"script: call", b"script: bad"))
    assert await bad.is_cut_off()
    for _ in range(3):
        await good.answers(b"200 result=0\n")
    assert listener.counters["handler_failed"] == 1
    assert "ZeroDivisionError" in caplog.text


async def test_a_scan_of_a_thousand_connects_does_not_touch_live_calls(serve, dial):
    listener = await serve(ask_until_hang_up)
    calls = [await dial(listener) for _ in range(5)]
    for _ in range(1000):
        scan = await dial(listener, b"")
        scan.hang_up()
    for call in calls:
        for _ in range(3):
            assert await call.answers(b"200 result=0\n") == b"GET VARIABLE X\n"
    newcomer = await dial(listener)
    assert await newcomer.answers(b"200 result=0\n")
    assert listener.counters["closed_early"] == 1000
    assert listener.live == 6


async def test_a_header_of_ten_megabytes_is_cut_off(serve, dial):
    listener = await serve(ask_until_hang_up)
    call = await dial(listener)
    flood = await dial(listener, b"agi_network: yes\nagi_callerid: " + b"9" * 10_000_000)
    assert await flood.is_cut_off()
    assert await call.answers(b"200 result=0\n")
    assert listener.counters["header_too_long"] == 1


async def test_a_header_that_does_not_come_to_its_end_is_given_up(serve, dial):
    listener = await serve(ask_until_hang_up, header_timeout_s=0.05)
    slow = await dial(listener, b"agi_network: yes\n")
    assert await slow.is_cut_off()
    assert listener.counters["header_timeout"] == 1


@pytest.mark.parametrize(
    "noise",
    [
        b"GET / HTTP/1.1\nHost: x\n\n",
        b"\n\n",
        b"\x16\x03\x01\x02\x00\x01\xff\n\n",
        REQUEST + b"200 result=1 (evil)\n",
        REQUEST.replace(b"\nagi_channel", b"\n\nagi_channel"),
    ],
)
async def test_what_is_no_request_is_cut_off(serve, dial, noise):
    listener = await serve(ask_until_hang_up)
    stranger = await dial(listener, noise)
    assert await stranger.is_cut_off()
    assert listener.counters["malformed"] == 1


async def test_a_peer_outside_the_allowed_networks_is_cut_off(serve, dial):
    listener = await serve(ask_until_hang_up, allowed=[ip_network("192.0.2.0/24")])
    stranger = await dial(listener)
    assert await stranger.is_cut_off()
    assert listener.counters["forbidden"] == 1


def connections_of(port):
    """The rows of the kernel's table for established connections that came in on `port`."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return [row for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "01"]


async def test_a_peer_that_vanished_without_a_word_is_looked_for(serve, dial):
    listener = await serve(ask_until_hang_up)
    await (await dial(listener)).line()
    # Linux, proc_net_tcp.txt: timer 2 is another one than retransmission, here the keep-alive.
    assert [row[5].partition(":")[0] for row in connections_of(listener.port)] == ["02"]


async def test_one_peer_cannot_take_all_connections(serve, dial):
    listener = await serve(ask_until_hang_up, max_per_peer=2)
    calls = [await dial(listener) for _ in range(2)]
    for call in calls:
        await call.line()
    assert await (await dial(listener)).is_cut_off()
    calls[0].say(b"200 result=0\nHANGUP\n")
    await calls[0].line()
    calls[0].hang_up()
    await calls[0].is_cut_off()
    assert await (await dial(listener)).line()
    assert listener.counters["too_many"] == 1


async def test_a_caller_who_is_gone_before_the_first_command_ends_his_handler(serve, dial):
    ended = asyncio.Event()

    async def handler(session):
        try:
            await ask_until_hang_up(session)
        finally:
            ended.set()

    listener = await serve(handler)
    caller = await dial(listener, REQUEST + b"HANGUP\n")
    caller.hang_up()
    await within(ended.wait())


async def test_after_it_stops_accepting_live_calls_go_on(serve, dial):
    listener = await serve(ask_until_hang_up)
    call = await dial(listener)
    await call.answers(b"200 result=0\n")
    listener.stop_accepting()
    with pytest.raises(ConnectionRefusedError):
        await dial(listener)
    for _ in range(3):
        assert await call.answers(b"200 result=0\n")


async def test_stopping_cancels_the_handlers_and_closes_everything(serve, dial):
    cancelled = []
    begun = asyncio.Event()

    async def handler(session):
        begun.set()
        try:
            await session.closed.wait()
        except asyncio.CancelledError:
            cancelled.append(session)
            raise

    listener = await serve(handler)
    half = await dial(listener, b"agi_network: yes\n")
    call = await dial(listener)
    await within(begun.wait())
    await within(listener.stop())
    assert await call.is_cut_off()
    assert await half.is_cut_off()
    assert len(cancelled) == 1
    assert listener.live == 0


async def test_a_request_of_random_bytes_harms_nobody(serve, dial):
    listener = await serve(ask_until_hang_up, header_timeout_s=0.2)
    call = await dial(listener)
    for seed in range(200):
        noise = bytes((seed * 31 + position * 17) % 256 for position in range(seed)) + b"\n\n"
        with contextlib.suppress(ConnectionError):
            (await dial(listener, noise)).hang_up()
    assert await call.answers(b"200 result=0\n")


def test_readable_text_keeps_what_a_person_can_read():
    assert readable("Приёмная".encode("cp1251")) == "Приёмная"
    assert readable("Приёмная") == "Приёмная"
    assert readable(b"Iv\x1b[31man\r\nX: y\x85") == "Iv[31manX: y…"
    assert readable("a\u2028b\x7f") == "ab"
