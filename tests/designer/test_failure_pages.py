"""Pages that stand in for one that cannot be shown."""

import re

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client

from designer import failure_pages, scenario_list

pytestmark = pytest.mark.django_db


def words(answer: HttpResponse) -> str:
    """What can be read in the body of a page."""
    body = answer.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def is_of_the_product(answer: HttpResponse) -> bool:
    return b"callwright.css" in answer.content and b'class="top"' in answer.content


@pytest.mark.parametrize(
    ("language", "title"), [("ru", "Такой страницы нет"), ("en", "There is no such page")]
)
@pytest.mark.parametrize("address", ["/nowhere/", "/scenarios/999/", "/calls/none/"])
def test_a_page_that_is_not_there_says_so(person: Client, address: str, language: str, title: str) -> None:
    answer = person.get(address, headers={"accept-language": language})
    assert answer.status_code == 404
    assert is_of_the_product(answer)
    assert title in words(answer)
    assert b"anna" in answer.content


def test_a_stranger_gets_the_same_page_and_may_log_in(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert is_of_the_product(answer)
    assert b'<a class="button" href="/login/">' in answer.content


def test_a_call_that_is_not_there_leads_to_the_calls(person: Client) -> None:
    assert b'<a class="button" href="/calls/">' in person.get("/calls/none/").content
    assert b'<a class="button" href="/">' in person.get("/nowhere/").content


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chosen_theme_stays(person: Client, theme: str) -> None:
    person.cookies["theme"] = theme
    assert f'data-theme="{theme}"'.encode() in person.get("/nowhere/").content


@pytest.mark.parametrize(("language", "title"), [("ru", "Что-то сломалось"), ("en", "Something broke")])
def test_a_fault_is_told_without_the_database(
    person: Client,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    title: str,
) -> None:
    def fail(*_: object) -> bool:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(scenario_list, "may", fail)
    person.raise_request_exception = False
    answer = person.get("/", headers={"accept-language": language})
    assert answer.status_code == 500
    assert is_of_the_product(answer)
    assert title in words(answer)
    assert "disk is full" not in answer.content.decode()


def test_the_page_of_a_fault_asks_the_database_for_nothing(person: Client) -> None:
    request = person.get("/nowhere/").wsgi_request
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.db.backends.utils.CursorWrapper.execute", None)
        assert failure_pages.broken(request).status_code == 500


def test_a_form_without_its_token_tells_to_reload(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/login/", {"username": "anna"})
    assert answer.status_code == 403
    assert is_of_the_product(answer)
    assert "Страница устарела" in words(answer)


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [("http://testserver/people/", "http://testserver/people/"), ("http://elsewhere.example/", "/")],
)
def test_a_form_without_its_token_leads_back_to_its_page(db: None, came_from: str, leads_to: str) -> None:
    answer = Client(enforce_csrf_checks=True).post("/login/", headers={"referer": came_from})
    assert f'<a class="button" href="{leads_to}">'.encode() in answer.content


def test_an_unknown_host_is_told_where_to_add_it(client: Client) -> None:
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert is_of_the_product(answer)
    assert "CALLWRIGHT_HOSTS" in words(answer)


def test_the_language_of_a_failure_that_answers_a_form_is_changed_on_a_page_that_is_there(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/first_steps/")
    assert answer.status_code == 403
    assert b'name="next" value="/"' in answer.content
