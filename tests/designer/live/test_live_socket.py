"""What a browser is told of calls."""

import asyncio
import json

from scenarios.live.batch import decoded_batch, encoded_batch
from tests.designer.live.tabs import People, on_one_database
from tests.scenarios.live.told import SCENARIO, a_call, event


@on_one_database
async def test_events_come_to_who_watches_their_scenario(people: People) -> None:
    tab = await people.tab()
    await tab.say(watch=[SCENARIO])
    await tab.next("calls")
    people.tell(*a_call("c1", 3))
    told = await tab.next("events")
    assert [one["seq"] for one in told["events"]] == [1, 2, 3]


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
