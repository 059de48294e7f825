"""A person's own password, changed on their page."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.designer.conftest import PASSWORD
from tests.designer.pages import sent, told_at


def test_a_person_changes_their_own_password_and_stays_in(person: Client) -> None:
    elsewhere = Client()
    elsewhere.force_login(User.objects.get(username="anna"))
    new = "synthetic-heron-7"
    page = sent(person, "/account/", old_password=PASSWORD, new_password1=new, new_password2=new)
    assert "Пароль изменён" in page
    assert elsewhere.get("/").status_code == 302
    assert Client().login(username="anna", password=new)


def test_a_wrong_old_password_changes_nothing(person: Client) -> None:
    new = "synthetic-heron-7"
    page = sent(person, "/account/", old_password="wrong", new_password1=new, new_password2=new)
    assert "Прежний пароль введён неверно" in told_at(page, "old_password")
    assert Client().login(username="anna", password=PASSWORD)


@pytest.mark.parametrize(
    ("new", "again", "field", "told"),
    [
        ("12345", "12345", "new_password1", "Слабый пароль, нужно: от 8 знаков"),
        ("synthetic-heron-7", "synthetic-heron-8", "new_password2", "Пароли не совпадают"),
        ("", "", "new_password1", "Введите пароль"),
    ],
)
def test_what_is_wrong_with_a_new_password_is_told_at_its_field(
    person: Client, new: str, again: str, field: str, told: str
) -> None:
    page = sent(person, "/account/", old_password=PASSWORD, new_password1=new, new_password2=again)
    assert told in told_at(page, field)
    assert 'id="old_password-wrong"' not in page


@pytest.mark.parametrize(("new", "rules"), [("", 1), ("12345", 0)])
def test_the_rules_for_passwords_stand_there_unless_the_refusal_tells_them(
    person: Client, new: str, rules: int
) -> None:
    page = sent(person, "/account/", old_password="wrong", new_password1=new, new_password2=new)
    assert page.count('id="password-rules"') == rules
    assert page.count(" autofocus") == 1
    assert page.count('aria-invalid="true"') >= 2
