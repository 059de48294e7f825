"""Invitations, roles, closed accounts. On both databases."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from scenarios.audit import entries
from scenarios.errors import NameTaken, NotFound, Refused
from scenarios.models import Invitation
from scenarios.people import (
    WeakPassword,
    accept,
    invite,
    invite_again,
    invited,
    people,
    set_role,
    switch_off,
    switch_on,
)
from scenarios.roles import role_of

pytestmark = pytest.mark.usefixtures("store")
PASSWORD = "synthetic-heron-7"


@pytest.fixture(autouse=True)
def quick_hashes(settings: pytest.FixtureRequest) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture
def admin(store: str) -> User:
    return User.objects.create_superuser("admin", password=PASSWORD)


def test_an_invited_person_sets_a_password_and_can_log_in(admin: User) -> None:
    user, token = invite("вера", "supervisor", author=admin)
    assert not user.has_usable_password()
    assert invited(token) == user
    assert accept(token, PASSWORD) == user
    assert authenticate(username="вера", password=PASSWORD) == user
    assert role_of(user) == "supervisor"


def test_a_link_works_once(admin: User) -> None:
    _, token = invite("вера", "operator", author=admin)
    accept(token, PASSWORD)
    assert invited(token) is None
    with pytest.raises(NotFound):
        accept(token, "another-heron-8")
    assert authenticate(username="вера", password=PASSWORD) is not None


def test_two_who_use_one_link_at_once_do_not_both(admin: User) -> None:
    _, token = invite("вера", "operator", author=admin)
    at_once = threading.Barrier(2)
    outcomes: list[str] = []

    def use(password: str) -> None:
        try:
            at_once.wait(5)
            accept(token, password)
            outcomes.append(password)
        except NotFound:
            outcomes.append("")
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=(f"{PASSWORD}-{place}",)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(map(bool, outcomes)) == [False, True]
    assert authenticate(username="вера", password=max(outcomes)) is not None


def test_a_link_ends_after_three_days(admin: User) -> None:
    _, token = invite("вера", "operator", author=admin)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert invited(token) is None
    with pytest.raises(NotFound):
        accept(token, PASSWORD)


def test_a_new_link_makes_the_old_one_worthless_and_the_password_holds_until_it_is_used(admin: User) -> None:
    user, first = invite("вера", "operator", author=admin)
    accept(first, PASSWORD)
    older, newer = invite_again(user, author=admin), invite_again(user, author=admin)
    assert invited(older) is None
    assert authenticate(username="вера", password=PASSWORD) is not None
    accept(newer, "another-heron-8")
    assert authenticate(username="вера", password=PASSWORD) is None


def test_the_database_keeps_no_token(admin: User) -> None:
    _, token = invite("вера", "operator", author=admin)
    assert token not in repr(list(Invitation.objects.values())) + repr(list(entries().values()))


@pytest.mark.parametrize("password", ["", "short", "password", "1234567890", "x" * 1001, "nul\0" + PASSWORD])
def test_a_weak_password_is_refused_and_the_link_still_works(admin: User, password: str) -> None:
    _, token = invite("вера", "operator", author=admin)
    with pytest.raises(WeakPassword):
        accept(token, password)
    assert invited(token) is not None


@pytest.mark.parametrize("name", ["", "a b", "x" * 151, "\0", "<b>"])
def test_what_is_no_name_is_refused(admin: User, name: str) -> None:
    with pytest.raises(Refused):
        invite(name, "operator", author=admin)


def test_what_is_no_mail_address_is_refused(admin: User) -> None:
    with pytest.raises(Refused):
        invite("вера", "operator", author=admin, email="вера@@")


def test_names_differ_by_more_than_the_case_of_letters(admin: User) -> None:
    invite("Вера", "operator", author=admin)
    with pytest.raises(NameTaken):
        invite("вера", "operator", author=admin)
    assert [user.username for user in people()] == ["admin", "Вера"]


def test_the_last_administrator_who_can_log_in_stays(admin: User) -> None:
    invite("второй", "admin", author=admin)
    with pytest.raises(Refused):
        switch_off(admin, author=admin)
    with pytest.raises(Refused):
        set_role(admin, "operator", author=admin)
    assert role_of(User.objects.get(username="admin")) == "admin"


def test_two_administrators_who_remove_each_other_leave_one(admin: User) -> None:
    second = User.objects.create_superuser("второй", password=PASSWORD)
    at_once = threading.Barrier(2)

    def remove(user: User) -> None:
        try:
            at_once.wait(5)
            switch_off(user, author=None)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=remove, args=(user,)) for user in (admin, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1


def test_a_role_changes_in_both_directions(admin: User) -> None:
    user, _ = invite("вера", "operator", author=admin)
    for role in ("admin", "integrator", "admin", "supervisor"):
        set_role(user, role, author=admin)  # type: ignore[arg-type]
        assert role_of(User.objects.get(pk=user.pk)) == role
    assert not User.objects.get(pk=user.pk).is_staff


def test_a_closed_account_is_closed_with_its_links_until_it_is_opened(admin: User) -> None:
    user, token = invite("вера", "operator", author=admin)
    accept(token, PASSWORD)
    token = invite_again(user, author=admin)
    switch_off(user, author=admin)
    assert authenticate(username="вера", password=PASSWORD) is None
    assert invited(token) is None
    with pytest.raises(Refused):
        invite_again(user, author=admin)
    switch_on(user, author=admin)
    assert authenticate(username="вера", password=PASSWORD) is not None
    assert invited(token) is None


def test_what_is_done_to_people_is_told(admin: User) -> None:
    user, token = invite("вера", "operator", author=admin)
    accept(token, PASSWORD)
    set_role(user, "supervisor", author=admin)
    switch_off(user, author=admin)
    switch_on(user, author=admin)
    assert [(entry.action, entry.author_name, entry.subject) for entry in entries()][::-1] == [
        ("invited", "admin", "вера"),
        ("password_set", "вера", "вера"),
        ("role_changed", "admin", "вера"),
        ("switched_off", "admin", "вера"),
        ("switched_on", "admin", "вера"),
    ]
