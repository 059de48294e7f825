"""Logging in and out by the API."""

import pytest
from django.core.cache import cache
from django.test import Client

from designer.attempts import PAIR_MAX
from tests.designer.api.conftest import Ask, MakeUser

pytestmark = pytest.mark.django_db
RIGHT = {"name": "supervisor", "password": "x"}


def entered(client: Client, body: dict[str, str]) -> tuple[int, dict[str, object]]:
    """The status and the answer of a log-in with the token that the page was given."""
    token = client.get("/api/session").json()["csrf_token"]
    answer = client.post(
        "/api/session", body, content_type="application/json", headers={"X-CSRFToken": token}
    )
    return answer.status_code, answer.json()


@pytest.fixture
def browser(user: MakeUser) -> Client:
    """One that has not logged in, of a supervisor."""
    cache.clear()
    user("supervisor")
    return Client(enforce_csrf_checks=True)


def test_a_stranger_is_told_so_and_given_the_token(browser: Client) -> None:
    session = browser.get("/api/session").json()
    assert session["user"] is None
    assert len(session["csrf_token"]) == 64


def test_the_right_password_opens_a_session_with_what_the_role_may_do(browser: Client) -> None:
    status, session = entered(browser, RIGHT)
    assert status == 200
    person = session["user"]
    assert isinstance(person, dict)
    assert (person["name"], person["role"]) == ("supervisor", "supervisor")
    assert "call.view" in person["actions"]
    assert "scenario.edit" not in person["actions"]
    assert browser.get("/api/scenarios").status_code == 200


def test_a_session_that_is_closed_opens_nothing(browser: Client) -> None:
    _, session = entered(browser, RIGHT)
    headers = {"X-CSRFToken": str(session["csrf_token"])}
    assert browser.delete("/api/session", headers=headers).status_code == 204
    assert browser.get("/api/scenarios").status_code == 401


@pytest.mark.parametrize("wrong", [{"name": "supervisor"}, {"name": "nobody at all"}, {"name": "a\u0001"}])
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(browser: Client, wrong: dict[str, str]) -> None:
    status, problem = entered(browser, {"password": "wrong", **wrong})
    assert (status, problem["code"]) == (401, "wrong_password")


def test_after_too_many_guesses_the_right_password_waits_too(browser: Client) -> None:
    for _ in range(PAIR_MAX):
        entered(browser, {**RIGHT, "password": "guess"})
    status, problem = entered(browser, RIGHT)
    assert (status, problem["code"]) == (429, "too_many_attempts")


def test_nobody_is_logged_in_from_a_foreign_page(browser: Client) -> None:
    answer = browser.post("/api/session", RIGHT, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "no_token")


def test_an_account_without_a_role_may_do_nothing(ask: Ask) -> None:
    session = ask("nobody", "GET", "/session").json()
    assert session["user"]["role"] is None
    assert session["user"]["actions"] == []
