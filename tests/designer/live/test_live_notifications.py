"""Notifications as they reach people."""

import pytest
from asgiref.sync import sync_to_async

from scenarios.live.notification_store import store as store_notifications
from tests.designer.live.tabs import People, on_one_database
from tests.scenarios.live.told import SCENARIO


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
