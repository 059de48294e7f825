"""The scripted phone: one answer for each listening, virtual time, results as told."""

from datetime import UTC, datetime

import pytest

from runtime.clock import VirtualClock
from runtime.phone import (
    DialRequest,
    Heard,
    HungUp,
    KeyRequest,
    Played,
    QueueRequest,
    RecordRequest,
    Silence,
    Sound,
    Speech,
)
from runtime.simulator.script import ScriptedCaller, parse_keys
from runtime.simulator.scripted_phone import ScriptedPhone, prompt_s

TEN_S = (Silence(10),)
DIAL = DialRequest(("PJSIP/101", "PJSIP/102"), "in_turn", step_s=8, ring_s=20)
QUEUE = QueueRequest("support", 0, max_wait_s=60, exit_keys="5")
MESSAGE = RecordRequest("message-1", max_s=120, silence_s=5)


class Line:
    """A phone in node n1, and its clock."""

    def __init__(self, keys: str = "", **outcomes: str) -> None:
        self.clock = VirtualClock(datetime(2026, 11, 23, tzinfo=UTC))
        self.phone = ScriptedPhone(ScriptedCaller(parse_keys(keys)), self.clock, outcomes)
        self.phone.enter("n1")

    @property
    def passed_s(self) -> float:
        return self.clock.elapsed_s()


def keys_request(max_digits: int = 4, terminator: str = "", *, continues: bool = False) -> KeyRequest:
    return KeyRequest(max_digits, 5, 2, terminator, continues=continues)


def test_speech_lasts_a_second_for_fourteen_characters():
    assert prompt_s([Speech("четырнадцать з", "ru"), Sound("beep", "ru"), Silence(1.5)]) == 1 + 2 + 1.5


@pytest.mark.parametrize(
    ("answer", "request_", "heard"),
    [
        ("1234", keys_request(), ("1234", "complete")),
        ("12345", keys_request(), ("1234", "complete")),
        ("12", keys_request(), ("12", "partial")),
        ("12#", keys_request(terminator="#"), ("12", "complete")),
        ("#", keys_request(terminator="#"), ("", "complete")),
        ("1#", keys_request(), ("1#", "partial")),
        ("w", keys_request(), ("", "timeout")),
        ("", keys_request(), ("", "timeout")),
    ],
)
async def test_keys_are_heard_until_enough_or_time_is_up(answer, request_, heard):
    given = await Line(answer).phone.read_keys(TEN_S, request_)
    assert (given.keys, given.reason) == heard


async def test_silence_lasts_for_the_prompt_and_the_wait_after_it():
    line = Line("w")
    assert await line.phone.read_keys(TEN_S, keys_request()) == Heard("", "timeout", 15_000)
    assert line.passed_s == 15


async def test_each_listening_uses_up_one_answer():
    phone = Line("12,34").phone
    assert (await phone.read_keys((), keys_request(1))).keys == "1"
    assert (await phone.read_keys((), keys_request(1))).keys == "3"


async def test_a_request_that_continues_hears_the_rest_of_the_same_answer():
    phone = Line("123,9").phone
    assert (await phone.read_keys((), keys_request(1))).keys == "1"
    assert (await phone.read_keys((), keys_request(2, continues=True))).keys == "23"
    assert (await phone.read_keys((), keys_request(2, continues=True))).reason == "timeout"


async def test_a_prompt_without_break_keys_uses_up_no_answer():
    phone = Line("1").phone
    assert await phone.play(TEN_S, "") == Played(10_000, True)
    assert (await phone.read_keys((), keys_request(1))).keys == "1"


@pytest.mark.parametrize(
    ("answer", "played"),
    [("#", Played(300, False, "#")), ("12#", Played(900, False, "#")), ("1", Played(10_000, True))],
)
async def test_the_first_break_key_ends_a_prompt_and_a_wait(answer, played):
    assert await Line(answer).phone.play(TEN_S, "#*") == played
    assert await Line(answer).phone.wait(10, music=False, break_keys="#*") == played


async def everything(phone: ScriptedPhone):
    yield phone.answer(3)
    yield phone.play(TEN_S, "")
    yield phone.play(TEN_S, "#")
    yield phone.read_keys(TEN_S, keys_request())
    yield phone.wait(10, music=False, break_keys="")
    yield phone.dial(DIAL)
    yield phone.transfer_blind("PJSIP/101")
    yield phone.queue(QUEUE)
    yield phone.record(MESSAGE)


@pytest.mark.parametrize("keys", ["h", "h@n1", "h@other,h"])
@pytest.mark.parametrize("place", range(9))
async def test_a_caller_may_hang_up_in_everything_that_takes_time(keys: str, place: int):
    phone = Line(keys).phone
    requests = [request async for request in everything(phone)]
    chosen = requests.pop(place)
    for request in requests:
        request.close()
    with pytest.raises(HungUp):
        await chosen
    with pytest.raises(HungUp):
        await phone.hang_up("normal")


async def test_how_much_was_heard_before_hanging_up_is_told():
    line = Line("h")
    with pytest.raises(HungUp) as gone:
        await line.phone.play(TEN_S, "")
    assert gone.value.played_ms == line.passed_s * 1000 == 1000


async def test_keys_pressed_before_hanging_up_are_told():
    with pytest.raises(HungUp) as gone:
        await Line("12h").phone.read_keys(TEN_S, keys_request())
    assert gone.value.keys == "12"


async def test_a_caller_who_was_about_to_hang_up_does_so_at_the_next_moment():
    phone = Line("1h,2").phone
    assert (await phone.read_keys((), keys_request(1))).keys == "1"
    with pytest.raises(HungUp):
        await phone.play(TEN_S, "")


@pytest.mark.parametrize(
    ("word", "result", "passed_s"),
    [
        ("completed", "answered", 35),
        ("no_answer", "no_answer", 20),
        ("busy", "busy", 1),
        ("unreachable", "unreachable", 1),
        ("declined", "declined", 1),
        ("error", "error", 1),
    ],
)
async def test_a_call_to_somebody_ends_as_told(word, result, passed_s):
    line = Line(n1=word)
    dialled = await line.phone.dial(DIAL)
    assert (dialled.result, line.passed_s) == (result, passed_s)
    assert dialled.who == ("PJSIP/101" if result == "answered" else "")
    assert (await Line(n1=word).phone.transfer_blind("PJSIP/101")).result == result


async def test_whoever_answers_answers_the_caller_too():
    line = Line()
    await line.phone.dial(DIAL)
    assert line.phone.answered


@pytest.mark.parametrize(
    ("word", "result", "passed_s"),
    [
        ("completed", "completed", 40),
        ("timeout", "timeout", 60),
        ("full", "full", 0),
        ("no_agents", "no_agents", 0),
        ("agents_left", "agents_left", 10),
        ("error", "error", 0),
        ("key:5", "key", 10),
    ],
)
async def test_a_queue_ends_as_told(word, result, passed_s):
    line = Line(n1=word)
    queued = await line.phone.queue(QUEUE)
    assert (queued.result, line.passed_s) == (result, passed_s)
    assert queued.key == ("5" if result == "key" else "")


@pytest.mark.parametrize(
    ("word", "is_kept", "reason"),
    [
        ("left", True, "key"),
        ("not_left", False, "silence"),
        ("operator", False, "operator"),
        ("error", False, "error"),
    ],
)
async def test_a_message_is_left_as_told(word, is_kept, reason):
    recorded = await Line(n1=word).phone.record(MESSAGE)
    assert (bool(recorded.file), recorded.reason) == (is_kept, reason)
