"""How texts, times and numbers are shown."""

import unicodedata
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from designer.icons import known_icon
from designer.templatetags.shown import clock, coded, linked, listing, moment, seconds, visible
from designer.templatetags.two_languages import plural
from runtime.component import components


@given(st.text(st.characters()))
def test_nothing_unseen_and_no_tag_gets_onto_a_page(text: str) -> None:
    page = visible(text)
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") for sign in page)
    assert "<" not in page.replace('<span class="unseen">', "").replace("</span>", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Иван & Ко", "Иван &amp; Ко"),
        ("a\u202eb", 'a<span class="unseen">\\u{202e}</span>b'),
        ("\n", '<span class="unseen">\\u{a}</span>'),
        (None, ""),
        (0, "0"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: object, shown: str) -> None:
    assert visible(text) == shown


def test_code_in_a_text_of_ours_is_set_as_code_and_no_tag_gets_through() -> None:
    assert coded("<b>`<i>` and `open") == "&lt;b&gt;<code>&lt;i&gt;</code> and `open"


def test_what_is_named_in_a_text_leads_there_once_and_no_tag_gets_through() -> None:
    assert linked("<b> «Там» «Там»", "«Там»", "/there/") == '&lt;b&gt; <a href="/there/">«Там»</a> «Там»'
    assert linked("<b>", "«Там»", "/there/") == "&lt;b&gt;"


def test_lines_of_a_listing_stay_lines() -> None:
    assert listing("a\n<b>") == "a\n&lt;b&gt;"


@pytest.mark.parametrize(
    ("ms", "shown"), [(0, "0:00"), (7_400, "0:07"), (750_000, "12:30"), (3_723_000, "1:02:03"), (None, "")]
)
def test_a_duration_is_shown_as_people_read_it(ms: object, shown: str) -> None:
    assert clock(ms) == shown


@pytest.mark.parametrize(("language", "shown"), [("en", "13.371"), ("ru", "13,371")])
def test_steps_are_timed_to_the_millisecond(language: str, shown: str) -> None:
    with override(language):
        assert (seconds(13_371), seconds("x")) == (shown, "")


@pytest.mark.parametrize("text", ["", "yesterday", None, 5])
def test_what_is_no_time_is_no_time(text: Any) -> None:
    assert moment(text) is None


@pytest.mark.parametrize(
    ("count", "form"),
    [
        (0, "звонков"),
        (1, "звонок"),
        (2, "звонка"),
        (5, "звонков"),
        (11, "звонков"),
        (12, "звонков"),
        (21, "звонок"),
        (104, "звонка"),
        (111, "звонков"),
    ],
)
def test_a_russian_noun_follows_its_number(count: int, form: str) -> None:
    assert plural(count, ("звонок", "звонка", "звонков"), "ru") == form


def test_every_component_has_its_icon_in_the_sprite() -> None:
    assert [kind.type for kind in components().values() if known_icon(kind.icon) != kind.icon] == []


def test_an_icon_nobody_drew_is_a_neutral_one() -> None:
    assert known_icon("from-a-package") == "circle-dot"
