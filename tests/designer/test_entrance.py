"""The way in and out."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client

from designer.attempts import ACCOUNT_MAX, ADDRESS_MAX, PAIR_MAX, WAIT_S, begin_attempt, forgive_attempt
from tests.designer.conftest import PASSWORD

pytestmark = pytest.mark.django_db
REFUSED = "Неверное имя или пароль. Если забыли пароль, попросите у администратора новую ссылку."
WAIT = "Слишком много попыток. Подождите 15 минут."


@pytest.fixture(autouse=True)
def anna() -> None:
    get_user_model().objects.create_superuser("anna", password=PASSWORD)


def enter(client: Client, name: str, password: str, address: str = "192.0.2.1") -> HttpResponse:
    answer: HttpResponse = client.post(
        "/login/", {"username": name, "password": password}, REMOTE_ADDR=address
    )
    return answer


def test_the_right_password_opens_the_scenarios(client: Client) -> None:
    answer = enter(client, "anna", PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


def test_after_the_log_in_a_person_is_where_they_wanted_to_be(client: Client) -> None:
    wanted = client.get("/calls/").headers["Location"]
    assert wanted == "/login/?next=/calls/"
    answer = client.post("/login/", {"username": "anna", "password": PASSWORD, "next": "/calls/"})
    assert answer.headers["Location"] == "/calls/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_log_in_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    answer = client.post("/login/", {"username": "anna", "password": PASSWORD, "next": elsewhere})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(("name", "password"), [("anna", "wrong"), ("nobody", "wrong"), ("anna\x00", "x")])
def test_a_wrong_name_and_a_wrong_password_look_the_same(client: Client, name: str, password: str) -> None:
    answer = enter(client, name, password)
    assert answer.status_code == 200
    assert "sessionid" not in client.cookies
    if "\x00" not in name:
        assert REFUSED in answer.content.decode()


def test_after_a_refusal_only_the_password_has_to_be_written_again(client: Client) -> None:
    fields = [
        line for line in enter(client, "anna", "wrong").content.decode().splitlines() if "<input name" in line
    ]
    assert [("autofocus" in field, 'value="anna"' in field) for field in fields] == [
        (False, True),
        (True, False),
    ]
    first = [line for line in client.get("/login/").content.decode().splitlines() if "<input name" in line]
    assert ["autofocus" in field for field in first] == [True, False]


def test_a_switched_off_account_looks_like_a_wrong_password(client: Client) -> None:
    get_user_model().objects.filter(username="anna").update(is_active=False)
    assert REFUSED in enter(client, "anna", PASSWORD).content.decode()


def test_guessing_has_to_wait_even_with_the_right_password(client: Client) -> None:
    for _ in range(PAIR_MAX):
        assert REFUSED in enter(client, "anna", "wrong").content.decode()
    assert WAIT in enter(client, "Anna", PASSWORD).content.decode()


def test_guesses_from_elsewhere_do_not_lock_a_person_out(client: Client) -> None:
    for _ in range(PAIR_MAX):
        enter(client, "anna", "wrong")
    assert enter(client, "anna", PASSWORD, address="192.0.2.2").status_code == 302


def test_one_address_cannot_try_account_after_account(client: Client) -> None:
    for number in range(ADDRESS_MAX):
        enter(client, f"user{number}", "wrong")
    assert WAIT in enter(client, "anna", PASSWORD).content.decode()


def enter_through(client: Client, peer: str, forwarded: str, name: str, password: str) -> HttpResponse:
    answer: HttpResponse = client.post(
        "/login/",
        {"username": name, "password": password},
        REMOTE_ADDR=peer,
        headers={"X-Forwarded-For": forwarded},
    )
    return answer


@pytest.mark.parametrize(
    ("peer", "forwarded", "status"),
    [
        ("127.0.0.1", "203.0.113.2", 302),
        ("127.0.0.1", "203.0.113.1", 200),
        ("127.0.0.1", "203.0.113.2, 203.0.113.1", 200),
        ("192.0.2.9", "203.0.113.2", 200),
    ],
)
def test_a_proxy_on_this_machine_and_nobody_else_tells_whose_guesses_they_are(
    client: Client, peer: str, forwarded: str, status: int
) -> None:
    for number in range(ADDRESS_MAX):
        enter_through(client, peer, f"198.51.100.{number}, 203.0.113.1", f"user{number}", "wrong")
    assert enter_through(client, peer, forwarded, "anna", PASSWORD).status_code == status


def test_guesses_at_once_are_counted_before_they_are_looked_at() -> None:
    with ThreadPoolExecutor(20) as pool:
        looked_at = pool.map(lambda _: begin_attempt("anna", "192.0.2.1"), range(60))
        assert sum(looked_at) == PAIR_MAX


def test_what_is_not_looked_at_uses_up_nobody_elses_attempts() -> None:
    for _ in range(ACCOUNT_MAX + PAIR_MAX):
        begin_attempt("anna", "192.0.2.1")
    assert begin_attempt("anna", "192.0.2.2")


def test_right_passwords_use_up_no_attempts() -> None:
    for _ in range(ACCOUNT_MAX + 1):
        assert begin_attempt("anna", "192.0.2.1")
        forgive_attempt("anna", "192.0.2.1")


def test_guesses_at_other_names_do_not_make_those_at_a_real_one_forgotten() -> None:
    for number in range(ACCOUNT_MAX):
        assert begin_attempt("anna", f"198.51.100.{number}")
    for number in range(200):
        begin_attempt(f"user{number}", f"203.0.113.{number}")
    assert not begin_attempt("anna", "192.0.2.1")


def test_the_addresses_of_one_network_are_one() -> None:
    assert sum(begin_attempt("anna", f"2001:db8::{number}") for number in range(20)) == PAIR_MAX


def test_a_right_password_forgives_what_was_mistyped(client: Client) -> None:
    for _ in range(3):
        for _ in range(PAIR_MAX - 1):
            enter(client, "anna", "wrong")
        assert enter(client, "anna", PASSWORD).status_code == 302


def test_the_wait_ends(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(PAIR_MAX):
        enter(client, "anna", "wrong")
    later = time.time() + WAIT_S + 1
    monkeypatch.setattr("django.core.cache.backends.locmem.time.time", lambda: later)
    assert enter(client, "anna", PASSWORD).status_code == 302


def test_a_new_session_begins_with_the_log_in(client: Client) -> None:
    client.cookies["sessionid"] = "planted"
    enter(client, "anna", PASSWORD)
    assert client.cookies["sessionid"].value != "planted"
    assert client.cookies["sessionid"]["httponly"]


def test_logging_out_ends_it(client: Client) -> None:
    enter(client, "anna", PASSWORD)
    assert client.post("/logout/").headers["Location"] == "/login/"
    assert client.get("/").status_code == 302
