"""Telephone numbers in one form: what providers really send, and what must stay as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.numbers import norm_number

MOSCOW = "+74951234567"
TOLL_FREE = "+78001234567"
MOBILE = "+79161234567"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("84951234567", MOSCOW),
        ("+7 495 123-45-67", MOSCOW),
        ("4951234567", MOSCOW),
        ("0074951234567", MOSCOW),
        ("74951234567", MOSCOW),
        ("+74951234567", MOSCOW),
        ("8 (495) 123-45-67", MOSCOW),
        ("8-495-123-45-67", MOSCOW),
        ("8(495)1234567", MOSCOW),
        ("(495) 123-45-67", MOSCOW),
        ("495 123 45 67", MOSCOW),
        ("7 (495) 123 45 67", MOSCOW),
        ("+7(495)123-45-67", MOSCOW),
        ("+7.495.123.45.67", MOSCOW),
        ("00 7 495 123 45 67", MOSCOW),
        (" 84951234567 ", MOSCOW),
        ("8\u00a0495\u00a0123\u201145\u201167", MOSCOW),
        ("810 7 495 123 45 67", MOSCOW),
        ("8-800-123-45-67", TOLL_FREE),
        ("88001234567", TOLL_FREE),
        ("8001234567", TOLL_FREE),
        ("+7 800 123 45 67", TOLL_FREE),
        ("89161234567", MOBILE),
        ("9161234567", MOBILE),
        ("+7 (916) 123-45-67", MOBILE),
        ("+380 44 123 4567", "+380441234567"),
        ("00380441234567", "+380441234567"),
        ("+1 202-555-0123", "+12025550123"),
        ("+49 30 901820", "+4930901820"),
        ("8 10 49 30 901820", "+4930901820"),
        ("101", "101"),
        ("112", "112"),
        ("3", "3"),
        ("*21#", "*21#"),
        ("0", "0"),
        ("00", "00"),
        ("1 2 3 4", "1234"),
        ("1234567", "1234567"),
        ("", ""),
        ("   ", ""),
        ("s", "s"),
        ("anonymous", "anonymous"),
        ("sip:101@10.0.0.1", "sip:101@10.0.0.1"),
        ("8495CALLNOW", "8495CALLNOW"),
        ("849512345678901234567890", "849512345678901234567890"),
    ],
)
def test_a_number_comes_out_in_one_form_or_as_it_was(written: str, wanted: str) -> None:
    assert norm_number(written, "RU") == wanted


@pytest.mark.parametrize(
    ("written", "region", "wanted"),
    [
        ("030 901820", "DE", "+4930901820"),
        ("(202) 555-0123", "US", "+12025550123"),
        ("+7 495 123-45-67", "US", MOSCOW),
        ("84951234567", "XX", "84951234567"),
        ("+74951234567", "XX", MOSCOW),
        ("0074951234567", "DE", MOSCOW),
    ],
)
def test_the_region_decides_how_a_national_number_is_read(written: str, region: str, wanted: str) -> None:
    assert norm_number(written, region) == wanted


@given(st.text(max_size=60))
def test_any_text_comes_out_without_spaces_and_a_second_time_the_same(text: str) -> None:
    once = norm_number(text, "RU")
    assert once == "".join(once.split())
    assert norm_number(once, "RU") == once


@given(st.text(alphabet="0123456789+-() ", max_size=20))
def test_a_number_that_changed_is_in_e164(text: str) -> None:
    once = norm_number(text, "RU")
    assert once == "".join(text.split()) or (once[0] == "+" and once[1:].isascii() and once[1:].isdigit())
