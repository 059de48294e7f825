"""The list of scenarios: folders, search, first steps."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from scenarios.drafts import create
from scenarios.folders import move
from scenarios.models import Scenario
from scenarios.people import invite
from scenarios.revisions import publish
from scenarios.routes import set_route
from scenarios.starting import begin

pytestmark = pytest.mark.django_db


def names(person: Client, address: str) -> list[str]:
    """The scenarios on a page, from top to bottom."""
    page = person.get(address).content.decode()
    return re.findall(r'class="cover"[^>]*>([^<]*)<', page)


def test_a_scenario_opens_as_a_drawing(person: Client, samples: dict[str, Scenario]) -> None:
    page = person.get("/").content.decode()
    assert f'href="/scenarios/{samples["приёмная"].pk}/drawing/"' in page


def test_folders_come_after_what_is_in_none_and_can_be_closed(
    person: Client, samples: dict[str, Scenario]
) -> None:
    move(samples["три номера"], "Отдел продаж/Ночь", author=None)
    create("дневной", author=None, folder="Отдел продаж")
    assert names(person, "/") == ["приёмная", "дневной", "три номера"]
    page = person.get("/").content.decode()
    assert len(re.findall(r"<details[^>]* open", page)) == 2
    assert re.search(r"Отдел продаж<span[^>]*> / </span>Ночь", page)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=ПРИ", ["приёмная"]),
        ("q=100", ["приёмная"]),
        ("q=ночь", ["три номера"]),
        ("state=published", ["приёмная", "три номера"]),
        ("state=changed", []),
        ("state=draft", ["новый"]),
        ("state=errors", ["новый"]),
        ("state=x&q=", ["новый", "приёмная", "три номера"]),
    ],
)
def test_the_list_is_searched(
    person: Client, samples: dict[str, Scenario], asked: str, found: list[str]
) -> None:
    move(samples["три номера"], "Ночь", author=None)
    create("новый", author=None, document={"graph": {"name": "новый"}})
    assert names(person, f"/?{asked}") == found


def test_names_are_listed_as_people_count(person: Client, samples: dict[str, Scenario]) -> None:
    for name in ("линия 10", "Линия 2", "линия 9"):
        create(name, author=None, folder="Этаж 10" if name == "линия 9" else "Этаж 9")
    assert names(person, "/") == ["три номера", "приёмная", "Линия 2", "линия 10", "линия 9"]


def test_the_main_scenario_is_explained_where_it_is_listed(
    person: Client, samples: dict[str, Scenario]
) -> None:
    said = "у которых нет своего сценария"
    assert said in person.get("/").content.decode()
    assert said not in person.get("/?q=приём").content.decode()


def test_a_search_that_finds_nothing_says_so(person: Client, samples: dict[str, Scenario]) -> None:
    assert "Ничего не нашлось" in person.get("/?q=нет%20такого").content.decode()


def test_the_first_steps_stay_until_something_of_their_own_is_published(
    person: Client, samples: dict[str, Scenario]
) -> None:
    anna = User.objects.get(username="anna")
    for number in ("8495*", "84951234567"):
        set_route(number, samples["три номера"], author=None)
    page = person.get("/").content.decode()
    assert "за три шага" in page
    assert "manage.py call &#x27;три номера&#x27; --called 84951234567 --keys 1" in page
    mine = begin("мой", "two_keys", language="ru", folder="", author=anna)
    page = person.get("/").content.decode()
    assert page.count('<li class="done">') == 1
    assert "manage.py call &#x27;мой&#x27; --keys 1" in page
    for node in mine.draft["nodes"]:
        if node["type"] == "voice_menu":
            node["params"]["options"][0]["keys"] = "5#"
    mine.save()
    page = person.get("/").content.decode()
    assert "--keys &#x27;5#&#x27;" in page
    assert "нажмёт <code>5#</code>" in page
    mine.draft["nodes"] = [node for node in mine.draft["nodes"] if node["type"] != "voice_menu"]
    mine.save()
    assert "--keys" not in person.get("/").content.decode()
    publish(begin("иной", "two_keys", language="ru", folder="", author=anna), note="", author=anna)
    assert "за три шага" not in person.get("/").content.decode()
    assert person.get("/?first_steps=1").content.decode().count('<li class="done">') == 2


def test_the_first_steps_go_when_they_are_not_wanted(person: Client, samples: dict[str, Scenario]) -> None:
    assert "за три шага" not in person.post("/first_steps/", follow=True).content.decode()
    assert "за три шага" not in person.get("/").content.decode()
    assert "за три шага" in person.get("/?first_steps=1").content.decode()


def test_who_may_only_look_is_offered_nothing_to_make(client: Client, samples: dict[str, Scenario]) -> None:
    client.force_login(invite("вера", "supervisor", author=None)[0])
    page = client.get("/").content.decode()
    assert "приёмная" in page
    for offered in ("за три шага", "/scenarios/new/", "/import/", "/manage/", "/api/export"):
        assert offered not in page
