"""What a voice is given of a text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.words.spoken import LONGEST_CHARS, spoken_form


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("  Добрый \n день ", "Добрый день"),
        ("и\u0306", "й"),
        ("soft\u00adly", "soft ly"),
        ("[[h@l0]] you", "h@l0 you"),
        ("\x0150S fast", "50S fast"),
        ("a\x00b", "a b"),
        ("\ud800 lone", "lone"),
        ("", ""),
        (" ... — !", ""),
        ("№ 5", "№ 5"),
        ("<break time='9s'/> x", "<break time='9s'/> x"),
    ],
)
def test_only_words_reach_the_voice(text: str, spoken: str):
    assert spoken_form(text) == spoken


def test_a_long_text_is_cut_between_words():
    spoken = spoken_form("слово " * 20_000)
    assert len(spoken) <= LONGEST_CHARS
    assert spoken.endswith("слово")


def test_a_long_word_is_cut_inside():
    assert len(spoken_form("я" * 100_000)) == LONGEST_CHARS


@given(st.text(st.characters(), max_size=200))
def test_what_is_spoken_holds_no_instruction_for_the_voice(text: str):
    spoken = spoken_form(text)
    assert not set("[]") & set(spoken)
    assert not any(unicodedata.category(sign) in {"Cc", "Cf", "Cs"} for sign in spoken)


@given(st.text(st.characters(), max_size=200))
def test_what_is_spoken_stays_as_it_is_when_asked_again(text: str):
    assert spoken_form(spoken_form(text)) == spoken_form(text)
