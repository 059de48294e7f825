"""People by the API: invited by a link, given roles, let in or not."""

import dataclasses

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from scenarios.models import Scenario
from tests.designer.api.conftest import Ask, MakeUser
from tests.designer.conftest import PASSWORD


def test_an_invited_person_sets_a_password_and_comes_in_by_it(ask: Ask) -> None:
    invited = ask("admin", "POST", "/users", {"name": "ольга", "role": "integrator"}).json()
    assert (invited["user"]["role"], invited["user"]["has_password"]) == ("integrator", False)
    held = {"token": invited["token"]}
    assert ask("anonymous", "POST", "/invitation", held).json() == {"name": "ольга"}
    accepted = ask("anonymous", "POST", "/invitation/accept", {**held, "password": PASSWORD})
    assert accepted.json() == {"name": "ольга"}
    assert Client().login(username="ольга", password=PASSWORD)
    assert ask("anonymous", "POST", "/invitation", held).status_code == 404


def test_a_letter_brings_the_invitation_when_there_is_a_mail_server(ask: Ask, settings: Settings) -> None:
    new = {"name": "ольга", "role": "integrator", "email": "olga@example.org"}
    invited = ask("admin", "POST", "/users", new).json()
    assert not invited["is_mailed"]
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, mail_url="smtp://mail.example")
    again = ask("admin", "POST", f"/users/{invited['user']['id']}/invite").json()
    assert again["is_mailed"]


def test_a_weak_password_uses_no_invitation_up(ask: Ask) -> None:
    held = {"token": ask("admin", "POST", "/users", {"name": "ольга", "role": "operator"}).json()["token"]}
    weak = ask("anonymous", "POST", "/invitation/accept", {**held, "password": "12345678"})
    assert (weak.status_code, weak.json()["code"]) == (409, "weak_password")
    assert ask("anonymous", "POST", "/invitation", held).status_code == 200


def test_a_new_invitation_makes_the_lost_one_worthless(ask: Ask) -> None:
    first = ask("admin", "POST", "/users", {"name": "ольга", "role": "operator"}).json()
    again = ask("admin", "POST", f"/users/{first['user']['id']}/invite").json()
    assert ask("anonymous", "POST", "/invitation", {"token": first["token"]}).status_code == 404
    assert ask("anonymous", "POST", "/invitation", {"token": again["token"]}).status_code == 200


def test_a_person_can_be_restricted_to_scenarios(ask: Ask, user: MakeUser, scenario: Scenario) -> None:
    person = user("supervisor")
    wish = {"role": "supervisor", "only": [scenario.pk]}
    shown = ask("admin", "POST", f"/users/{person.pk}/role", wish).json()
    assert shown["only"] == [scenario.pk]
    missing = ask("admin", "POST", f"/users/{person.pk}/role", {**wish, "only": [999]})
    assert (missing.status_code, missing.json()["place"]["param"]) == (404, "only")


@pytest.mark.parametrize(("action", "body"), [("switch_off", None), ("role", {"role": "operator"})])
def test_the_last_administrator_stays(ask: Ask, user: MakeUser, action: str, body: object) -> None:
    admin = user("admin")
    answer = ask(admin, "POST", f"/users/{admin.pk}/{action}", body)
    assert answer.status_code == 409
    assert ask(admin, "GET", "/users").status_code == 200


def test_a_closed_account_keeps_its_role_for_later(ask: Ask, user: MakeUser) -> None:
    person = user("operator")
    closed = ask("admin", "POST", f"/users/{person.pk}/switch_off").json()
    assert (closed["is_active"], closed["role"]) == (False, "operator")
    assert ask("admin", "POST", f"/users/{person.pk}/switch_on").json()["is_active"]


def test_the_name_of_another_is_taken(ask: Ask) -> None:
    ask("admin", "POST", "/users", {"name": "Olga", "role": "operator"})
    answer = ask("admin", "POST", "/users", {"name": "olga", "role": "operator"})
    assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")
