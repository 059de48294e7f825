"""What the dialplan and the queue samples add around Queue and Dial, on a real Asterisk."""

import pytest

from lab.asterisk import Asterisk
from lab.fastagi import AgiServer, Session
from lab.phones import Dial, Phones
from lab.scripts import ANSWER, NO_DEADMAN, ends, plays_then_ends
from lab.sip.callee import Answers, Refuses, Rings


async def test_a_key_leaves_the_queue_and_the_scenario_goes_on(asterisk: Asterisk, dial: Dial) -> None:
    seen: list[str] = []

    async def script(session: Session) -> None:
        await session.command(NO_DEADMAN)
        await session.command(ANSWER)
        await session.command('EXEC Queue "nobody,c,,,10"')
        seen.append(await session.command('GET FULL VARIABLE "${QUEUESTATUS}|${EXTEN}|${CONTEXT}"'))
        await plays_then_ends(asterisk.tone(800))(session)

    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_heard(440)
        await call.send_keys("5")
        await call.wait_heard(800)
        await call.wait_end()
    assert seen == ["200 result=1 (|5|callwright-keys)"]


# The dead-man's switch leads to extension T, and the key's extension is forgotten: that caller waits again.
@pytest.mark.parametrize(("fate", "key"), [("killed", "5"), ("stalled", "")])
async def test_the_next_server_learns_the_queue_key_of_a_killed_one(
    asterisk: Asterisk, dial: Dial, fate: str, key: str
) -> None:
    keys: list[str] = []

    async def first(session: Session) -> None:
        await session.command(ANSWER)
        await session.command('EXEC Queue "nobody,c,,,10"')
        await session.command("SET VARIABLE TIMEOUT(absolute) 1")
        if fate == "stalled":
            await session.wait_closed()

    async def second(session: Session) -> None:
        keys.append(await session.variable("CW_KEY"))
        await plays_then_ends(asterisk.tone(800))(session)

    async with AgiServer(first) as lost, AgiServer(second) as next_one:
        call = await dial(lost.address, next_one.address)
        await call.wait_heard(440)
        await call.send_keys("5")
        await call.wait_heard(800)
        await call.wait_end()
    assert keys == [key]


QUEUES = [
    ("nobody", None, 1, "TIMEOUT"),
    ("empty", None, 5, "JOINEMPTY"),
    ("no-such-queue", None, 5, "UNKNOWN"),
    ("support", Answers(hang_up_after_s=0.3), 5, "CONTINUE"),
    ("support", Refuses(486), 2, "TIMEOUT"),
    ("support", Refuses(603), 2, "TIMEOUT"),
    ("support", Rings(), 2, "TIMEOUT"),
]


@pytest.mark.parametrize(("queue", "member", "wait_s", "status"), QUEUES)
async def test_a_queue_tells_how_waiting_ended(
    dial: Dial,
    phones: Phones,
    queue: str,
    member: Answers | Refuses | Rings | None,
    wait_s: int,
    status: str,
) -> None:
    seen: list[str] = []

    async def script(session: Session) -> None:
        await session.command(NO_DEADMAN)
        await session.command(f'EXEC Queue "{queue},c,,,{wait_s}"')
        seen.append(await session.variable("QUEUESTATUS"))
        await ends(session)

    if member is not None:
        await phones.callee("1001", member)
    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_end(within_s=8)
    assert seen == [status]


async def test_phones_ring_one_after_the_other_until_one_answers(dial: Dial, phones: Phones) -> None:
    targets = ["PJSIP/1001", "PJSIP/1002", "PJSIP/1003"]
    seen: list[str] = []

    async def script(session: Session) -> None:
        await session.command(NO_DEADMAN)
        for leg, target in enumerate(targets, start=1):
            await session.command(f"SET VARIABLE _CW_LEG_{leg} {target}")
        legs = "&".join(f"Local/{leg - 1}-{leg}@callwright-ring-after/n" for leg in (1, 2, 3))
        await session.command(f'EXEC Dial "{legs},8,g"')
        seen.append(await session.command('GET FULL VARIABLE "${DIALSTATUS} ${DIALEDPEERNUMBER}"'))
        await ends(session)

    first = await phones.callee("1001", Rings())
    second = await phones.callee("1002", Rings())
    third = await phones.callee("1003", Answers(after_s=0.2, tone_hz=700, hang_up_after_s=0.5))
    async with AgiServer(script) as server:
        call = await dial(server.address)
        rang_at_s = [(await phone.wait_call()).began_s for phone in (first, second, third)]
        await call.wait_heard(700)
        await call.wait_end()
    assert rang_at_s[1] - rang_at_s[0] == pytest.approx(1, abs=0.5)
    assert rang_at_s[2] - rang_at_s[0] == pytest.approx(2, abs=0.5)
    assert seen == ["200 result=1 (ANSWER 2-3@callwright-ring-after/n)"]
    assert [phone.invites for phone in (first, second, third)] == [1, 1, 1]


async def test_a_dial_string_inside_a_ring_after_extension_rings_nobody(dial: Dial, phones: Phones) -> None:
    async def script(session: Session) -> None:
        await session.command(NO_DEADMAN)
        await session.command('EXEC Dial "Local/0-PJSIP%2F1001@callwright-ring-after/n,2,g"')
        await session.command('EXEC Dial "Local/0-1001@callwright-ring-after/n,2,g"')
        await ends(session)

    phone = await phones.callee("1001", Answers())
    async with AgiServer(script) as server:
        call = await dial(server.address)
        await call.wait_end()
    assert phone.invites == 0


ACCEPTING = [("1", "yes", True), ("2", "", False), ("", "", False)]


@pytest.mark.parametrize(("pressed", "accepted", "talks"), ACCEPTING)
async def test_a_called_person_takes_the_call_by_a_key(
    asterisk: Asterisk, dial: Dial, phones: Phones, pressed: str, accepted: str, talks: bool
) -> None:
    seen: list[str] = []

    async def script(session: Session) -> None:
        await session.command(ANSWER)
        await session.command(NO_DEADMAN)
        await session.command(f"SET VARIABLE __CW_ACCEPT_PROMPT {asterisk.tone(900, 0.3)}")
        await session.command('EXEC Dial "PJSIP/1003,5,gU(callwright-accept^1)"')
        seen.append(await session.variable("CW_ACCEPTED"))
        await plays_then_ends(asterisk.tone(800, 0.3))(session)

    phone = await phones.callee("1003", Answers(tone_hz=600))
    async with AgiServer(script) as server:
        call = await dial(server.address)
        called = await phone.wait_call()
        await called.wait_heard(900)
        await called.send_keys(pressed)
        if talks:
            await call.wait_heard(600)
            await called.hang_up()
        await call.wait_heard(800, within_s=13)
        await call.wait_end()
    assert seen == [accepted]
    assert any(isinstance(hz, int) and abs(hz - 600) < 5 for _, _, hz in call.heard()) == talks
