"""The list of calls, when somebody looks for some of them."""

import html
import re
from pathlib import Path

import pytest
from django.test import Client

from designer import call_pages
from tests.designer.events import ENDED, STARTED, spooled
from tests.designer.test_pages import shown

pytestmark = pytest.mark.django_db


def test_calls_are_looked_for_by_number_ending_and_scenario(person: Client, data: Path) -> None:
    spooled(data, STARTED, {**STARTED, "call": "17.5", "caller": "555"}, {**ENDED, "call": "17.5", "seq": 2})
    for query, calls in (
        ("", ["17.5", "17.4"]),
        ("number=55", ["17.5"]),
        ("cause=live", ["17.4"]),
        ("cause=completed&scenario=три номера", ["17.5"]),
        ("cause=nonsense&before=nonsense", ["17.5", "17.4"]),
        ("before=2026-11-23T20:00:00%2B03:00&before_call=17.5", ["17.4"]),
        ("scenario=нет", []),
    ):
        page = shown(person, f"/calls/?{query}")
        assert re.findall(r'href="/calls/(17\.\d)/"', page) == calls, query


def test_earlier_calls_are_one_page_away(person: Client, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_pages, "LISTED", 1)
    spooled(data, STARTED, {**STARTED, "call": "17.5"})
    (older,) = re.findall(r'href="(\?[^"]*before_call[^"]*)"', shown(person, "/calls/?cause=live"))
    assert 'href="/calls/17.4/"' in shown(person, "/calls/" + html.unescape(older))
