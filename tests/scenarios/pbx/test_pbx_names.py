"""The names of queues and phones: read from Asterisk, kept for a while, and used by the checks."""

import asyncio
from datetime import timedelta

import pytest
from django.utils import timezone

from runtime.asterisk.ami import AmiClient
from runtime.names import DialRule, DialRules
from scenarios.names import PhoneNames, StoredNames
from scenarios.pbx import reading
from scenarios.pbx.kept import FRESH_S, keep, known
from scenarios.pbx.models import PbxNames
from scenarios.pbx.reading import pbx_names_kept, read_names
from tests.runtime.asterisk.fake_asterisk import Manager, ManagerLine, until, within


class Answers:
    """An Asterisk that tells its queues and phones to one client."""

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self.lists = lists
        self.manager = Manager()

    async def connected(self) -> tuple[AmiClient, ManagerLine]:
        await self.manager.open()
        client = AmiClient("127.0.0.1", self.manager.port, "callwright", "s3cret")
        client.start()
        line = await self.manager.line()
        await line.accept_login()
        await until(lambda: client.connected)
        return client, line

    async def answer(self, line: ManagerLine) -> None:
        """One action: with its list, or that there is no such action."""
        action = await line.action()
        if action["Action"] not in self.lists:
            line.respond(action, "Error", "Message: Invalid/unknown command")
            return
        line.respond(action, "Success", "EventList: start")
        for event in self.lists[action["Action"]]:
            line.say(f"{event}\r\nActionID: {action['ActionID']}")


QUEUES = ["Event: QueueSummary\r\nQueue: sales", "Event: QueueSummary\r\nQueue: поддержка"]
PHONES = ["Event: EndpointList\r\nObjectName: 1001", "Event: EndpointList\r\nObjectName: trunk"]
ALL = {
    "QueueSummary": [*QUEUES, "Event: QueueSummaryComplete"],
    "PJSIPShowEndpoints": [*PHONES, "Event: EndpointListComplete"],
}


@pytest.mark.parametrize(
    ("lists", "found"),
    [
        (ALL, {"queue": {"sales", "поддержка"}, "phone": {"1001", "trunk"}}),
        ({"QueueSummary": ["Event: QueueSummaryComplete"]}, {"queue": set()}),
        ({}, {}),
    ],
)
async def test_what_asterisk_lists_is_read_and_what_it_refuses_left_out(
    lists: dict[str, list[str]], found: dict[str, set[str]]
) -> None:
    asterisk = Answers(lists)
    client, line = await asterisk.connected()
    task = asyncio.create_task(read_names(client))
    for _ in range(2):
        await asterisk.answer(line)
    assert await within(task) == found
    await client.close()
    await asterisk.manager.shut()


async def test_nothing_is_read_without_a_connection() -> None:
    assert await read_names(AmiClient("127.0.0.1", 1, "callwright", "s3cret")) == {}


async def test_names_are_read_while_calls_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = asyncio.Event()
    loop = asyncio.get_running_loop()
    taken: list[object] = []

    def take(server: str, found: object) -> None:
        taken.extend((server, found))
        loop.call_soon_threadsafe(kept.set)

    monkeypatch.setattr(reading, "_keep", take)
    asterisk = Answers(ALL)
    client, line = await asterisk.connected()
    async with pbx_names_kept("here:4573", client):
        for _ in range(2):
            await asterisk.answer(line)
        await within(kept.wait())
    await client.close()
    await asterisk.manager.shut()
    assert taken == ["here:4573", {"queue": {"sales", "поддержка"}, "phone": {"1001", "trunk"}}]


@pytest.mark.usefixtures("store")
def test_a_name_of_any_server_is_known() -> None:
    keep("one:4573", {"queue": frozenset({"sales"})})
    keep("two:4573", {"queue": frozenset({"support"})})
    keep("two:4573", {"queue": frozenset({"help"})})
    assert StoredNames().known("queue") == {"sales", "help"}
    assert StoredNames().known("phone") is None


@pytest.mark.usefixtures("store")
def test_names_that_nobody_has_read_for_a_while_are_not_known() -> None:
    keep("one:4573", {"phone": frozenset({"1001"})})
    PbxNames.objects.update(read_at=timezone.now() - timedelta(seconds=FRESH_S + 1))
    assert known("phone") is None


@pytest.mark.parametrize(
    ("number", "is_known"),
    [("1001", True), ("1002", False), ("2001", True), ("3001", True), ("a text", True)],
)
def test_only_numbers_that_ring_a_phone_of_the_pbx_have_to_be_among_them(number: str, is_known: bool) -> None:
    rules = DialRules((DialRule("1XXX", "PJSIP/{number}"), DialRule("2XXX", "DAHDI/{number}")))
    assert (number in PhoneNames({"1001"}, rules)) is is_known
