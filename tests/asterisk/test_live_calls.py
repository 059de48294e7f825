"""Real calls, seen through the real socket of the shipped product."""

import asyncio
import http.cookiejar
import os
import re
import signal
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from lab.asterisk import Asterisk
from lab.errors import RigError
from lab.phones import Phones
from lab.product import Product
from lab.web_socket import WebSocket
from tests.asterisk.test_product import BYE, SALES, TONES

SCENARIO: Final = "три номера"
LIMIT_S: Final = 30.0


@pytest.fixture(scope="module")
def product(asterisk: Asterisk) -> Iterator[Product]:
    with Product(asterisk, TONES) as running:
        yield running


@pytest.fixture(scope="module")
def session(product: Product) -> str:
    """The administrator's session, from the log-in page."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{product.address}/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    form = {"username": "admin", "password": "lab-admin", "csrfmiddlewaretoken": token.group(1)}
    browser.open(f"{product.address}/login/", urllib.parse.urlencode(form).encode()).read()
    return next(str(cookie.value) for cookie in jar if cookie.name == "sessionid")


async def watching(product: Product, session: str) -> tuple[WebSocket, Any]:
    """A socket that watches the scenario, as soon as the web side lets it in, and where the calls stand."""
    headers = {"Origin": product.address, "Cookie": f"sessionid={session}"}
    async with asyncio.timeout(LIMIT_S):
        while True:
            try:
                socket = await WebSocket.open(product.web_port, "/ws/live/", headers)
                break
            except (OSError, RigError):
                await asyncio.sleep(0.1)
        await socket.say({"watch": [SCENARIO]})
        return socket, await socket.until(lambda message: message["type"] == "calls")


def part(product: Product, name: str) -> int:
    """The process of a part of the product."""
    for found in Path("/proc").glob("[0-9]*"):
        try:
            words = (found / "cmdline").read_bytes().split(b"\0")
            data = f"CALLWRIGHT_DATA={product.data}".encode()
            if name.encode() in words and data in (found / "environ").read_bytes().split(b"\0"):
                return int(found.name)
        except OSError:
            continue
    raise AssertionError(f"no part {name}")


async def test_a_call_and_its_notifications_are_seen_as_they_happen(
    product: Product, phones: Phones, session: str
) -> None:
    socket, _ = await watching(product, session)
    call = await (await phones.caller()).call("84951234567")
    seen: list[Any] = []

    def take(message: Any) -> bool:
        seen.append(message)
        return message["type"] == "notification"

    async with asyncio.timeout(LIMIT_S):
        notification = await socket.until(take)
    assert notification["scenario"] == SCENARIO
    assert "84951234567" in notification["text"]
    await call.wait_heard(SALES)
    await call.hang_up()
    async with asyncio.timeout(LIMIT_S):
        while not any(event["kind"] == "ended" for event in events_of(seen)):
            await socket.until(lambda message: seen.append(message) is None)
    trace = product.manage("trace", notification["call"])
    assert [event for event in events_of(seen) if event["call"] == notification["call"]] == trace
    socket.close()


def events_of(messages: list[Any]) -> list[Any]:
    return [event for message in messages if message["type"] == "events" for event in message["events"]]


async def test_no_call_notices_when_the_web_side_is_killed_and_it_is_there_again(
    product: Product, phones: Phones, session: str
) -> None:
    socket, _ = await watching(product, session)
    call = await (await phones.caller()).call("84951234567")
    await call.wait_heard(SALES)
    os.kill(part(product, "web"), signal.SIGKILL)
    socket.close()
    socket, calls = await watching(product, session)
    assert calls["live"] == 1
    live = calls["calls"][0]["call"]
    await socket.say({"follow": live})
    async with asyncio.timeout(LIMIT_S):
        told = await socket.until(lambda message: message["type"] == "call")
    assert [event["seq"] for event in told["events"]] == list(range(1, len(told["events"]) + 1))
    await call.wait_heard(BYE, within_s=30)
    await call.wait_end()
    assert product.trace(live)[-1]["cause"] == "completed"
    socket.close()
