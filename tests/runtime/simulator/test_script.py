"""What a scripted caller is told to do, and does."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.simulator import ScriptError
from runtime.simulator.script import Answer, ScriptedCaller, parse_keys


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("", ()),
        ("  ", ()),
        ("1", (Answer("1"),)),
        ("1,w,2#", (Answer("1"), Answer(), Answer("2#"))),
        (" 12 , w ", (Answer("12"), Answer())),
        ("h", (Answer(hangs_up=True),)),
        ("1,h@n7", (Answer("1"), Answer(hangs_up=True, node="n7"))),
        ("12h", (Answer("12", hangs_up=True),)),
        ("*0D", (Answer("*0D"),)),
    ],
)
def test_answers_are_separated_by_commas(text, answers):
    assert parse_keys(text) == answers


@pytest.mark.parametrize("text", ["x", "1,,2", "1,", "12w", "12h@n7", "h@", "h@a b", "1 2", "w,z"])
def test_what_cannot_be_read_is_told_with_its_place(text):
    with pytest.raises(ScriptError) as refusal:
        parse_keys(text)
    bad = next(place for place, part in enumerate(text.split(","), 1) if _is_bad(part))
    assert refusal.value.message.en.startswith(f"Answer {bad} ")
    assert refusal.value.message.ru.startswith(f"Ответ {bad} ")


def _is_bad(part: str) -> bool:
    try:
        return not part or not parse_keys(part)
    except ScriptError:
        return True


@given(st.text(max_size=30))
def test_any_text_is_answers_or_a_clear_error(text):
    try:
        answers = parse_keys(text)
    except ScriptError:
        return
    assert all(set(answer.keys) <= set("0123456789*#ABCD") for answer in answers)


@given(st.lists(st.text("0123456789*#ABCD", min_size=1, max_size=8), min_size=1, max_size=5))
def test_keys_are_pressed_as_they_are_written(keys):
    assert [answer.keys for answer in parse_keys(",".join(keys))] == keys


def caller(text: str) -> ScriptedCaller:
    return ScriptedCaller(parse_keys(text))


def test_a_caller_whose_answers_are_used_up_stays_silent():
    one = caller("1")
    assert one.next_answer() == Answer("1")
    assert one.next_answer() == Answer()


def test_a_hang_up_waits_for_the_answers_before_it():
    one = caller("1,h")
    assert not one.hangs_up_now("n1")
    one.next_answer()
    assert one.hangs_up_now("n1")


def test_a_hang_up_in_a_node_waits_for_that_node_while_later_answers_are_given():
    one = caller("h@n7,1")
    assert not one.hangs_up_now("n6")
    assert one.next_answer() == Answer("1")
    assert one.hangs_up_now("n7")


def test_a_copy_of_a_caller_goes_on_by_itself():
    one = caller("1,2")
    other = copy.copy(one)
    one.next_answer()
    assert other.next_answer() == Answer("1")
