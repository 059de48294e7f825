"""Asterisk's words and ours."""

import pytest

from runtime.asterisk import causes


@pytest.mark.parametrize(
    ("status", "cause", "result"),
    [
        ("ANSWER", 16, "answered"),
        ("BUSY", 17, "busy"),
        ("NOANSWER", 0, "no_answer"),
        ("NOANSWER", 19, "no_answer"),
        ("NOANSWER", 21, "no_answer"),
        ("CHANUNAVAIL", 0, "unreachable"),
        ("CHANUNAVAIL", 1, "unreachable"),
        ("CHANUNAVAIL", 3, "unreachable"),
        ("CHANUNAVAIL", 21, "declined"),
        ("CHANUNAVAIL", 58, "unreachable"),
        ("CONGESTION", 34, "unreachable"),
        ("CONGESTION", 21, "declined"),
        ("BUSY", 21, "busy"),
        ("DONTCALL", 0, "declined"),
        ("TORTURE", 0, "declined"),
        ("CANCEL", 0, "cancelled"),
        ("INVALIDARGS", 0, "error"),
        ("", 0, "error"),
        ("SOMETHING", 21, "error"),
    ],
)
def test_the_end_of_a_transfer(status, cause, result):
    assert causes.dial_result(status, cause) == result


@pytest.mark.parametrize(
    ("status", "result"),
    [
        ("CONTINUE", "completed"),
        ("TIMEOUT", "timeout"),
        ("FULL", "full"),
        ("JOINEMPTY", "no_agents"),
        ("JOINUNAVAIL", "no_agents"),
        ("LEAVEEMPTY", "agents_left"),
        ("LEAVEUNAVAIL", "agents_left"),
        ("WITHDRAW", "withdrawn"),
        ("", "left"),
        ("UNKNOWN", "error"),
        ("SOMETHING", "error"),
    ],
)
def test_the_end_of_waiting_in_a_queue(status, result):
    assert causes.queue_result(status) == result


@pytest.mark.parametrize(
    ("status", "keys", "reason"),
    [
        ("OK", "12", "complete"),
        ("TIMEOUT", "", "timeout"),
        ("TIMEOUT", "1", "partial"),
        ("HANGUP", "7", "hangup"),
        ("SKIPPED", "", "error"),
        ("ERROR", "", "error"),
        ("", "", "error"),
    ],
)
def test_the_end_of_collecting_keys(status, keys, reason):
    assert causes.read_reason(status, keys) == reason


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("DTMF", "key"),
        ("OPERATOR", "operator"),
        ("SILENCE", "silence"),
        ("TIMEOUT", "timeout"),
        ("HANGUP", "hangup"),
        ("SKIP", "error"),
        ("ERROR", "error"),
    ],
)
def test_the_end_of_a_recording(status, reason):
    assert causes.record_reason(status) == reason


@pytest.mark.parametrize("word", ["normal", "busy", "congestion", "no_answer", "rejected"])
def test_a_cause_that_we_hang_up_with_reads_back_as_its_word(word):
    assert causes.word_of_cause(causes.cause_of(word)) == word


@pytest.mark.parametrize(
    ("cause", "word"), [(0, "normal"), (42, "congestion"), (18, "no_answer"), (1, "other")]
)
def test_a_cause_has_a_word(cause, word):
    assert causes.word_of_cause(cause) == word


def test_a_word_that_is_no_cause_is_an_error():
    with pytest.raises(KeyError):
        causes.cause_of("tired")
