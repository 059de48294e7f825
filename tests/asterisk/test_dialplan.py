"""The dialplan that a PBX admin includes, on a real Asterisk, against scripted interpreters: the loop."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from lab.asterisk import AMI_SECRET, AMI_USER, Asterisk
from lab.fastagi import AgiServer, Session
from lab.phones import Dial, Phones
from lab.scripts import ANSWER, dies, ends, plays_then_ends
from lab.sip.caller import Identity
from runtime.asterisk.ami import AmiClient


@asynccontextmanager
async def ami(asterisk: Asterisk) -> AsyncIterator[AmiClient]:
    """Our AMI client, logged in with the rights of the sample configuration."""
    is_in = asyncio.Event()

    async def on_login(_: AmiClient) -> None:
        is_in.set()

    client = AmiClient("127.0.0.1", asterisk.ami_port, AMI_USER, AMI_SECRET, on_login=on_login)
    client.start()
    try:
        async with asyncio.timeout(5):
            await is_in.wait()
        yield client
    finally:
        await client.close()


def refused_address() -> str:
    """An address on loopback where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{probe.getsockname()[1]}"


async def test_a_call_brings_its_id_the_called_number_and_the_pass(dial: Dial) -> None:
    async with AgiServer(ends) as server:
        call = await dial(server.address, number="+74951234567", identity=Identity(user="79997654321"))
        await call.wait_end()
        session = await server.wait_sessions(1)
    assert session.arguments == [session.header["agi_uniqueid"], "+74951234567", "1"]
    assert session.header["agi_callerid"] == "79997654321"


async def test_an_analogue_line_brings_no_number(dial: Dial) -> None:
    async with AgiServer(ends) as server:
        call = await dial(server.address, number="s")
        await call.wait_end()
        assert (await server.wait_sessions(1)).arguments[1] == "s"


@pytest.mark.parametrize(
    ("name", "arrives_as"),
    [
        ("Иван, (ООО)", "Иван, (ООО)"),
        (b"a\x01b\x1b[31m\x7fc", "ab[31mc"),
        ("Evil ${SHELL(id)}", "Evil ${SHELL(id)}"),
    ],
)
async def test_a_caller_name_loses_its_control_characters_and_nothing_else(
    dial: Dial, name: str | bytes, arrives_as: str
) -> None:
    async with AgiServer(ends) as server:
        call = await dial(server.address, identity=Identity(display_name=name))
        await call.wait_end()
        session = await server.wait_sessions(1)
    assert session.header["agi_calleridname"] == arrives_as


async def test_escaped_line_ends_in_numbers_forge_no_header_line(
    asterisk: Asterisk, dial: Dial, phones: Phones
) -> None:
    forged = "849%0a%0dagi_arg_1%3a%206%0aagi_uniqueid%3a%201"
    async with AgiServer(ends) as server:
        await asyncio.to_thread(asterisk.set_servers, [server.address])
        call = await (await phones.caller()).call(
            forged,
            identity=Identity(user=forged, display_name="x\x0bagi_uniqueid: 1"),
            headers=(("Diversion", f"<sip:{forged}@127.0.0.1>;reason=unconditional"),),
        )
        await call.wait_end()
        session = await server.wait_sessions(1)
    assert session.arguments == [session.header["agi_uniqueid"], "849161", "1"]
    assert session.header["agi_uniqueid"] != "1"
    assert len(session.lines) == len(session.header)


@pytest.mark.parametrize("name", ["enter", "pass", "after", "resume", "failed", "T"])
async def test_a_caller_cannot_dial_into_the_middle_of_the_loop(dial: Dial, name: str) -> None:
    call = await dial(refused_address(), number=name)
    await call.wait_end()
    assert call.status == 404


@pytest.mark.parametrize(("cause", "status"), [("", 603), ("17", 486), ("19", 480), ("21", 403), ("34", 503)])
async def test_a_finished_scenario_ends_the_call_with_its_cause(dial: Dial, cause: str, status: int) -> None:
    async def script(session: Session) -> None:
        await session.command(f'SET VARIABLE CW_CAUSE "{cause}"')
        await ends(session)

    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_end()
        assert (call.status, len(server.sessions)) == (status, 1)


async def test_a_call_goes_on_at_the_next_server_when_one_is_killed(asterisk: Asterisk, dial: Dial) -> None:
    async def first(session: Session) -> None:
        await session.command(ANSWER)
        await session.command("SET VARIABLE CW_CKPT 1")
        await session.command(f'STREAM FILE {asterisk.tone(600, 5)} ""')

    checkpoints: list[str] = []

    async def second(session: Session) -> None:
        checkpoints.append(await session.variable("CW_CKPT"))
        await plays_then_ends(asterisk.tone(800))(session)

    async with AgiServer(first) as killed, AgiServer(second) as next_one:
        call = await dial(killed.address, next_one.address)
        await call.wait_heard(600)
        await killed.kill()
        killed_at_s = call.now_s()
        # At once: the second of patience of a full round would show.
        assert await call.wait_heard(800) - killed_at_s < 0.9
        await call.wait_end()
        assert [session.arguments[2] for session in next_one.sessions] == ["2"]
    assert checkpoints == ["1"]


async def test_a_silent_server_loses_the_call_to_the_dead_mans_switch(asterisk: Asterisk, dial: Dial) -> None:
    async def silent(session: Session) -> None:
        await session.command("SET VARIABLE TIMEOUT(absolute) 1")
        await session.wait_closed()

    async with AgiServer(silent) as stalled, AgiServer(plays_then_ends(asterisk.tone(800))) as next_one:
        call = await dial(stalled.address, next_one.address)
        called_s = call.began_s
        await call.wait_heard(800)
        await call.wait_end()
    assert call.began_s - called_s == pytest.approx(1, abs=0.9)


async def test_a_redirect_takes_a_call_off_a_stalled_server(asterisk: Asterisk, dial: Dial) -> None:
    async def silent(session: Session) -> None:
        await session.command(ANSWER)
        await session.wait_closed()

    async with AgiServer(silent) as stalled, AgiServer(plays_then_ends(asterisk.tone(800))) as next_one:
        call = await dial(stalled.address, next_one.address)
        await call.wait_answered()
        session = await stalled.wait_sessions(1)
        async with ami(asterisk) as client:
            channel = session.header["agi_channel"]
            await client.action(
                "Redirect", Channel=channel, Context="callwright-call", Exten="resume", Priority="1"
            )
        await call.wait_heard(800)
        await call.wait_end()


async def test_progress_between_deaths_earns_a_fresh_budget(dial: Dial) -> None:
    deaths = 15

    async def script(session: Session) -> None:
        if len(server.sessions) > deaths:
            await ends(session)
        else:
            await session.command(f"SET VARIABLE CW_CKPT {len(server.sessions)}")
            await dies(session)

    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_end()
        passes = [int(session.arguments[2]) for session in server.sessions]
    assert passes == list(range(1, deaths + 2))


async def test_a_step_that_kills_every_server_ends_in_an_apology(dial: Dial) -> None:
    async with AgiServer(dies) as first, AgiServer(dies) as second, AgiServer(dies) as third:
        call = await dial(first.address, second.address, third.address)
        await call.wait_answered(within_s=6)
        await call.wait_end(within_s=8)
        tries = [
            sum(session.path == "call" for session in server.sessions) for server in (first, second, third)
        ]
    assert tries == [6, 6, 6]
    assert call.reason == "Q.850;cause=38"
    assert any(label == "audio" for _, _, label in call.heard())


async def test_a_scenario_can_end_with_the_apology(dial: Dial) -> None:
    async def script(session: Session) -> None:
        await session.command('EXEC MSet "CW_SORRY=1,CW_CAUSE=38,CW_DONE=1"')

    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_end(within_s=8)
        assert len(server.sessions) == 1
    assert call.reason == "Q.850;cause=38"
    assert any(label == "audio" for _, _, label in call.heard())


async def test_the_operator_gets_the_call_when_no_server_can_be_reached(
    asterisk: Asterisk, dial: Dial
) -> None:
    await asyncio.to_thread(asterisk.set_global, "CW_OPERATOR", "lab-operator,s,1")
    try:
        call = await dial(refused_address(), refused_address(), refused_address())
        await call.wait_heard(1400, within_s=10)
        await call.wait_end()
    finally:
        await asyncio.to_thread(asterisk.set_global, "CW_OPERATOR", "")


async def test_a_connected_caller_hears_music_while_servers_are_down(asterisk: Asterisk, dial: Dial) -> None:
    async def answers_and_dies(session: Session) -> None:
        if len(server.sessions) == 1:
            await session.command(ANSWER)
            await dies(session)
        else:
            await plays_then_ends(asterisk.tone(800))(session)

    async with AgiServer(answers_and_dies) as server:
        call = await dial(server.address)
        await call.wait_heard(440)
        await call.wait_heard(800)
        await call.wait_end()


async def test_a_hang_up_is_told_with_the_keys_pressed_so_far(asterisk: Asterisk, dial: Dial) -> None:
    ended: asyncio.Queue[str] = asyncio.Queue()

    async def script(session: Session) -> None:
        if session.path == "ended":
            ended.put_nowait(await session.command('GET FULL VARIABLE "${READSTATUS}:${CW_KEYS}"'))
            return
        await session.command(ANSWER)
        await session.command("SET VARIABLE TIMEOUT(digit) 5")
        await session.command(f'EXEC Read "CW_KEYS,{asterisk.tone(600, 5)},4,t(#),1,"')

    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_heard(600)
        await call.send_keys("12")
        await call.wait_silence()
        await call.hang_up()
        async with asyncio.timeout(1):
            assert await ended.get() == "200 result=1 (HANGUP:12)"
        first, second = server.sessions
        assert second.arguments == first.arguments


async def test_a_hang_up_is_told_to_another_server_when_the_last_is_gone(
    asterisk: Asterisk, dial: Dial
) -> None:
    async def script(session: Session) -> None:
        if session.path == "call":
            await session.command(f'EXEC Playback "{asterisk.tone(600)}"')
            await session.wait_closed()

    async with AgiServer(script) as last, AgiServer(script) as other:
        call = await dial(last.address, refused_address(), other.address)
        await call.wait_heard(600)
        await last.stop_listening()
        await call.hang_up()
        assert (await other.wait_sessions(1)).path == "ended"
        assert [session.path for session in last.sessions] == ["call"]


async def test_a_finished_scenario_is_not_told_of_its_own_hang_up(dial: Dial) -> None:
    async with AgiServer(ends) as server:
        for _ in range(2):
            call = await dial(server.address)
            await call.wait_end()
        assert [session.path for session in server.sessions] == ["call", "call"]
