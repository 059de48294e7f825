"""Actions and events on an AMI connection, against an Asterisk that the test speaks for."""

import asyncio

import pytest

from runtime.asterisk.ami import AmiState, first_value
from runtime.asterisk.errors import (
    ActionRefused,
    AnswerTimeout,
    NotConnected,
    UnknownOutcome,
    UnsafeArgument,
)
from tests.runtime.asterisk.fake_asterisk import act, until, within


async def test_an_action_gets_its_response(clients):
    client, line = await clients.connect()
    task = act(client, "CoreStatus")
    line.respond(await line.action(), "Success", "CoreCurrentCalls: 7")
    [message] = await within(task)
    assert message["CoreCurrentCalls"] == "7"
    assert client.state is AmiState.CONNECTED


async def test_answers_that_come_in_another_order_find_their_actions(clients):
    client, line = await clients.connect()
    tasks = [act(client, "Getvar", Variable=name) for name in ("A", "B")]
    first, second = await line.action(), await line.action()
    for action in (second, first):
        line.respond(action, "Success", f"Value: {action['Variable']}")
    assert [(await within(task))[0]["Value"] for task in tasks] == ["A", "B"]


async def test_a_list_is_gathered_up_to_its_end(clients):
    client, line = await clients.connect()
    task = act(client, "QueueStatus", list_end="QueueStatusComplete")
    action = await line.action()
    line.respond(action, "Success", "EventList: start")
    for event in ("QueueParams", "QueueMember", "QueueStatusComplete"):
        line.say(f"Event: {event}\r\nActionID: {action['ActionID']}")
    messages = await within(task)
    assert [message.event for message in messages] == [
        "",
        "QueueParams",
        "QueueMember",
        "QueueStatusComplete",
    ]


async def test_an_added_queue_member_is_answered_by_its_response(clients):
    client, line = await clients.connect()
    task = act(client, "QueueAdd", Queue="support", Interface="PJSIP/1001")
    line.respond(await line.action(), "Success", "Message: Added interface to queue")
    assert len(await within(task)) == 1


@pytest.mark.parametrize("extra", [{}, {"Async": "true"}])
async def test_an_originate_needs_no_async_field(clients, extra):
    client, line = await clients.connect()
    task = act(client, "Originate", Channel="PJSIP/1001", **extra)
    line.respond(await line.action(), "Success", "Message: Originate successfully queued")
    assert (await within(task))[0].success


async def test_a_refused_action_tells_why(clients):
    client, line = await clients.connect()
    task = act(client, "Redirect", Channel="PJSIP/x")
    line.respond(await line.action(), "Error", "Message: Channel does not exist")
    with pytest.raises(ActionRefused, match="Redirect Channel does not exist"):
        await within(task)


async def test_an_action_before_the_first_log_in_fails_at_once(manager, clients):
    with pytest.raises(NotConnected):
        await clients.begin().action("Ping")


async def test_an_action_while_disconnected_fails_at_once_and_is_never_sent(manager, clients):
    client, _ = await clients.connect()
    await manager.shut()
    await until(lambda: not client.connected)
    with pytest.raises(NotConnected):
        await client.action("Originate", Channel="PJSIP/1001")
    await manager.open()
    line = await manager.line()
    await line.accept_login()
    await until(lambda: client.connected)
    task = act(client, "Ping")
    action = await line.action()
    assert action["Action"] == "Ping"
    line.respond(action)
    await within(task)


async def test_an_originate_whose_connection_broke_is_never_sent_again(manager, clients):
    client, line = await clients.connect()
    task = act(client, "Originate", Channel="PJSIP/1001")
    await line.action()
    line.break_off()
    with pytest.raises(UnknownOutcome):
        await within(task)
    again = await manager.line()
    await again.accept_login()
    await until(lambda: client.connected)
    await client.close()
    assert await again.rest() == b""


async def test_an_action_without_an_answer_has_a_deadline(clients):
    client, line = await clients.connect()
    task = act(client, "Originate", timeout_s=0.01, Channel="PJSIP/1001")
    late = await line.action()
    with pytest.raises(AnswerTimeout):
        await within(task)
    line.respond(late)
    ping = act(client, "Ping")
    line.respond(await line.action())
    assert (await within(ping))[0].success


async def test_a_line_break_in_a_field_sends_nothing(clients):
    client, line = await clients.connect()
    with pytest.raises(UnsafeArgument):
        await client.action("Originate", Channel="PJSIP/1\r\n\r\nAction: Logoff")
    task = act(client, "Ping")
    action = await line.action()
    assert action["Action"] == "Ping"
    line.respond(action)
    await within(task)


async def test_events_arrive_in_order_and_only_those_that_were_named(clients):
    heard = asyncio.Queue()
    _, line = await clients.connect(on_event=heard.put_nowait, event_names={"Hangup", "Newchannel"})
    line.say(
        "Event: Newchannel\r\nUniqueid: 1", "Event: VarSet\r\nUniqueid: 1", "Event: Hangup\r\nUniqueid: 1"
    )
    assert [(await within(heard.get())).event for _ in range(2)] == ["Newchannel", "Hangup"]


async def test_an_event_listener_that_fails_does_not_end_the_connection(clients, caplog):
    heard = asyncio.Queue()

    def listen(event):
        heard.put_nowait(first_value(event, "Uniqueid"))
        raise ZeroDivisionError

    client, line = await clients.connect(on_event=listen)
    line.say("Event: Hangup\r\nUniqueid: 1", "Event: Hangup\r\nUniqueid: 2")
    assert [await within(heard.get()), await within(heard.get())] == ["1", "2"]
    assert client.connected
    assert "ZeroDivisionError" in caplog.text


async def test_closing_fails_what_waits_for_an_answer(clients):
    client, line = await clients.connect()
    task = act(client, "Originate", Channel="PJSIP/1001")
    await line.action()
    await client.close()
    with pytest.raises(UnknownOutcome):
        await within(task)
