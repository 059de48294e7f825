"""The rig itself: what a phone says it heard is what Asterisk played, what it does was asked."""

import pytest

from lab.asterisk import Asterisk, phone_password
from lab.errors import CallError
from lab.phones import Phones
from lab.sip.callee import Answers
from lab.sip.caller import Identity

EMPLOYEE = Identity(user="1001", password=phone_password("1001"))


async def test_a_caller_hears_the_tone_that_asterisk_plays(phones: Phones) -> None:
    caller = await phones.caller()
    call = await caller.call("*800")
    await call.wait_answered()
    began_s = await call.wait_heard(800)
    await call.wait_end()
    assert -0.1 < began_s < 0.2
    [(from_s, to_s, label)] = call.heard()
    assert isinstance(label, int)
    assert abs(label - 800) <= 2
    assert to_s - from_s == pytest.approx(1.0, abs=0.06)


async def test_an_employee_with_a_password_reaches_a_colleague(phones: Phones) -> None:
    colleague = await phones.callee("1002", Answers(tone_hz=600))
    caller = await phones.employee_caller()
    call = await caller.call("1002", identity=EMPLOYEE)
    await call.wait_answered()
    await call.wait_heard(600)
    assert colleague.invites == 1


async def test_a_wrong_password_is_refused(phones: Phones) -> None:
    caller = await phones.employee_caller()
    call = await caller.call("1002", identity=Identity(user="1001", password="wrong"))
    with pytest.raises(CallError):
        await call.wait_answered()
    assert call.status == 401


async def test_two_rigs_run_side_by_side(asterisk: Asterisk) -> None:
    with Asterisk() as other:
        ports = {other.sip_port, other.ami_port, other.http_port, other.carrier_port}
        assert not ports & {asterisk.sip_port, asterisk.ami_port, asterisk.http_port, asterisk.carrier_port}
        async with Phones(other) as phones:
            call = await (await phones.caller()).call("*900")
            await call.wait_answered()
            await call.wait_heard(900)
        assert other.is_running
    assert not other.folder.exists()
