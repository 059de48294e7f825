"""People of every role, and how they ask the API."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from scenarios.drafts import create
from scenarios.models import Scenario, UserRole
from scenarios.revisions import publish
from scenarios.routes import set_route
from tests.scenarios.documents import document

MakeUser = Callable[..., User]
Ask = Callable[..., HttpResponse]


@pytest.fixture
def user(db: None) -> MakeUser:
    """Makes a person: `user("supervisor")`, one restricted to scenarios: `user("integrator", only=[one])`;
    "nobody" has an account and no role.
    """

    def make(role: str, only: list[Scenario] | None = None) -> User:
        users: Any = get_user_model().objects
        if role == "admin":
            person: User = users.create_superuser(role, password="x")
            return person
        person = users.create_user(role, password="x")
        if role != "nobody":
            row = UserRole.objects.create(user=person, role=role, is_restricted=only is not None)
            row.only.set(only or ())
        return person

    return make


@pytest.fixture
def ask(user: MakeUser) -> Ask:
    """Asks the API as somebody of a role, anew each time: `ask("admin", "GET", "/scenarios")`.

    "anonymous" has not logged in. A `user` may stand instead of the role; `body` is sent as JSON,
    `files` as an upload.
    """
    people: dict[str, User] = {}

    def asked(who: str | User, method: str, path: str, body: object = None, **options: Any) -> HttpResponse:
        client = Client()
        if who != "anonymous":
            if isinstance(who, str) and who not in people:
                people[who] = user(who)
            client.force_login(people[who] if isinstance(who, str) else who)
        if "files" in options:
            upload: HttpResponse = client.post(f"/api{path}", options["files"])
            return upload
        if body is not None:
            options |= {"data": json.dumps(body), "content_type": "application/json"}
        answer: HttpResponse = client.generic(method, f"/api{path}", **options)
        return answer

    return asked


@pytest.fixture
def scenario(db: None) -> Scenario:
    """A published scenario, the main one, with the number 100 leading into it."""
    made = create("проба", author=None, document=document())
    publish(made, note="первая", author=None)
    set_route("100", made, author=None)
    return Scenario.objects.get(pk=made.pk)
