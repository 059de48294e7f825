"""Russian numerals and the nouns they bend."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.words import russian
from runtime.words.money import amount_of
from runtime.words.values import Duration

_VALUES = {
    "ноль": 0,
    "один": 1,
    "одна": 1,
    "два": 2,
    "две": 2,
    "три": 3,
    "четыре": 4,
    "пять": 5,
    "шесть": 6,
    "семь": 7,
    "восемь": 8,
    "девять": 9,
    "десять": 10,
    "одиннадцать": 11,
    "двенадцать": 12,
    "тринадцать": 13,
    "четырнадцать": 14,
    "пятнадцать": 15,
    "шестнадцать": 16,
    "семнадцать": 17,
    "восемнадцать": 18,
    "девятнадцать": 19,
    "двадцать": 20,
    "тридцать": 30,
    "сорок": 40,
    "пятьдесят": 50,
    "шестьдесят": 60,
    "семьдесят": 70,
    "восемьдесят": 80,
    "девяносто": 90,
    "сто": 100,
    "двести": 200,
    "триста": 300,
    "четыреста": 400,
    "пятьсот": 500,
    "шестьсот": 600,
    "семьсот": 700,
    "восемьсот": 800,
    "девятьсот": 900,
}
_SCALES = {"тысяч": 10**3, "миллион": 10**6, "миллиард": 10**9, "триллион": 10**12}


def _understood(words: str) -> int:
    """The number a listener understands."""
    total = group = 0
    for word in words.split():
        scale = next((size for stem, size in _SCALES.items() if word.startswith(stem)), None)
        if scale:
            total, group = total + group * scale, 0
        else:
            group += _VALUES[word]
    return total + group


@given(st.integers(0, 10**15 - 1), st.sampled_from(["m", "f"]))
def test_a_listener_understands_the_number_that_was_meant(number: int, gender: russian.Gender):
    assert _understood(russian.cardinal(number, gender)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "одна"),
        (2, "две"),
        (12, "двенадцать"),
        (1000, "одна тысяча"),
        (21_000, "двадцать одна тысяча"),
        (1_000_000, "один миллион"),
        (2_000_002, "два миллиона две"),
        (21_001_021, "двадцать один миллион одна тысяча двадцать одна"),
        (10**9, "один миллиард"),
    ],
)
def test_a_feminine_numeral_bends_its_end_and_no_million(number: int, words: str):
    assert russian.cardinal(number, "f") == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "ноль"),
        ("-7", "минус семь"),
        ("0.5", "ноль целых пять десятых"),
        ("1.1", "одна целая одна десятая"),
        ("2.50", "две целых пять десятых"),
        ("21.21", "двадцать одна целая двадцать одна сотая"),
        ("11.11", "одиннадцать целых одиннадцать сотых"),
        ("3.002", "три целых две тысячных"),
        ("1000000.25", "один миллион целых двадцать пять сотых"),
        ("2.9996", "три"),
        ("-0.0001", "ноль"),
    ],
)
def test_fractions_are_tenths_hundredths_thousandths(number: str, words: str):
    assert russian.number(Decimal(number)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "ноль рублей"),
        (1, "один рубль"),
        (2, "два рубля"),
        (5, "пять рублей"),
        (11, "одиннадцать рублей"),
        (14, "четырнадцать рублей"),
        (21, "двадцать один рубль"),
        (111, "сто одиннадцать рублей"),
        (121, "сто двадцать один рубль"),
        (1000, "одна тысяча рублей"),
        (1_000_000, "один миллион рублей"),
        (0.01, "одна копейка"),
        (0.02, "две копейки"),
        (0.5, "пятьдесят копеек"),
        (1.21, "один рубль двадцать одна копейка"),
        (-2.12, "минус два рубля двенадцать копеек"),
        ("3,14 $", "три доллара четырнадцать центов"),
        ("1.01 €", "один евро один цент"),
    ],
)
def test_roubles_and_kopecks_agree_with_their_numbers(amount: object, words: str):
    assert russian.money(amount_of(amount)) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "двадцать третьего ноября две тысячи двадцать шестого года"),
        (date(2000, 1, 1), "первого января двухтысячного года"),
        (date(1999, 3, 8), "восьмого марта тысяча девятьсот девяносто девятого года"),
        (date(2021, 5, 31), "тридцать первого мая две тысячи двадцать первого года"),
        (date(2030, 7, 10), "десятого июля две тысячи тридцатого года"),
    ],
)
def test_a_date_tells_when_in_the_genitive(day: date, words: str):
    assert russian.date(day) == words


@given(st.dates())
def test_every_day_and_year_ends_as_a_genitive(day: date):
    words = russian.date(day).split()
    assert words[-1] == "года"
    assert words[-2].endswith(("ого", "его"))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(0, 0), "ноль часов"),
        (time(1, 1), "один час одна минута"),
        (time(2, 2), "два часа две минуты"),
        (time(11, 11), "одиннадцать часов одиннадцать минут"),
        (time(20, 5), "двадцать часов пять минут"),
        (time(21, 21), "двадцать один час двадцать одна минута"),
        (time(23, 54), "двадцать три часа пятьдесят четыре минуты"),
    ],
)
def test_hours_and_minutes_agree_with_their_numbers(moment: time, words: str):
    assert russian.time(moment) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "ноль секунд"),
        (1, "одна секунда"),
        (62, "одна минута две секунды"),
        (3600, "один час"),
        (7385, "два часа три минуты пять секунд"),
        (-60, "минус одна минута"),
    ],
)
def test_a_length_of_time_leaves_out_what_is_zero(seconds: int, words: str):
    assert russian.duration(Duration(seconds)) == words


def test_digits_are_said_one_by_one_with_pauses_between_groups():
    assert russian.digits(["102", "*#"]) == "один ноль два, звёздочка решётка"


def test_the_groups_of_a_phone_number_are_numbers():
    groups = ["+", "7", "495", "012", "00", "1234"]
    words = "плюс семь, четыреста девяносто пять, ноль двенадцать, ноль ноль, один два три четыре"
    assert russian.phone(groups) == words
