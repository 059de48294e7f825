"""The rig itself: what a phone says it heard is what Asterisk played, what it does was asked."""

import asyncio

import pytest

from lab.asterisk import Asterisk, phone_password
from lab.errors import CallError
from lab.fastagi import AgiServer, Session
from lab.phones import Dial, Phones
from lab.scripts import ANSWER, NO_DEADMAN, ends, plays_then_ends
from lab.sip.callee import Answers, Behaviour, Refuses, Rings
from lab.sip.caller import Identity

EMPLOYEE = Identity(user="1001", password=phone_password("1001"))


async def test_a_caller_hears_the_tone_that_asterisk_plays(phones: Phones) -> None:
    caller = await phones.caller()
    call = await caller.call("*800")
    await call.wait_answered()
    began_s = await call.wait_heard(800)
    await call.wait_end()
    assert -0.1 < began_s < 0.9
    [(from_s, to_s, label)] = call.heard()
    assert isinstance(label, int)
    assert abs(label - 800) <= 2
    assert to_s - from_s == pytest.approx(1.0, abs=0.2)


async def test_tones_as_close_as_ringing_and_music_are_told_apart(asterisk: Asterisk, dial: Dial) -> None:
    async def script(session: Session) -> None:
        await session.command(ANSWER)
        for hz in (425, 440, 425):
            await session.command(f'STREAM FILE {asterisk.tone(hz, 0.5)} ""')
        await ends(session)

    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_end()
    assert [round(int(label) / 5) * 5 for _, _, label in call.heard()] == [425, 440, 425]


async def test_keys_arrive_each_once_and_in_order(asterisk: Asterisk, dial: Dial) -> None:
    seen: list[str] = []

    async def script(session: Session) -> None:
        await session.command(ANSWER)
        await session.command(f'EXEC Read "CW_KEYS,{asterisk.tone(600, 5)},12,,1,5"')
        seen.append(await session.variable("CW_KEYS"))
        await ends(session)

    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_heard(600)
        await call.send_keys("1123*4567890")
        await call.wait_end()
    assert seen == ["1123*4567890"]


BEHAVIOURS = [
    (Answers(after_s=0.3, tone_hz=600, hang_up_after_s=0.3), "ANSWER"),
    (Refuses(486), "BUSY"),
    (Refuses(603, after_s=0.2), "CHANUNAVAIL"),
    (Refuses(404), "CHANUNAVAIL"),
    (Refuses(480), "NOANSWER"),
    (Rings(), "NOANSWER"),
]


@pytest.mark.parametrize(("behaviour", "status"), BEHAVIOURS)
async def test_a_called_phone_behaves_as_told_and_is_called_once(
    dial: Dial, phones: Phones, behaviour: Behaviour, status: str
) -> None:
    seen: list[str] = []

    async def script(session: Session) -> None:
        await session.command(NO_DEADMAN)
        await session.command('EXEC Dial "PJSIP/1003,1,g"')
        seen.append(await session.variable("DIALSTATUS"))
        await ends(session)

    phone = await phones.callee("1003", behaviour)
    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_end()
    assert (seen, phone.invites) == ([status], 1)


async def test_a_city_number_leaves_through_the_trunk(dial: Dial, phones: Phones) -> None:
    async def script(session: Session) -> None:
        await session.command(NO_DEADMAN)
        await session.command('EXEC Dial "PJSIP/+74959999999@trunk,2,g"')
        await ends(session)

    carrier = await phones.carrier(Answers(tone_hz=700, hang_up_after_s=0.5))
    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_heard(700)
        await call.wait_end()
    [received] = carrier.calls
    assert received.invite is not None
    assert received.invite.first_line.startswith("INVITE sip:+74959999999@")


async def test_a_phone_that_has_left_is_reached_no_more(dial: Dial, phones: Phones) -> None:
    seen: list[str] = []

    async def script(session: Session) -> None:
        await session.command('EXEC Dial "PJSIP/1003,5,g"')
        seen.append(await session.variable("DIALSTATUS"))
        await ends(session)

    phone = await phones.callee("1003")
    await phone.register(expires_s=0)
    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_end()
    assert (seen, phone.invites) == (["CHANUNAVAIL"], 0)


async def test_the_called_number_can_stand_in_to_alone(
    asterisk: Asterisk, dial: Dial, phones: Phones
) -> None:
    seen: list[tuple[str, str, str]] = []

    async def script(session: Session) -> None:
        to = await session.variable("PJSIP_HEADER(read,To)")
        seen.append((session.header["agi_channel"].partition("-")[0], session.arguments[1], to))
        await ends(session)

    async with AgiServer(script) as server:
        await asyncio.to_thread(asterisk.set_servers, [server.address])
        caller = await phones.caller("trunk_to")
        call = await caller.call(
            "74950000000", to_user="84951234567", identity=Identity(user="account42", display_name="Иван")
        )
        await call.wait_end()
    assert seen == [("PJSIP/trunk_to", "74950000000", "<sip:84951234567@127.0.0.1>")]


async def test_a_call_can_be_given_up_while_it_rings(dial: Dial, phones: Phones) -> None:
    async def script(session: Session) -> None:
        await session.command(NO_DEADMAN)
        await session.command('EXEC Dial "PJSIP/1003,10,g"')

    phone = await phones.callee("1003", Rings())
    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_ringing()
        ringing = await phone.wait_call()
        await call.hang_up()
        await ringing.wait_end()
        assert call.status == 487


async def test_an_employee_with_a_password_reaches_a_colleague(phones: Phones) -> None:
    colleague = await phones.callee("1002", Answers(tone_hz=600))
    caller = await phones.employee_caller()
    call = await caller.call("1002", identity=EMPLOYEE)
    await call.wait_answered()
    await call.wait_heard(600)
    assert colleague.invites == 1


async def test_a_blind_transfer_takes_the_caller_to_a_colleague(
    asterisk: Asterisk, dial: Dial, phones: Phones
) -> None:
    async def script(session: Session) -> None:
        await session.command(NO_DEADMAN)
        await session.command('EXEC Dial "PJSIP/1003,10,g"')

    first = await phones.callee("1003", Answers(tone_hz=600))
    await phones.callee("1004", Answers(tone_hz=700))
    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_heard(600)
        state = await first.calls[0].transfer_blind(f"sip:1004@127.0.0.1:{asterisk.sip_port}")
        assert "200" in state
        await call.wait_heard(700)


async def test_a_wrong_password_is_refused(phones: Phones) -> None:
    caller = await phones.employee_caller()
    call = await caller.call("1002", identity=Identity(user="1001", password="wrong"))
    with pytest.raises(CallError):
        await call.wait_answered()
    assert call.status == 401


async def test_waiting_for_a_tone_that_never_comes_says_what_was_heard(phones: Phones) -> None:
    caller = await phones.caller()
    call = await caller.call("*800")
    await call.wait_answered()
    with pytest.raises(CallError, match=r"No 600 Hz within 0.5 s; heard \[\(.*(80|79)\d\)\]"):
        await call.wait_heard(600, within_s=0.5)


async def test_a_recording_can_be_read_by_the_test(asterisk: Asterisk, dial: Dial) -> None:
    file = asterisk.spool / "recording" / "rig.wav"

    async def script(session: Session) -> None:
        await session.command(ANSWER)
        await session.command(f'EXEC Record "{file},0,1,kq"')
        await plays_then_ends(asterisk.tone(800, 0.2))(session)

    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_heard(800)
        await call.wait_end()
    assert file.stat().st_size > 15000


async def test_nothing_that_could_run_a_command_is_loaded(asterisk: Asterisk) -> None:
    for module in ("func_shell", "app_system", "app_externalivr", "func_curl", "func_env", "pbx_spool"):
        assert "0 modules loaded" in await asyncio.to_thread(asterisk.cli, f"module show like {module}")


def test_a_start_leaves_no_warning() -> None:
    with Asterisk() as fresh:
        log = fresh.log()
    assert "Asterisk 22" in log
    assert "WARNING" not in log
    assert "ERROR" not in log


async def test_two_rigs_run_side_by_side_and_leave_nothing(asterisk: Asterisk) -> None:
    with Asterisk() as other:
        ports = {other.sip_port, other.ami_port, other.http_port, other.carrier_port}
        assert not ports & {asterisk.sip_port, asterisk.ami_port, asterisk.http_port, asterisk.carrier_port}
        async with Phones(other) as phones:
            call = await (await phones.caller()).call("*900")
            await call.wait_answered()
            await call.wait_heard(900)
    assert not other.folder.exists()
    assert not other.is_running


def test_what_a_killed_run_left_behind_is_swept_away() -> None:
    with Asterisk() as first:
        folder = first.folder
    folder.mkdir()
    (folder / "leftover").touch()
    with Asterisk() as second:
        assert not (second.folder / "leftover").exists()
