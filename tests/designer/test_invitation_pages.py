"""Invitations: sent from the page of the people, answered by their link."""

import dataclasses
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from scenarios.invitation_letter import SEND_INVITATION
from scenarios.jobs.models import Job
from scenarios.models import Invitation
from scenarios.roles import role_of
from tests.designer.pages import sent, told_at


def link_in(page: str) -> str:
    found = re.search(r"http://testserver(/invitation/[\w-]+/)", page)
    assert found is not None
    return found.group(1)


def test_an_invitation_that_is_refused_keeps_what_was_typed(person: Client) -> None:
    answer = person.post(
        "/people/invite/", {"name": "a b", "email": "vera@example.com", "role": "supervisor"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="a b"' in page
    assert 'value="vera@example.com"' in page
    assert '<option value="supervisor" selected>' in page.rpartition("<aside>")[2]


def test_a_wrong_name_and_a_wrong_address_are_told_together(person: Client) -> None:
    answer = person.post("/people/invite/", {"name": "a b", "email": "no address", "role": "operator"})
    page = answer.content.decode()
    assert "Имя: до 150 букв" in page.partition('id="name-wrong"')[2].partition("</label>")[0]
    assert "Это не адрес почты" in page.partition('id="email-wrong"')[2].partition("</label>")[0]


@pytest.mark.parametrize(
    "fields",
    [{"name": "", "role": "operator"}, {"name": "anna", "role": "operator"}, {"name": "vera", "role": "x"}],
)
def test_an_invitation_that_cannot_be_is_told(person: Client, fields: dict[str, str]) -> None:
    answer = person.post("/people/invite/", fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert User.objects.count() == 1


def test_an_invited_person_comes_in_by_the_link_and_only_once(person: Client) -> None:
    link = link_in(sent(person, "/people/invite/", name="vera", email="vera@example.com", role="supervisor"))
    visitor = Client()
    assert "супервизор" in visitor.get(link).content.decode()
    answer = visitor.post(link, {"password": "synthetic-heron-7"}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    vera = User.objects.get(username="vera")
    assert visitor.session["_auth_user_id"] == str(vera.pk)
    assert (vera.email, role_of(vera)) == ("vera@example.com", "supervisor")
    for again in (Client(), visitor):
        assert again.get(link).status_code == 404
        assert again.post(link, {"password": "another-heron-8"}).status_code == 404


def test_an_invitation_is_mailed_when_there_is_a_mail_server(person: Client, settings: Settings) -> None:
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, mail_url="smtp://mail.example")
    fields = {"name": "vera", "email": "vera@example.com", "role": "supervisor"}
    page = sent(person, "/people/invite/", **fields)
    assert "Письмо с ней уже идёт на vera@example.com" in page
    (job,) = Job.objects.filter(task=SEND_INVITATION)
    digest, address, language = job.args
    assert (address, language) == ("http://testserver/invitation/", "ru")
    assert Invitation.objects.get().digest == digest
    assert link_in(page)


def test_a_weak_password_is_told_and_the_link_stays(person: Client) -> None:
    link = link_in(sent(person, "/people/invite/", name="vera", role="operator"))
    answer = Client().post(link, {"password": "12345678"})
    assert answer.status_code == 422
    assert "Слабый пароль" in told_at(answer.content.decode(), "password")
    assert Client().get(link).status_code == 200


def test_the_link_is_on_the_page_once(person: Client) -> None:
    link = link_in(sent(person, "/people/invite/", name="vera", role="operator"))
    assert link not in person.get("/people/").content.decode()
    assert link not in person.get("/audit/").content.decode()


def test_a_new_link_replaces_the_old_one(person: Client) -> None:
    first = link_in(sent(person, "/people/invite/", name="vera", role="operator"))
    vera = User.objects.get(username="vera")
    second = link_in(sent(person, f"/people/{vera.pk}/invite/"))
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
