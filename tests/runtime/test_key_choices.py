"""Keys in their four states: chosen, chosen but perhaps longer, on the way, wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.key_choices import Choice, KeyChoices, extension_choices
from runtime.names import DialRules


def choices(*patterns: str) -> KeyChoices:
    return KeyChoices([Choice(pattern, pattern) for pattern in patterns])


@pytest.mark.parametrize(
    ("patterns", "keys", "made", "may_grow"),
    [
        (("1", "2"), "1", "1", False),
        (("1", "12"), "1", "1", True),
        (("1", "123"), "12", None, True),
        (("1", "12"), "3", None, False),
        (("1", "12"), "", None, True),
        (("1", "XXX"), "104", "XXX", False),
        (("104", "XXX"), "104", "104", False),
        (("X",), "*", None, False),
        (("*", "#"), "#", "#", False),
        ((), "1", None, False),
    ],
)
def test_keys_are_chosen_growing_or_wrong(patterns, keys, made, may_grow):
    choice = choices(*patterns).made_by(keys)
    assert (choice and choice.output) == made
    assert choices(*patterns).may_grow(keys) == may_grow


@pytest.mark.parametrize(
    ("patterns", "keys", "count"),
    [
        (("1", "2"), "", 1),
        (("1", "12", "13"), "", 2),
        (("1", "2", "XXX"), "", 3),
        (("1", "2XX"), "", 1),
        (("1", "2XX"), "2", 2),
        (("11", "22", "3"), "", 1),
        (("XX", "XXX", "XXXX"), "", 4),
        (("1X", "121"), "", 2),
        (("1X", "121"), "1", 1),
        (("12", "X23"), "1", 2),
        ((), "", 1),
    ],
)
def test_keys_are_read_up_to_the_nearest_choice_that_is_final(patterns, keys, count):
    assert choices(*patterns).keys_to_read(keys) == count


def test_all_internal_numbers_are_those_of_the_dial_rules():
    rules = DialRules.from_rows([("7XX", "PJSIP/{number}"), ("8XXXXXXXXXX", "PJSIP/{number}@trunk")])
    patterns = [choice.pattern for choice in extension_choices("all", rules, "extension")]
    assert patterns == ["7XX", "XX", "XXX", "XXXX", "XXXXX"]


def test_masks_are_written_with_x_or_question_marks():
    masks = extension_choices("1XX, 20?,3", DialRules(), "extension")
    assert [choice.pattern for choice in masks] == ["1XX", "20X", "3"]
    assert extension_choices("none", DialRules(), "extension") == []


PATTERNS = st.lists(st.text("12X*", min_size=1, max_size=4), max_size=6)


@settings(max_examples=500)
@given(PATTERNS, st.text("12*", max_size=6))
def test_reading_as_told_never_runs_past_a_choice_that_stops_at_once(patterns, pressed):
    """Read as many keys as told, again and again: what is chosen is what a reader of single keys chooses."""
    menu = choices(*patterns)
    assert _read(menu, pressed, menu.keys_to_read) == _read(menu, pressed, lambda keys: 1)


def _read(menu: KeyChoices, pressed: str, count) -> str | None:
    """What a caller chooses who presses these keys and then stays silent."""
    keys = ""
    while menu.may_grow(keys):
        heard = pressed[len(keys) : len(keys) + count(keys)]
        keys += heard
        if not heard:
            break
    choice = menu.made_by(keys)
    return choice and choice.output
