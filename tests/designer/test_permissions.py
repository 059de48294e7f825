"""Who may open what: one cell for each view and each kind of visitor, and no view without its cells."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver

from runtime.phone import Silence
from runtime.speech import PromptFolder
from scenarios.models import Scenario
from scenarios.people import invite
from scenarios.roles import Role
from tests.designer.built import SCRIPT
from tests.designer.events import STARTED, spooled

VISITORS = ("stranger", "admin", "integrator", "supervisor", "operator", "nobody")
"""Nobody is a person without a role."""
CELLS: dict[str, tuple[int, ...]] = {
    # one answer to a GET for each of VISITORS; 405: the visitor may, and the form has to be sent;
    # 302 where the form answers with a page of its own: the visitor may, and is led to the page with the form
    "scenarios": (302, 200, 200, 200, 302, 302),
    "first_steps_dismiss": (302, 405, 405, 405, 403, 403),
    "scenario_new": (302, 200, 200, 403, 403, 403),
    "scenario_import": (302, 200, 200, 403, 403, 403),
    "import_decide": (302, 302, 302, 403, 403, 403),
    "scenario": (302, 200, 200, 200, 403, 403),
    "scenario_manage": (302, 200, 200, 403, 403, 403),
    "scenario_rename": (302, 302, 302, 403, 403, 403),
    "scenario_move": (302, 302, 302, 403, 403, 403),
    "scenario_duplicate": (302, 302, 302, 403, 403, 403),
    "scenario_delete": (302, 405, 405, 403, 403, 403),
    "drawing": (302, 200, 200, 200, 403, 403),
    "scenario_publish": (302, 405, 405, 403, 403, 403),
    "scenario_roll_back": (302, 405, 405, 403, 403, 403),
    "scenario_unpublish": (302, 405, 405, 403, 403, 403),
    "scenario_main": (302, 405, 405, 403, 403, 403),
    "scenario_archive": (302, 405, 405, 403, 403, 403),
    "route_set": (302, 302, 302, 403, 403, 403),
    "route_remove": (302, 405, 405, 403, 403, 403),
    "numbers": (302, 200, 200, 200, 403, 403),
    "number_set": (302, 302, 302, 403, 403, 403),
    "number_remove": (302, 405, 405, 403, 403, 403),
    "map": (302, 200, 200, 200, 403, 403),
    "components": (302, 200, 200, 200, 403, 403),
    "component": (302, 200, 200, 200, 403, 403),
    "functions": (302, 200, 200, 200, 403, 403),
    "dial_rules": (302, 200, 200, 403, 403, 403),
    "dial_rule_save": (302, 302, 403, 403, 403, 403),
    "revisions": (302, 200, 200, 200, 403, 403),
    "person_scenarios": (302, 405, 403, 403, 403, 403),
    "calls": (302, 200, 200, 200, 403, 403),
    "call": (302, 200, 200, 200, 403, 403),
    "live": (302, 200, 200, 200, 200, 403),
    "audit": (302, 200, 200, 403, 403, 403),
    "people": (302, 200, 403, 403, 403, 403),
    "person_invite": (302, 302, 403, 403, 403, 403),
    "person_invite_again": (302, 302, 403, 403, 403, 403),
    "person_role": (302, 405, 403, 403, 403, 403),
    "person_access": (302, 405, 403, 403, 403, 403),
    "connect": (302, 200, 200, 403, 403, 403),
    "account": (302, 200, 200, 200, 200, 200),
    "invitation": (404, 404, 404, 404, 404, 404),
    "login": (200, 302, 302, 302, 302, 302),
    "logout": (302, 405, 405, 405, 405, 405),
    "set_language": (302, 302, 302, 302, 302, 302),
    "health": (503, 503, 503, 503, 503, 503),
    "metrics": (200, 200, 200, 200, 200, 200),
    "prompt": (200, 200, 200, 200, 200, 200),
    "built_file": (200, 200, 200, 200, 200, 200),
    "static_file": (200, 200, 200, 200, 200, 200),
}


@pytest.fixture
def visitor(client: Client, db: None) -> Callable[[str], Client]:
    """A browser of this kind of visitor."""

    def as_one(kind: str) -> Client:
        if kind == "nobody":
            client.force_login(User.objects.create_user(kind))
        elif kind != "stranger":
            client.force_login(invite(kind, cast(Role, kind), author=None)[0])
        return client

    return as_one


def all_views() -> Iterator[str]:
    """The name of every route but those of the API and the back office, which have tests of their own;
    one without a name has no cell to look up and fails.
    """
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            assert pattern.namespace in ("api", "admin")
        else:
            yield str(pattern.name)


@pytest.fixture
def addresses(samples: dict[str, Scenario], data: Path) -> dict[str, str]:
    """A real address for each view."""
    spooled(data, STARTED)
    prompt = PromptFolder(data).make(Silence(0.1))
    page = f"/scenarios/{samples['приёмная'].pk}/"
    known = User.objects.create_user("known")
    return {
        "scenarios": "/",
        "scenario": page,
        "drawing": f"{page}drawing/",
        **{
            f"scenario_{name}": f"{page}{name}/"
            for name in ("publish", "roll_back", "unpublish", "main", "archive", "manage", "rename")
        },
        **{f"scenario_{name}": f"{page}{name}/" for name in ("move", "duplicate", "delete")},
        "scenario_new": "/scenarios/new/",
        "scenario_import": "/import/",
        "import_decide": "/import/decide/",
        "first_steps_dismiss": "/first_steps/",
        **{
            f"person_{name}": f"/people/{known.pk}/{path}/"
            for name, path in (("invite_again", "invite"), ("role", "role"), ("access", "access"))
        },
        "route_set": f"{page}routes/",
        "route_remove": f"{page}routes/{samples['приёмная'].routes.get().pk}/remove/",
        "numbers": "/numbers/",
        "number_set": "/numbers/set/",
        "number_remove": f"/numbers/{samples['приёмная'].routes.get().pk}/remove/",
        "map": "/map/",
        "components": "/components/",
        "component": "/components/menu/",
        "functions": "/functions/",
        "dial_rules": "/dial_rules/",
        "dial_rule_save": "/dial_rules/save/",
        "revisions": f"{page}revisions/",
        "person_scenarios": f"/people/{known.pk}/scenarios/",
        "live": "/live/",
        "audit": "/audit/",
        "people": "/people/",
        "person_invite": "/people/invite/",
        "account": "/account/",
        "invitation": "/invitation/no-such-token/",
        "calls": "/calls/",
        "call": f"/calls/{STARTED['call']}/",
        "connect": "/connect/",
        "login": "/login/",
        "logout": "/logout/",
        "set_language": "/language/",
        "health": "/health",
        "metrics": "/metrics",
        "prompt": f"/prompts/{prompt.name}",
        "built_file": f"/static/designer/{SCRIPT}",
        "static_file": "/static/callwright.css",
    }


def looked_at(client: Client, address: str) -> HttpResponse:
    """The answer, with the file it may have opened closed again."""
    answer: HttpResponse = client.get(address)
    answer.close()
    return answer


def test_every_view_has_its_cells_and_every_cell_its_view() -> None:
    assert sorted(all_views()) == sorted(CELLS)


@pytest.mark.parametrize("view", sorted(CELLS))
@pytest.mark.parametrize("kind", VISITORS)
def test_each_visitor_sees_what_is_theirs(
    visitor: Callable[[str], Client], addresses: dict[str, str], view: str, kind: str
) -> None:
    answer = looked_at(visitor(kind), addresses[view])
    assert answer.status_code == CELLS[view][VISITORS.index(kind)]
    if kind == "stranger" and answer.status_code == 302 and view != "set_language":
        assert answer.headers["Location"].startswith("/login/")


@pytest.mark.parametrize("view", sorted(view for view, cells in CELLS.items() if 403 in cells))
@pytest.mark.parametrize("kind", VISITORS[2:])
def test_what_is_not_theirs_takes_no_form_either(
    visitor: Callable[[str], Client], addresses: dict[str, str], view: str, kind: str
) -> None:
    answer = visitor(kind).post(addresses[view], {"role": "admin", "name": "нов"})
    assert (answer.status_code == 403) == (CELLS[view][VISITORS.index(kind)] == 403)


@pytest.mark.parametrize(
    "view", ["scenario", "drawing", "scenario_publish", "scenario_roll_back", "route_set"]
)
def test_a_scenario_that_a_person_does_not_get_to_see_is_not_there(
    client: Client, addresses: dict[str, str], samples: dict[str, Scenario], view: str
) -> None:
    only = [samples["три номера"]]
    client.force_login(invite("анна", "integrator", author=None, only=only)[0])
    assert client.post(addresses[view]).status_code in (404, 405)
    assert client.get(addresses["scenario"]).status_code == 404
    assert "приёмная" not in client.get("/").content.decode()
    assert "приёмная" not in client.get("/audit/").content.decode()


@pytest.mark.parametrize("address", ["/audit/", "/api/audit"])
def test_only_an_administrator_sees_who_was_invited(client: Client, db: None, address: str) -> None:
    invite("boris", "supervisor", author=None)
    for name, role in (("анна", "integrator"), ("вера", "admin")):
        client.force_login(invite(name, cast(Role, role), author=None)[0])
        assert ("boris" in looked_at(client, address).content.decode()) == (role == "admin")


@pytest.mark.parametrize(
    ("view", "page"),
    [
        ("import_decide", "scenario_import"),
        ("route_set", "scenario"),
        ("number_set", "numbers"),
        ("dial_rule_save", "dial_rules"),
        ("person_invite", "people"),
        ("person_invite_again", "people"),
    ],
)
def test_the_address_of_a_form_that_answered_leads_to_its_page(
    person: Client, addresses: dict[str, str], view: str, page: str
) -> None:
    answer = person.get(addresses[view])
    assert (answer.status_code, answer.headers["Location"]) == (302, addresses[page])


@pytest.mark.parametrize("view", sorted(CELLS))
def test_no_view_changes_anything_without_a_token(addresses: dict[str, str], view: str) -> None:
    assert Client(enforce_csrf_checks=True).post(addresses[view]).status_code in (403, 405, 302)


@pytest.mark.parametrize("view", sorted(CELLS))
def test_every_answer_tells_the_browser_what_it_may_do(
    person: Client, addresses: dict[str, str], view: str
) -> None:
    headers = looked_at(person, addresses[view]).headers
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_a_call_of_a_scenario_that_a_person_does_not_get_to_see_is_not_shown(
    client: Client, addresses: dict[str, str], samples: dict[str, Scenario]
) -> None:
    other = next(scenario for name, scenario in samples.items() if name != STARTED["scenario"])
    client.force_login(invite("анна", "supervisor", author=None, only=[other])[0])
    assert client.get(addresses["call"]).status_code == 403
    assert str(STARTED["call"]) not in client.get("/calls/").content.decode()
