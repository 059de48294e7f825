"""One browser's share: its bounds, its window, what it is told of what it lost."""

import asyncio

import pytest

from scenarios.live.messages import FreshEvent
from scenarios.live.watcher import (
    QUEUE_MAX,
    REPLIES_MAX,
    SAMPLED_ABOVE,
    TICKS_A_SECOND,
    WINDOW,
    WINDOW_CHARACTERS,
    Message,
    TooManyReplies,
    WrongAck,
)
from tests.scenarios.live.told import SCENARIO, Browser

TOPIC = ("scenario", SCENARIO)


def message(number: int, count: int = 1, size: int = 0) -> Message:
    return Message(f'{{"type": "x", "number": {number}, "pad": "{"x" * size}"}}', TOPIC, count)


def numbers(browser: Browser) -> list[int]:
    return [heard["number"] for heard in browser.heard if heard["type"] == "x"]


def events(count: int, kind: str = "entered", node: str = "n1") -> list[FreshEvent]:
    return [FreshEvent("c1", seq, kind, node, b"{}") for seq in range(count)]


async def test_no_more_than_the_window_is_on_its_way_to_a_browser() -> None:
    browser = Browser()
    for number in range(WINDOW + 3):
        browser.watcher.put(message(number))
    browser.read(acks=False)
    assert numbers(browser) == list(range(WINDOW))
    browser.watcher.ack(2)
    browser.read(acks=False)
    assert numbers(browser) == list(range(WINDOW + 2))


async def test_large_messages_fill_the_window_sooner() -> None:
    browser = Browser()
    for number in range(6):
        browser.watcher.put(message(number, size=WINDOW_CHARACTERS // 3))
    browser.read(acks=False)
    assert numbers(browser) == [0, 1]
    browser.watcher.ack(1)
    browser.read(acks=False)
    assert numbers(browser) == [0, 1, 2]


async def test_a_message_larger_than_the_window_goes_alone() -> None:
    browser = Browser()
    browser.watcher.put(message(0, size=2 * WINDOW_CHARACTERS))
    browser.watcher.put(message(1))
    browser.read(acks=False)
    assert numbers(browser) == [0]
    browser.ack()
    browser.read(acks=False)
    assert numbers(browser) == [0, 1]


async def test_the_oldest_go_when_too_many_wait_and_the_browser_is_told_how_many_it_lost() -> None:
    browser = Browser()
    for number in range(WINDOW):
        browser.watcher.put(message(number))
    browser.read(acks=False)
    for number in range(QUEUE_MAX + 5):
        browser.watcher.put(message(100 + number, count=3))
    browser.ack()
    browser.read()
    after = browser.heard[WINDOW:]
    assert after[0] == {"type": "gap", "gap": 15, "scenario": SCENARIO}
    assert [heard["number"] for heard in after[1:]] == [100 + number for number in range(5, QUEUE_MAX + 5)]


async def test_an_answer_is_never_dropped_and_keeps_its_place() -> None:
    browser = Browser()
    browser.watcher.put(message(0))
    browser.watcher.reply(("answer", "a"), iter(['{"type": "a"}', '{"type": "b"}']))
    for number in range(1, QUEUE_MAX + 2):
        browser.watcher.put(message(number))
    browser.read()
    kinds = [heard["type"] for heard in browser.heard]
    assert kinds == ["gap", "a", "b", *["x"] * QUEUE_MAX]
    assert browser.heard[0]["gap"] == 2


async def test_a_newer_answer_takes_the_place_of_one_on_the_same_thing() -> None:
    browser = Browser()
    for text in ("old", "new"):
        browser.watcher.reply(("calls", SCENARIO), iter([f'{{"type": "{text}"}}']))
    assert [heard["type"] for heard in browser.read()] == ["new"]


async def test_who_asks_and_never_reads_is_refused() -> None:
    browser = Browser()
    for number in range(REPLIES_MAX):
        browser.watcher.reply(("call", str(number)), iter(['{"type": "a"}']))
    with pytest.raises(TooManyReplies):
        browser.watcher.reply(("call", "more"), iter(['{"type": "a"}']))


@pytest.mark.parametrize("received", [-1, 0, 4, 2**53])
async def test_an_acknowledgement_of_what_never_came_is_refused(received: int) -> None:
    browser = Browser()
    for number in range(3):
        browser.watcher.put(message(number))
    browser.read(acks=False)
    browser.watcher.ack(1)
    with pytest.raises(WrongAck):
        browser.watcher.ack(received)


async def test_the_sender_wakes_when_there_is_room_again() -> None:
    browser = Browser()
    for number in range(WINDOW + 1):
        browser.watcher.put(message(number))
    browser.read(acks=False)
    next_text = asyncio.create_task(browser.watcher.next_text())
    await asyncio.sleep(0)
    assert not next_text.done()
    browser.ack()
    async with asyncio.timeout(1):
        assert f'"number": {WINDOW}' in await next_text


async def test_above_200_events_a_second_counts_come_instead_of_events() -> None:
    browser = Browser()
    browser.watcher.offer(SCENARIO, message(0, count=SAMPLED_ABOVE), events(SAMPLED_ABOVE))
    many = [*events(3), *events(2, node="n2"), *events(1, "started", ""), *events(2, "ended", "")]
    browser.watcher.offer(SCENARIO, message(1, count=8), many)
    browser.watcher.offer(SCENARIO, message(2, count=4), events(4))
    assert numbers(browser) == []
    browser.watcher.tick()
    browser.read()
    assert numbers(browser) == [0]
    assert browser.heard[-1] == {
        "type": "counts",
        "scenario": SCENARIO,
        "gap": 12,
        "started": 1,
        "ended": 2,
        "entered": {"n1": 7, "n2": 2},
    }


async def test_when_it_is_quieter_for_a_second_events_come_again() -> None:
    browser = Browser()
    browser.watcher.offer(SCENARIO, message(0, count=SAMPLED_ABOVE + 1), events(1))
    for _ in range(TICKS_A_SECOND):
        browser.watcher.tick()
        assert browser.watcher.is_sampled
        browser.watcher.offer(SCENARIO, message(1), events(1))
    browser.watcher.tick()
    browser.watcher.offer(SCENARIO, message(2), events(1))
    browser.read()
    assert numbers(browser) == [2]
