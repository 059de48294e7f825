"""English words for values."""

from datetime import date, time
from decimal import Decimal

import pytest

from runtime.words import english
from runtime.words.money import amount_of
from runtime.words.values import Duration


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "zero"),
        ("-21", "minus twenty-one"),
        ("1234", "one thousand two hundred and thirty-four"),
        ("2.5", "two point five"),
        ("2.50", "two point five"),
        ("0.125", "zero point one two five"),
        ("2.9996", "three"),
    ],
)
def test_numbers_are_read_without_pauses_inside(number: str, words: str):
    assert english.number(Decimal(number)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "zero roubles"),
        (1, "one rouble"),
        (0.01, "one kopeck"),
        ("$1234.50", "one thousand two hundred and thirty-four dollars fifty cents"),
        ("2 EUR", "two euros"),
        (-5, "minus five roubles"),
    ],
)
def test_money_has_a_plural_for_all_but_one(amount: object, words: str):
    assert english.money(amount_of(amount)) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "November twenty-third, twenty twenty-six"),
        (date(2005, 1, 1), "January first, two thousand and five"),
        (date(1905, 12, 12), "December twelfth, nineteen oh-five"),
    ],
)
def test_a_date_has_an_ordinal_and_a_year_in_pairs(day: date, words: str):
    assert english.date(day) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(0, 0), "midnight"),
        (time(0, 10), "twelve ten a.m."),
        (time(8, 0), "eight a.m."),
        (time(12, 0), "noon"),
        (time(12, 30), "twelve thirty p.m."),
        (time(20, 5), "eight oh five p.m."),
    ],
)
def test_the_time_of_day_is_told_on_a_twelve_hour_clock(moment: time, words: str):
    assert english.time(moment) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "zero seconds"),
        (1, "one second"),
        (3725, "one hour two minutes five seconds"),
        (-120, "minus two minutes"),
    ],
)
def test_a_length_of_time_leaves_out_what_is_zero(seconds: int, words: str):
    assert english.duration(Duration(seconds)) == words


def test_a_phone_number_is_said_digit_by_digit():
    assert english.phone(["+", "44", "20", "05"]) == "plus four four, two zero, zero five"


def test_the_keys_of_a_phone_have_names():
    assert english.digits(["*1#"]) == "star one hash"
