"""One call's AGI connection, over a real socket, on both event loops."""

import asyncio
from dataclasses import dataclass

import pytest

from runtime.asterisk.agi import AgiSession, Reply
from runtime.asterisk.errors import (
    CommandTimeout,
    DeadChannel,
    LineBusy,
    LineClosed,
    LineGarbled,
    UnsafeArgument,
)
from tests.runtime.asterisk.fake_asterisk import LIMIT_S, Caller, within

OK = Reply(200, "1", "", None)


@dataclass
class Line:
    """A session, and the Asterisk at its other end."""

    session: AgiSession
    caller: Caller

    def ask(self, *words, timeout_s=LIMIT_S):
        """Gives the command in a task, so that the test can play Asterisk meanwhile."""
        return asyncio.ensure_future(self.session.command(*words, timeout_s=timeout_s))


@pytest.fixture
async def line(serve, dial):
    sessions = asyncio.Queue()

    async def keep(session):
        sessions.put_nowait(session)
        await session.closed.wait()

    listener = await serve(keep)
    caller = await dial(listener)
    return Line(await within(sessions.get()), caller)


async def test_a_command_gets_its_answer(line):
    reply = line.ask("GET", "VARIABLE", "NAME")
    assert await line.caller.answers(b"200 result=1 (Anna)\n") == b"GET VARIABLE NAME\n"
    assert await within(reply) == Reply(200, "1", "Anna", None)


async def test_of_several_commands_each_waits_for_the_answer_to_the_one_before(line):
    replies = asyncio.ensure_future(
        line.session.commands([("SET", "VARIABLE", "A", "1"), ("NOOP",)], timeout_s=LIMIT_S)
    )
    assert await line.caller.line() == b"SET VARIABLE A 1\n"
    assert not await line.caller.hears_more()
    line.caller.say(b"200 result=1\n")
    assert await line.caller.answers(b"200 result=0\n") == b"NOOP\n"
    assert await within(replies) == [OK, Reply(200, "0", "", None)]


async def test_several_commands_share_one_deadline(line):
    replies = asyncio.ensure_future(line.session.commands([("NOOP",), ("NOOP",)], timeout_s=0.02))
    await line.caller.answers(b"200 result=0\n")
    await line.caller.line()
    with pytest.raises(CommandTimeout):
        await within(replies)


async def test_of_several_commands_none_is_sent_when_one_is_unsafe(line):
    with pytest.raises(UnsafeArgument):
        await line.session.commands([("NOOP",), ("SET", "VARIABLE", "A", "\n")], timeout_s=LIMIT_S)
    assert not await line.caller.hears_more()


async def test_a_hang_up_line_is_never_an_answer(line):
    first = line.ask("SET", "VARIABLE", "X", "42")
    await line.caller.answers(b"HANGUP\n200 result=1\n")
    assert await within(first) == OK
    second = line.ask("GET", "VARIABLE", "Y")
    await line.caller.answers(b"200 result=1 (79161234567)\n")
    assert (await within(second)).data == "79161234567"
    assert line.session.hangup_seen


async def test_a_variable_that_says_hangup_hangs_nothing_up(line):
    reply = line.ask("GET", "VARIABLE", "X")
    await line.caller.answers(b"200 result=1 (hangup)\n")
    assert await within(reply) == Reply(200, "1", "hangup", None)
    assert not line.session.hangup_seen


async def test_a_timeout_with_nothing_typed_is_kept(line):
    reply = line.ask("GET", "DATA", "beep")
    await line.caller.answers(b"200 result= (timeout)\n")
    assert await within(reply) == Reply(200, "", "timeout", None)


async def test_a_failed_prompt_is_data_with_its_position(line):
    reply = line.ask("STREAM", "FILE", "beep", "")
    assert await line.caller.answers(b"200 result=-1 endpos=800\n") == b'STREAM FILE beep ""\n'
    assert await within(reply) == Reply(200, "-1", "", 800)


async def test_after_a_usage_block_answers_stay_in_step(line):
    wrong = line.ask("STREAM", "FILE")
    await line.caller.answers(b"520-Invalid command syntax.\n Usage: STREAM FILE\n520 End of proper usage.\n")
    assert (await within(wrong)).code == 520
    right = line.ask("NOOP")
    await line.caller.answers(b"200 result=0\n")
    assert await within(right) == Reply(200, "0", "", None)


async def test_a_value_with_line_breaks_is_one_answer(line):
    reply = line.ask("GET", "VARIABLE", "NAME")
    await line.caller.answers(b"200 result=1 (Anna)\n200 result=1 (evil)\nHANGUP)\n")
    assert (await within(reply)).data == "Anna)\n200 result=1 (evil)\nHANGUP"


async def test_a_value_in_windows_1251_is_not_lost(line):
    reply = line.ask("GET", "VARIABLE", "NAME")
    await line.caller.answers("200 result=1 (Анна)\n".encode("cp1251"))
    data = (await within(reply)).data
    assert data.encode("utf-8", "surrogateescape") == "Анна".encode("cp1251")


async def test_the_end_of_the_connection_fails_the_waiting_command(line):
    reply = line.ask("EXEC", "Wait", "10")
    await line.caller.line()
    line.caller.hang_up()
    with pytest.raises(LineClosed):
        await within(reply)


async def test_a_broken_connection_fails_the_waiting_command(line):
    reply = line.ask("EXEC", "Wait", "10")
    await line.caller.line()
    line.caller.reset()
    with pytest.raises(LineClosed):
        await within(reply)


async def test_an_answer_that_comes_with_the_end_of_the_connection_counts(line):
    reply = line.ask("GET", "DATA", "beep")
    await line.caller.answers(b"200 result=12\n")
    line.caller.hang_up()
    assert (await within(reply)).result == "12"


async def test_a_closed_line_refuses_commands_at_once(line):
    line.caller.hang_up()
    await within(line.session.closed.wait())
    with pytest.raises(LineClosed):
        await line.session.command("NOOP", timeout_s=LIMIT_S)


async def test_a_dead_channel_refuses_a_prompt_and_still_takes_variables(line):
    prompt = line.ask("STREAM", "FILE", "beep", "")
    await line.caller.answers(b"511 Command Not Permitted on a dead channel or intercept routine\n")
    with pytest.raises(DeadChannel):
        await within(prompt)
    variable = line.ask("SET", "VARIABLE", "A", "1")
    await line.caller.answers(b"200 result=1\n")
    assert await within(variable) == OK


async def test_an_answer_that_never_comes_cuts_the_line(line):
    reply = line.ask("EXEC", "Wait", "10", timeout_s=0.01)
    await line.caller.line()
    with pytest.raises(CommandTimeout):
        await within(reply)
    assert await line.caller.is_cut_off()
    assert line.session.closed.is_set()


async def test_each_command_has_a_deadline_of_its_own(line):
    patient = line.ask("EXEC", "Wait", "10", timeout_s=60)
    await line.caller.answers(b"200 result=0\n")
    await within(patient)
    with pytest.raises(CommandTimeout):
        await within(line.ask("NOOP", timeout_s=0.01))


async def test_an_earlier_short_deadline_does_not_cut_a_later_long_command(line):
    short = line.ask("NOOP", timeout_s=0.01)
    await line.caller.answers(b"200 result=0\n")
    await within(short)
    long = line.ask("EXEC", "Wait", "1", timeout_s=60)
    await line.caller.line()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(long), 0.05)
    line.caller.say(b"200 result=0\n")
    assert (await within(long)).result == "0"


async def test_a_command_that_is_given_up_closes_the_line(line):
    reply = line.ask("EXEC", "Wait", "10")
    await line.caller.line()
    reply.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reply
    assert await line.caller.is_cut_off()


async def test_a_second_command_does_not_overtake_the_first(line):
    first = line.ask("EXEC", "Wait", "1")
    await line.caller.line()
    with pytest.raises(LineBusy):
        await line.session.command("NOOP", timeout_s=LIMIT_S)
    line.caller.say(b"200 result=0\n")
    assert (await within(first)).result == "0"


async def test_a_line_break_in_an_argument_sends_nothing(line):
    with pytest.raises(UnsafeArgument):
        await line.session.command("SET", "VARIABLE", "A", "1\nHANGUP", timeout_s=LIMIT_S)
    reply = line.ask("NOOP")
    assert await line.caller.answers(b"200 result=0\n") == b"NOOP\n"
    await within(reply)


@pytest.mark.parametrize("noise", [b"GET / HTTP/1.1\n", b"200 result=1\n"])
async def test_bytes_that_nobody_asked_for_cut_the_line(line, noise):
    line.caller.say(noise)
    await within(line.session.closed.wait())
    with pytest.raises(LineGarbled):
        await line.session.command("NOOP", timeout_s=LIMIT_S)


async def test_closing_our_end_tells_asterisk(line):
    line.session.close()
    assert await line.caller.is_cut_off()
