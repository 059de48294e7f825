"""What fits a row of a menu: tables for what people write, properties for what nobody should."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.matching import BadRow, Match, RowKind, matcher
from runtime.numbers import norm_number, number_forms

KINDS = st.sampled_from(["text", "mask", "range", "list", "regex"])
MATCHES = st.sampled_from(["exact", "number", "ignore_case"])
DIGITS = st.text("0123456789", min_size=1, max_size=12)


def fits(kind: RowKind, value: str, text: str, match: Match = "exact") -> bool:
    return matcher(kind, value, match)(text, "RU")


@pytest.mark.parametrize(
    ("kind", "value", "match", "text", "wanted"),
    [
        ("text", "3", "exact", "3", True),
        ("text", " 3 ", "exact", "3", True),
        ("text", "3", "exact", "33", False),
        ("text", "ВИП", "exact", "вип", False),
        ("text", "ВИП", "ignore_case", "вип", True),
        ("text", "84951234567", "exact", "+74951234567", False),
        ("text", "84951234567", "number", "+74951234567", True),
        ("text", "84951234567", "number", "007 (495) 123-45-67", True),
        ("text", "84951234567", "number", "84951234568", False),
        ("text", "101", "number", "101", True),
        ("text", "8495*", "exact", "8495*", True),
        ("text", "8495*", "exact", "84951", False),
        ("mask", "8495*", "exact", "8495", True),
        ("mask", "8495*", "exact", "84951234567", True),
        ("mask", "8495*", "exact", "18495", False),
        ("mask", "8495*", "number", "+74951234567", True),
        ("mask", "+7495*", "number", "84951234567", True),
        ("mask", "8495*", "number", "+78121234567", False),
        ("mask", "1??", "exact", "123", True),
        ("mask", "1??", "exact", "12", False),
        ("mask", "1??", "exact", "1234", False),
        ("mask", "*", "exact", "что угодно", True),
        ("mask", "1.3", "exact", "123", False),
        ("mask", "a[b]*", "exact", "a[b]c", True),
        ("mask", "вип*", "ignore_case", "ВИП-клиент", True),
        ("range", "100-199", "exact", "100", True),
        ("range", "100-199", "exact", "199", True),
        ("range", "100-199", "exact", "200", False),
        ("range", "100 .. 199", "exact", "150", True),
        ("range", "-5..5", "exact", "-3", True),
        ("range", "1,5-2.5", "exact", "2", True),
        ("range", "1-9", "exact", "пять", False),
        ("range", "100–199", "exact", "0150", True),
        ("range", "84951234500-84951234599", "number", "+7 495 123-45-67", True),
        ("range", "84951234500-84951234599", "number", "+7 495 123-46-67", False),
        ("list", "1, 2;3\n4", "exact", "3", True),
        ("list", "1, 2;3\n4", "exact", "5", False),
        ("list", "Да, Конечно", "ignore_case", "конечно", True),
        ("list", "84951234567, 84951234568", "number", "+74951234568", True),
        ("regex", "^8(495|499)", "exact", "84991234567", True),
        ("regex", "^8(495|499)", "exact", "88121234567", False),
        ("regex", "^8(495|499)", "number", "+74991234567", True),
        ("regex", "вип|vip", "ignore_case", "Клиент VIP", True),
        ("regex", "^[0-9]+$", "exact", "12a", False),
    ],
)
def test_a_row_fits_what_a_person_reading_it_expects(
    kind: RowKind, value: str, match: Match, text: str, wanted: bool
) -> None:
    assert fits(kind, value, text, match) is wanted


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("regex", "(", "bad_pattern"),
        ("regex", r"(a)\1", "bad_pattern"),
        ("regex", "a" * 5000, "bad_pattern"),
        ("mask", "1" * 5000, "bad_pattern"),
        ("range", "", "bad_range"),
        ("range", "5", "bad_range"),
        ("range", "a-z", "bad_range"),
        ("range", "9-1", "bad_range"),
        ("list", " , ;\n", "empty_list"),
    ],
)
def test_a_row_that_cannot_be_read_says_why_in_both_languages(kind: RowKind, value: str, code: str) -> None:
    with pytest.raises(BadRow) as caught:
        matcher(kind, value, "exact")
    assert caught.value.code == code
    assert caught.value.message.ru != caught.value.message.en


@given(kind=KINDS, match=MATCHES, value=st.text(max_size=40), text=st.text(max_size=40))
def test_no_row_and_no_text_can_crash_a_menu(kind: RowKind, match: Match, value: str, text: str) -> None:
    try:
        fits_row = matcher(kind, value, match)
    except BadRow:
        return
    assert fits_row(text, "RU") in (True, False)


@given(kind=KINDS, match=MATCHES, digits=DIGITS, text=st.text(max_size=40))
def test_a_lone_surrogate_fits_no_pattern(kind: RowKind, match: Match, digits: str, text: str) -> None:
    value = f"{digits}-{digits}" if kind == "range" else digits
    assert not fits(kind, value, f"{text}\ud800", match)


@given(
    value=st.text(
        st.characters(blacklist_characters="*?", blacklist_categories=["Cs"]), min_size=1, max_size=30
    )
)
def test_a_mask_without_wildcards_is_the_text_itself(value: str) -> None:
    assert fits("mask", value, value.strip())
    assert not fits("mask", value, f"{value.strip()}x")


@given(low=st.integers(0, 10**9), size=st.integers(0, 10**6), number=st.integers(0, 10**9 + 10**6))
def test_a_range_holds_exactly_the_numbers_between_its_ends(low: int, size: int, number: int) -> None:
    assert fits("range", f"{low}-{low + size}", str(number)) is (low <= number <= low + size)


@given(items=st.lists(DIGITS, min_size=1, max_size=10), text=DIGITS)
def test_a_list_fits_exactly_its_items(items: list[str], text: str) -> None:
    assert fits("list", ";".join(items), text) is (text in items)


@pytest.mark.parametrize(
    ("kind", "value"), [("regex", "^(a+)+$"), ("regex", "(a|a)*b"), ("mask", "*a" * 60 + "*b")]
)
def test_a_hostile_pattern_ends(kind: RowKind, value: str) -> None:
    fits_row = matcher(kind, value, "exact")
    assert not fits_row("a" * 20_000 + "!", "RU")


@given(text=st.text(max_size=50) | st.from_regex(re.compile(r"\+?[0-9 ()-]{0,20}"), fullmatch=True))
def test_a_number_has_its_normal_form_among_its_forms(text: str) -> None:
    assert norm_number(text, "RU") in number_forms(text, "RU")


def test_a_foreign_number_has_no_home_form() -> None:
    assert number_forms("+49 30 901820", "RU") == ("+4930901820",)
