"""Whatever calls tell and a browser does: nothing is lost without a word, doubled or out of order."""

import asyncio
from collections import defaultdict
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.live.batch import Batch
from scenarios.live.hub import Hub
from tests.scenarios.live.told import SCENARIO, Browser, batch, event

CALLS = ("c1", "c2", "c3")
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("tell"), st.sampled_from(CALLS), st.integers(1, 60)),
        st.tuples(st.just("skip"), st.sampled_from(CALLS), st.integers(1, 5)),
        st.tuples(st.just("again"), st.sampled_from(CALLS), st.integers(1, 10)),
        st.tuples(st.just("read"), st.just(""), st.integers(1, 30)),
        st.tuples(st.just("ack"), st.just(""), st.just(0)),
        st.tuples(st.just("tick"), st.just(""), st.just(0)),
    ),
    max_size=60,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTIONS)
def test_no_event_is_lost_without_a_word_and_none_comes_twice_or_out_of_order(actions: list[Any]) -> None:
    asyncio.run(_play(actions))


def events(call: str, first: int, last: int) -> Batch:
    return batch([event(call, seq, scenario=SCENARIO) for seq in range(first, last + 1)])


async def _play(actions: list[Any]) -> None:
    told = Hub(lambda notice: None)
    browser = Browser()
    told.add(browser.watcher)
    told.watch(browser.watcher, (SCENARIO,), calls=200, recent=0)
    last = dict.fromkeys(CALLS, 0)
    for action, call, number in actions:
        if action == "tell":
            told.take(events(call, last[call] + 1, last[call] + number))
            last[call] += number
            told.flush()
        elif action == "skip":
            last[call] += number
        elif action == "again" and last[call]:
            told.take(events(call, max(1, last[call] - number), last[call]))
            told.flush()
        elif action == "read":
            browser.read(number, acks=False)
        elif action == "ack":
            browser.ack()
        elif action == "tick":
            browser.watcher.tick()
    for call in CALLS:
        last[call] += 1
        told.take(events(call, last[call], last[call]))
    told.flush()
    browser.watcher.tick()
    browser.ack()
    browser.read()
    heard = defaultdict(list)
    for call, seq in browser.seqs():
        heard[call].append(seq)
    for seqs in heard.values():
        assert seqs == sorted(set(seqs))
    assert len(browser.seqs()) + browser.lost() == sum(last.values())
