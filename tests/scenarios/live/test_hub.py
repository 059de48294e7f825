"""The hub: a call's events reach a browser in their order and once, and nothing is lost without a word."""

import asyncio
import dataclasses
import json
from typing import Any

from scenarios.live import hub as hub_module
from scenarios.live.hub import ENDED_KEPT_S, ORPHAN_KEPT_S, RING_EVENTS, SERVER_SILENT_S, Hub
from scenarios.live.watcher import QUEUE_MAX, REPLIES_MAX, WINDOW
from tests.scenarios.live.told import SCENARIO, Browser, a_call, batch, event


def hub() -> Hub:
    return Hub(lambda notice: None)


def watching(hub: Hub, *scenarios: str, calls: int = 200, recent: int = 0) -> Browser:
    browser = Browser()
    hub.add(browser.watcher)
    hub.watch(browser.watcher, scenarios or (SCENARIO,), calls=calls, recent=recent)
    return browser


class Clock:
    """Time as the hub sees it, moved by hand."""

    def __init__(self, monkeypatch: Any) -> None:
        self._loop = asyncio.get_running_loop()
        self._late_s = 0.0
        real = self._loop.time
        monkeypatch.setattr(self._loop, "time", lambda: real() + self._late_s)

    def pass_s(self, seconds: float) -> None:
        self._late_s += seconds


async def test_what_happens_is_told_to_whoever_watches_the_scenario() -> None:
    told = hub()
    browser, stranger = watching(told), watching(told, "другой")
    told.take(batch(a_call("c1", 3)))
    told.flush()
    browser.read()
    stranger.read()
    assert browser.seqs() == [("c1", 1), ("c1", 2), ("c1", 3)]
    assert stranger.seqs() == []


async def test_a_batch_is_told_within_50_ms_without_being_asked_for() -> None:
    told = hub()
    browser = watching(told)
    browser.read()
    told.take(batch(a_call("c1", 1)))
    async with asyncio.timeout(1):
        text = await browser.watcher.next_text()
    assert json.loads(text)["events"][0]["seq"] == 1


async def test_who_begins_to_watch_learns_where_every_call_stands() -> None:
    told = hub()
    told.take(batch([*a_call("c1", 3), *a_call("c2", 5), *a_call("c3", 4, ended=True)]))
    calls, *_ = watching(told).read()
    assert calls["live"] == 2
    assert calls["standing"] == {"n0": 1, "n2": 1}
    assert [(call["call"], call["seq"]) for call in calls["calls"]] == [("c2", 5), ("c1", 3)]
    assert calls["calls"][0]["started"]["caller"] == "79991234567"
    assert calls["calls"][0]["entered"]["seq"] == 5


async def test_as_many_scenarios_can_be_watched_as_there_are() -> None:
    told = hub()
    many = [f"сценарий {number}" for number in range(REPLIES_MAX * 4)]
    told.take(batch(a_call("c1", 2, scenario=many[-1])))
    messages = watching(told, *many, recent=5).read()
    assert [message["scenario"] for message in messages if message["type"] == "calls"] == many
    assert [message["live"] for message in messages if message["type"] == "calls"][-1] == 1
    assert messages[-1]["type"] != "calls"


async def test_many_calls_come_in_several_messages() -> None:
    told = hub()
    for number in range(120):
        told.take(batch(a_call(f"c{number}", 2)))
    messages = watching(told, calls=110).read()
    assert [(message["first"], message["more"]) for message in messages] == [
        (True, True),
        (False, True),
        (False, False),
    ]
    assert [len(message["calls"]) for message in messages] == [50, 50, 10]
    assert messages[0]["live"] == 120


async def test_the_last_events_of_a_scenario_are_at_hand() -> None:
    told = hub()
    told.take(batch(a_call("c1", RING_EVENTS + 10)))
    browser = watching(told, recent=500)
    browser.read()
    assert browser.seqs("recent") == [("c1", seq) for seq in range(RING_EVENTS - 489, RING_EVENTS + 11)]


async def test_who_follows_a_call_gets_all_behind_a_number_and_then_what_comes() -> None:
    told = hub()
    told.take(batch(a_call("c1", 5)))
    browser = Browser()
    told.add(browser.watcher)
    told.follow(browser.watcher, "c1", after=2)
    told.take(batch([event("c1", 6), event("c2", 1)]))
    told.flush()
    head, *_ = browser.read()
    assert (head["type"], head["is_live"], head["gap"]) == ("followed", True, 0)
    assert browser.seqs("call") == [("c1", seq) for seq in (3, 4, 5, 6)]


async def test_who_closes_a_call_hears_no_more_of_it() -> None:
    told = hub()
    told.take(batch(a_call("c1", 2)))
    browser = Browser()
    told.add(browser.watcher)
    told.follow(browser.watcher, "c1", after=2)
    told.unfollow(browser.watcher, "c1")
    told.take(batch([event("c1", 3)]))
    told.flush()
    browser.read()
    assert browser.seqs("call") == []


async def test_events_that_come_twice_are_told_once() -> None:
    told = hub()
    browser = watching(told)
    told.take(batch(a_call("c1", 3)))
    told.take(batch(a_call("c1", 4)))
    told.flush()
    browser.read()
    assert browser.seqs() == [("c1", seq) for seq in (1, 2, 3, 4)]


async def test_a_hole_in_a_call_is_told_with_the_event_behind_it() -> None:
    told = hub()
    browser = watching(told)
    told.take(batch([event("c1", 1), event("c1", 5)]))
    told.flush()
    browser.read()
    assert browser.heard[-1]["gaps"] == [{"call": "c1", "after": 1, "gap": 3}]


async def test_a_hole_that_is_filled_later_can_be_asked_for() -> None:
    told = hub()
    browser = watching(told)
    told.take(batch([event("c1", 1), event("c1", 5)]))
    told.take(batch(a_call("c1", 4)))
    told.follow(browser.watcher, "c1", after=1)
    browser.read()
    assert browser.seqs("call") == [("c1", seq) for seq in (2, 3, 4, 5)]


async def test_a_call_whose_scenario_nobody_knows_yet_waits_until_it_is_told() -> None:
    told = hub()
    browser = watching(told)
    told.take(batch([event("c1", 3), event("c1", 4)]))
    told.flush()
    browser.read()
    assert browser.seqs() == []
    told.take(batch(a_call("c1", 4)))
    told.flush()
    browser.read()
    assert browser.seqs() == [("c1", seq) for seq in (1, 2, 3, 4)]


async def test_a_resumed_call_tells_itself_which_scenario_it_is_in() -> None:
    told = hub()
    browser = watching(told)
    told.take(batch([event("c1", 7, "resumed", scenario=SCENARIO, server="two")]))
    told.flush()
    browser.read()
    assert browser.heard[-1]["gaps"] == [{"call": "c1", "after": 0, "gap": 6}]
    assert browser.seqs() == [("c1", 7)]


async def test_a_message_is_encoded_once_for_all_its_browsers(monkeypatch: Any) -> None:
    told = hub()
    encoded: list[str] = []
    real = hub_module.events_text
    monkeypatch.setattr(hub_module, "events_text", lambda *args: encoded.append("once") or real(*args))
    browsers = [watching(told) for _ in range(50)]
    told.take(batch(a_call("c1", 3)))
    told.flush()
    texts = {browser.watcher._queue[-1].text for browser in browsers}  # type: ignore[union-attr]
    assert len(texts) == len(encoded) == 1


async def test_a_scenario_that_nobody_watches_is_not_encoded(monkeypatch: Any) -> None:
    monkeypatch.setattr(hub_module, "events_text", lambda *args: 1 / 0)
    told = hub()
    watching(told, "другой")
    told.take(batch(a_call("c1", 3)))
    told.flush()


async def test_a_call_that_ended_stays_at_hand_for_a_minute(monkeypatch: Any) -> None:
    clock = Clock(monkeypatch)
    told = hub()
    told.take(batch(a_call("c1", 3, ended=True)))
    clock.pass_s(ENDED_KEPT_S - 1)
    told.sweep()
    assert told.scenario_of("c1") == SCENARIO
    clock.pass_s(2)
    told.sweep()
    assert told.scenario_of("c1") is None


async def test_a_call_that_its_server_has_lost_is_gone_after_a_while(monkeypatch: Any) -> None:
    clock = Clock(monkeypatch)
    told = hub()
    told.take(batch([*a_call("c1", 3), *a_call("c2", 3)]))
    browser = watching(told)
    told.take(batch([], live=["c2"]))
    clock.pass_s(ORPHAN_KEPT_S + 1)
    told.take(batch([], live=["c2"]))
    told.sweep()
    browser.read()
    assert browser.heard[-1] == {"type": "gone", "scenario": SCENARIO, "calls": ["c1"]}
    assert watching(told).read()[0]["live"] == 1


async def test_a_call_that_goes_on_at_another_server_is_not_gone(monkeypatch: Any) -> None:
    clock = Clock(monkeypatch)
    told = hub()
    told.take(batch(a_call("c1", 3)))
    told.take(batch([], live=[]))
    told.take(batch([event("c1", 4, "resumed", scenario=SCENARIO)], server="two"))
    clock.pass_s(ORPHAN_KEPT_S + 1)
    told.take(batch([], server="two", live=["c1"]))
    told.take(batch([], live=[]))
    told.sweep()
    assert told.scenario_of("c1") == SCENARIO


async def test_the_calls_of_a_server_that_fell_silent_are_gone(monkeypatch: Any) -> None:
    clock = Clock(monkeypatch)
    told = hub()
    told.take(batch(a_call("c1", 3)))
    clock.pass_s(SERVER_SILENT_S + 1)
    told.sweep()
    clock.pass_s(ORPHAN_KEPT_S + 1)
    told.sweep()
    assert told.scenario_of("c1") is None


async def test_what_is_no_event_is_counted_and_passed_over() -> None:
    told = hub()
    browser = watching(told)
    bad = batch([])
    bad.events = [*bad.events, *batch(a_call("c1", 1)).events]
    bad.events.insert(0, type(bad.events[0])(b'{"call": 5}'))
    told.take(bad)
    told.flush()
    browser.read()
    assert browser.seqs() == [("c1", 1)]
    assert told.figures().bad_events == 1


async def test_browsers_are_told_when_nothing_can_come_in() -> None:
    told = hub()
    browser = watching(told)
    told.set_delayed(False)
    told.set_delayed(False)
    told.set_delayed(True)
    delays = [message for message in browser.read() if message["type"] == "delayed"]
    assert [message["is_delayed"] for message in delays] == [False, True]


async def test_a_browser_that_never_reads_costs_its_bound_and_no_more() -> None:
    told = hub()
    browser = watching(told)
    browser.read(acks=False)
    for number in range(500):
        told.take(batch(a_call(f"c{number}", 3, ended=True)))
        told.flush()
        browser.watcher.tick()
        browser.read(acks=False)
    assert len(browser.heard) == WINDOW
    assert len(browser.watcher._queue) <= QUEUE_MAX + 1


async def test_what_browsers_got_and_missed_is_counted_also_after_they_are_gone() -> None:
    told = hub()
    browser = watching(told)
    for number in range(WINDOW + QUEUE_MAX + 5):
        told.take(batch(a_call(f"c{number}", 1)))
        told.flush()
    browser.read()
    before = told.figures()
    assert (before.browsers, before.lost > 0, before.sent > 0) == (1, True, True)
    told.remove(browser.watcher)
    told.remove(browser.watcher)
    assert told.figures() == dataclasses.replace(before, browsers=0)
