"""A caller's name, read again from the From header where Asterisk has lost its letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.asterisk.caller_name import display_name


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ('"Иван" <sip:7@host>;tag=1', "Иван"),
        ('"Иван, \\"(ООО)\\" \\\\" <sip:7@host>', 'Иван, "(ООО)" \\'),
        ("Ivan Petrov <sip:7@host>", "Ivan Petrov"),
        ("<sip:7@host>;tag=1", ""),
        ("sip:7@host;tag=1", ""),
        ('"unfinished <sip:7@host>', ""),
        ('"' + "Ж" * 1000 + '" <sip:7@host>', "Ж" * 128),
        ("", ""),
    ],
)
def test_a_display_name_is_read_from_the_header(address: str, name: str) -> None:
    assert display_name(address) == name


@given(st.text())
def test_whatever_a_header_holds_is_no_more_than_a_name(address: str) -> None:
    assert len(display_name(address)) <= 128


@given(st.text(max_size=100))
def test_a_quoted_name_comes_back_as_it_was(name: str) -> None:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    if "\n" not in name:
        assert display_name(f'"{quoted}" <sip:7@host>') == name.strip()
