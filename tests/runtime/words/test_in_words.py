"""Which values can be read as which kinds."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.expressions.values import Uint
from runtime.words import NotOfKind, in_words

KINDS = ("number", "digits", "money", "date", "time", "phone")
EVENING = datetime(2026, 11, 23, 20, 5, 59, tzinfo=timezone(timedelta(hours=3)))


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (12, "number", "twelve"),
        (12.0, "number", "twelve"),
        (Uint(12), "number", "twelve"),
        ("12", "number", "twelve"),
        (" 1\u00a0234,50 ", "number", "one thousand two hundred and thirty-four point five"),
        ("−3", "number", "minus three"),
        (1.005, "money", "one rouble one kopeck"),
        ("100 руб.", "money", "one hundred roubles"),
        ("1 000 ₽", "money", "one thousand roubles"),
        (EVENING, "date", "November twenty-third, twenty twenty-six"),
        ("2026-11-23", "date", "November twenty-third, twenty twenty-six"),
        ("2026-11-23T20:05:00Z", "date", "November twenty-third, twenty twenty-six"),
        ("3.1.2026", "date", "January third, twenty twenty-six"),
        (EVENING, "time", "eight oh five p.m."),
        ("8:30", "time", "eight thirty a.m."),
        ("2026-11-23 20:05", "time", "eight oh five p.m."),
        (timedelta(seconds=61.4), "time", "one minute one second"),
        (90, "time", "one minute thirty seconds"),
        (1205, "digits", "one two zero, five"),
        (1205.0, "digits", "one two zero, five"),
        ("12 05", "digits", "one two zero, five"),
        ("+7 (495) 123-45-67", "phone", "plus seven, four nine five, one two three, four five, six seven"),
        (101, "phone", "one zero one"),
    ],
)
def test_a_value_is_read_whatever_form_it_comes_in(value: object, kind: str, words: str):
    assert in_words(value, kind, "en", "RU") == words


@pytest.mark.parametrize("number", ["84951234567", "+74951234567", "74951234567", "0074951234567"])
def test_a_phone_number_sounds_the_same_whatever_the_provider_sends(number: str):
    words = "плюс семь, четыреста девяносто пять, сто двадцать три, сорок пять, шестьдесят семь"
    assert in_words(number, "phone", "ru", "RU") == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("7", "семь"),
        ("101", "сто один"),
        ("1205", "двенадцать, ноль пять"),
        ("12345", "один, двадцать три, сорок пять"),
        ("123456", "двенадцать, тридцать четыре, пятьдесят шесть"),
        ("1234567", "сто двадцать три, сорок пять, шестьдесят семь"),
        ("*21#", "звёздочка, двадцать один, решётка"),
    ],
)
def test_short_and_local_numbers_are_said_in_pairs(number: str, words: str):
    assert in_words(number, "phone", "ru", "RU") == words


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, "number"),
        (True, "digits"),
        (None, "number"),
        ([1], "digits"),
        ("", "number"),
        ("two", "number"),
        ("٣", "number"),
        ("1e5", "number"),
        (float("nan"), "number"),
        (float("inf"), "money"),
        (10**15, "number"),
        ("5 zorkmids", "money"),
        ("$5 €", "money"),
        ("31.02.2026", "date"),
        (20261123, "date"),
        ("25:00", "time"),
        ("AB12", "digits"),
        (-1, "digits"),
        (1.5, "digits"),
        ("call me", "phone"),
        ("1" * 65, "phone"),
    ],
)
def test_a_value_of_another_kind_is_refused(value: object, kind: str):
    with pytest.raises(NotOfKind):
        in_words(value, kind, "ru", "RU")


def test_a_language_without_words_of_its_own_is_read_in_english():
    assert in_words(3, "number", "kk", "KZ") == "three"


_ANY_VALUE = st.one_of(
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.text(max_size=80),
    st.text("0123456789.,:-+*# T₽$", max_size=40),
    st.datetimes(timezones=st.just(UTC)),
    st.timedeltas(),
    st.binary(),
    st.lists(st.integers(), max_size=3),
)


@given(
    _ANY_VALUE, st.sampled_from(KINDS), st.sampled_from(["ru", "en"]), st.sampled_from(["RU", "GB", "", "??"])
)
def test_any_value_gives_words_or_is_refused(value: object, kind: str, language: str, region: str):
    try:
        words = in_words(value, kind, language, region)
    except NotOfKind:
        return
    assert words
    assert not any(sign.isdigit() for sign in words)
