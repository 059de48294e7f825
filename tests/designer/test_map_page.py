"""The map: which numbers lead to which scenarios, and what those name."""

import re
from itertools import pairwise

import pytest
from django.test import Client

from scenarios.models import Scenario
from scenarios.people import invite
from scenarios.routes import set_route
from scenarios.system_map import mapped
from tests.designer.pages import shown

pytestmark = pytest.mark.django_db


def test_what_a_scenario_names_stands_level_with_it_and_a_row_apart(
    person: Client, samples: dict[str, Scenario]
) -> None:
    for number in ("201", "202", "203"):
        set_route(number, samples["три номера"], author=None)
    drawn = re.findall(r'<foreignObject x="(\d+)" y="(\d+)".*?title="([^"]*)"', shown(person, "/map/"), re.S)
    (level,) = [int(y) for _, y, name in drawn if name == "приёмная"]
    right = max(int(x) for x, _, _ in drawn)
    named = [int(y) for x, y, _ in drawn if int(x) == right]
    assert len(named) == 4
    assert [low - high for high, low in pairwise(named)] == [42, 42, 42]
    assert abs(sum(named) / 4 - level) <= 1


@pytest.mark.parametrize(
    ("language", "all_other"), [("ru", "все остальные номера"), ("en", "all other numbers")]
)
def test_the_map_shows_what_leads_where(
    person: Client, samples: dict[str, Scenario], language: str, all_other: str
) -> None:
    page = shown(person, "/map/", language)
    picture, _, as_list = page.partition('id="as-list"')
    for text in ("приёмная", "три номера", "100", all_other):
        assert text in picture
        assert text in as_list


def test_queues_phones_and_boxes_are_told_with_the_scenarios_that_use_them(
    person: Client, samples: dict[str, Scenario]
) -> None:
    reception = samples["приёмная"]
    (target, *_) = [one for one in mapped([reception])[0].targets if not one.is_computed]
    _, _, by_name = shown(person, "/map/").partition('id="names"')
    place = f'<a href="/scenarios/{reception.pk}/#{target.node}">'
    assert f"«{target.name}»" in by_name
    assert f"{place}приёмная</a>" in by_name
    assert f"{place}{target.name}</a>" in shown(person, f"/scenarios/{reception.pk}/manage/")


def test_the_map_hides_what_is_not_theirs(client: Client, samples: dict[str, Scenario]) -> None:
    client.force_login(invite("вера", "supervisor", author=None, only=[samples["три номера"]])[0])
    assert "приёмная" not in shown(client, "/map/")
