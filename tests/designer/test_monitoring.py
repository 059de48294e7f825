"""Who may see the figures."""

import dataclasses

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(settings: Settings) -> str:
    """The token of this installation."""
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, metrics_token="open sesame")
    return "open sesame"


def test_this_machine_sees_the_figures(client: Client) -> None:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert b"callwright_database_up 1" in answer.content


@pytest.mark.parametrize(
    "request_of",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"HTTP_FORWARDED": "for=192.0.2.7"},
        {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer wrong"},
        {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer "},
        {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer ы"},
    ],
)
@pytest.mark.parametrize("has_token", [False, True])
def test_a_stranger_does_not(
    client: Client, request: pytest.FixtureRequest, request_of: dict[str, str], has_token: bool
) -> None:
    if has_token:
        request.getfixturevalue("token")
    assert client.get("/metrics", **request_of).status_code == 403


def test_who_knows_the_token_sees_them_from_anywhere(client: Client, token: str) -> None:
    answer = client.get("/metrics", REMOTE_ADDR="192.0.2.7", HTTP_AUTHORIZATION=f"Bearer {token}")
    assert answer.status_code == 200
