"""The people: their roles, who has access, and which scenarios they are kept to."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from scenarios.models import Invitation, Scenario
from scenarios.people import invite
from scenarios.roles import role_of, visible_scenarios
from tests.designer.conftest import PASSWORD
from tests.designer.pages import sent

pytestmark = pytest.mark.django_db


def test_every_button_beside_a_person_names_them(person: Client) -> None:
    for name in ("vera", "oleg"):
        invite(name, "supervisor", author=None)
    rows = re.findall(r"<tr>.*?</tr>", person.get("/people/").content.decode(), re.S)
    for name in ("vera", "oleg"):
        (row,) = [row for row in rows if f"<td>{name}" in row]
        buttons = re.findall(r'<(?:button|summary) class="(?:button )?small">(.*?)</(?:button|summary)>', row)
        assert [name in button for button in buttons] == [True] * 4


def test_a_closed_account_is_out_at_once(person: Client) -> None:
    user, _ = invite("vera", "supervisor", author=None)
    visitor = Client()
    visitor.force_login(user)
    assert visitor.get("/").status_code == 200
    sent(person, f"/people/{user.pk}/access/")
    assert visitor.get("/").status_code == 302
    assert not Invitation.objects.exists()
    sent(person, f"/people/{user.pk}/access/")
    assert User.objects.get(pk=user.pk).is_active


def test_a_role_is_given_on_the_page_and_the_restriction_stays(
    person: Client, samples: dict[str, Scenario]
) -> None:
    user, _ = invite("vera", "supervisor", author=None, only=[samples["приёмная"]])
    assert "vera: теперь интегратор" in sent(person, f"/people/{user.pk}/role/", role="integrator")
    row = User.objects.get(pk=user.pk).callwright
    assert (row.role, row.is_restricted, list(row.only.all())) == ("integrator", True, [samples["приёмная"]])


def test_the_last_administrator_is_not_removed(person: Client) -> None:
    anna = User.objects.get(username="anna")
    for address, fields in (("role", {"role": "operator"}), ("access", {})):
        assert "последний администратор" in sent(person, f"/people/{anna.pk}/{address}/", **fields)
    assert role_of(User.objects.get(username="anna")) == "admin"


def test_the_only_administrator_is_offered_neither_another_role_nor_the_door(person: Client) -> None:
    anna = User.objects.get(username="anna")
    page = person.get("/people/").content.decode()
    assert re.findall(
        rf'<(select|button)[^>]* disabled aria-describedby="last-admin-{anna.pk}" title="Единственный', page
    ) == [
        "select",
        "button",
    ]
    assert page.count(f'id="last-admin-{anna.pk}"') == 1
    User.objects.create_superuser("boris", password=PASSWORD)
    assert " disabled" not in person.get("/people/").content.decode()


def test_a_person_is_kept_to_some_scenarios_and_set_free_again(
    person: Client, samples: dict[str, Scenario]
) -> None:
    user, _ = invite("вера", "supervisor", author=None)
    one = samples["три номера"]
    sent(person, f"/people/{user.pk}/scenarios/", which="only", only=[one.pk, "x"])
    assert list(visible_scenarios(User.objects.get(pk=user.pk))) == [one]
    assert "Выберите: все" in sent(person, f"/people/{user.pk}/scenarios/")
    assert list(visible_scenarios(User.objects.get(pk=user.pk))) == [one]
    sent(person, f"/people/{user.pk}/scenarios/", which="all", only=[one.pk])
    assert visible_scenarios(User.objects.get(pk=user.pk)).count() == 2


def test_an_administrator_is_not_restricted(person: Client, samples: dict[str, Scenario]) -> None:
    anna = User.objects.get(username="anna")
    page = sent(person, f"/people/{anna.pk}/scenarios/", which="only")
    assert "Администратор видит все" in page
    assert visible_scenarios(anna).count() == 2
