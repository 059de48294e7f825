"""Who may do what: one cell for each operation of the API and each kind of visitor, and none without."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from designer.api.site import api, api_urls
from scenarios.drafts import create
from scenarios.keeping import archive
from scenarios.models import Scenario
from scenarios.people import invite
from tests.designer.api.conftest import Ask, MakeUser
from tests.designer.events import STARTED, spooled
from tests.scenarios.documents import document, text_of

ROLES = ("admin", "integrator", "supervisor", "operator", "nobody")


@dataclass(frozen=True)
class Cell:
    """How an operation is asked, and who gets `status`; everybody else gets 403, a stranger 401.

    `path` and `body` may name the keys of `places`.
    """

    method: str
    path: str
    roles: tuple[str, ...]
    body: Any = None
    status: int = 200
    is_of_scenario: bool = False


BUILDERS = ("admin", "integrator")
WATCHERS = (*BUILDERS, "supervisor")
EVERYBODY = (*WATCHERS, "operator")
OPEN = (*EVERYBODY, "nobody", "anonymous")
CELLS: dict[str, Cell] = {
    "session_read": Cell("GET", "/session", OPEN),
    "session_open": Cell("POST", "/session", OPEN, {"name": "anna", "password": "wrong"}, status=401),
    "session_close": Cell("DELETE", "/session", EVERYBODY, status=204),
    "openapi_read": Cell("GET", "/openapi.json", WATCHERS),
    "component_list": Cell("GET", "/components", WATCHERS),
    "function_list": Cell("GET", "/functions", WATCHERS),
    "expression_try": Cell("POST", "/expressions/try", WATCHERS, {"source": "1 + 1"}),
    "expression_variables": Cell("POST", "/expressions/variables", WATCHERS, {"document": document()}),
    "expression_uses": Cell("POST", "/expressions/uses", WATCHERS, {"document": document()}),
    "variable_rename": Cell(
        "POST", "/expressions/rename", WATCHERS, {"document": document(), "old": "X", "new": "Y"}
    ),
    "document_check": Cell("POST", "/documents/check", WATCHERS, {"document": document()}),
    "scenario_list": Cell("GET", "/scenarios", WATCHERS),
    "scenario_create": Cell("POST", "/scenarios", BUILDERS, {"name": "новый"}),
    "scenario_read": Cell("GET", "/scenarios/{key}", WATCHERS, is_of_scenario=True),
    "scenario_rename": Cell(
        "POST", "/scenarios/{key}/rename", BUILDERS, {"name": "другой"}, is_of_scenario=True
    ),
    "scenario_move": Cell("POST", "/scenarios/{key}/move", BUILDERS, {"folder": "А"}, is_of_scenario=True),
    "scenario_duplicate": Cell(
        "POST", "/scenarios/{key}/duplicate", BUILDERS, {"name": "другой"}, is_of_scenario=True
    ),
    "scenario_make_main": Cell("POST", "/scenarios/{key}/make_main", BUILDERS, is_of_scenario=True),
    "scenario_archive": Cell("POST", "/scenarios/{other}/archive", BUILDERS, is_of_scenario=True),
    "scenario_restore": Cell("POST", "/scenarios/{key}/restore", BUILDERS, is_of_scenario=True),
    "scenario_delete": Cell("DELETE", "/scenarios/{away}", BUILDERS, status=204, is_of_scenario=True),
    "draft_read": Cell("GET", "/scenarios/{key}/draft", WATCHERS, is_of_scenario=True),
    "draft_save": Cell(
        "PUT", "/scenarios/{key}/draft", BUILDERS, {"document": document(), "base": 1}, is_of_scenario=True
    ),
    "draft_check": Cell("POST", "/scenarios/{key}/draft/check", WATCHERS, is_of_scenario=True),
    "lock_read": Cell("GET", "/scenarios/{key}/lock?holder=window-1", WATCHERS, is_of_scenario=True),
    "lock_take": Cell("POST", "/scenarios/{key}/lock", BUILDERS, {"holder": "window-1"}, is_of_scenario=True),
    "lock_give_up": Cell(
        "DELETE", "/scenarios/{key}/lock?holder=window-1", BUILDERS, status=204, is_of_scenario=True
    ),
    "revision_list": Cell("GET", "/scenarios/{key}/revisions", WATCHERS, is_of_scenario=True),
    "revision_read": Cell("GET", "/scenarios/{key}/revisions/{hash}", WATCHERS, is_of_scenario=True),
    "scenario_publish": Cell(
        "POST", "/scenarios/{key}/publish", BUILDERS, {"note": "вторая"}, is_of_scenario=True
    ),
    "scenario_roll_back": Cell(
        "POST", "/scenarios/{key}/roll_back", BUILDERS, {"hash": "{hash}"}, is_of_scenario=True
    ),
    "scenario_unpublish": Cell("POST", "/scenarios/{other}/unpublish", BUILDERS, is_of_scenario=True),
    "scenario_export": Cell("GET", "/scenarios/{key}/export", BUILDERS, is_of_scenario=True),
    "export_all": Cell("GET", "/export", BUILDERS),
    "import_file": Cell("POST", "/import", BUILDERS, text_of(document("из файла"))),
    "route_list": Cell("GET", "/routes", WATCHERS),
    "route_set": Cell(
        "POST", "/routes", BUILDERS, {"number": "101", "scenario_id": "{key}"}, is_of_scenario=True
    ),
    "route_remove": Cell("DELETE", "/routes/{route}", BUILDERS, status=204, is_of_scenario=True),
    "route_find": Cell("GET", "/destination?called=100", WATCHERS),
    "name_list": Cell("GET", "/names", WATCHERS),
    "dial_rule_list": Cell("GET", "/dial_rules", BUILDERS),
    "dial_rules_replace": Cell("PUT", "/dial_rules", ("admin",), {"rules": [], "base": []}),
    "dial_rule_try": Cell("GET", "/dial_rules/try?number=101", BUILDERS),
    "call_list": Cell("GET", "/calls", WATCHERS),
    "call_trace": Cell("GET", "/calls/17.4/trace", WATCHERS, is_of_scenario=True),
    "notification_list": Cell("GET", "/notifications", EVERYBODY),
    "notification_seen": Cell(
        "POST", "/notifications/seen", EVERYBODY, {"notifications": [{"call": "17.4", "seq": 3}]}, status=204
    ),
    "user_list": Cell("GET", "/users", ("admin",)),
    "user_invite": Cell("POST", "/users", ("admin",), {"name": "guest2", "role": "supervisor"}),
    "user_invite_again": Cell("POST", "/users/{guest}/invite", ("admin",)),
    "user_set_role": Cell("POST", "/users/{guest}/role", ("admin",), {"role": "operator"}),
    "user_switch_off": Cell("POST", "/users/{guest}/switch_off", ("admin",)),
    "user_switch_on": Cell("POST", "/users/{guest}/switch_on", ("admin",)),
    "invitation_read": Cell("POST", "/invitation", OPEN, {"token": "{token}"}),
    "invitation_accept": Cell(
        "POST", "/invitation/accept", OPEN, {"token": "{token}", "password": "correct horse battery"}
    ),
    "audit_list": Cell("GET", "/audit", BUILDERS),
}


def all_operations() -> list[str]:
    """The id of every operation that can be asked, also of one that the description leaves out."""
    return [
        str(operation.operation_id)
        for router in api._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
    ]


@pytest.fixture
def other(scenario: Scenario) -> Scenario:
    """A second scenario, never published."""
    return create("второй", author=None, document=document())


@pytest.fixture
def places(scenario: Scenario, other: Scenario, data: Path) -> dict[str, Any]:
    """What stands for the names in a cell; there is a call of the first scenario."""
    away = create("третий", author=None)
    archive(away, author=None)
    guest, token = invite("guest", "supervisor", author=None)
    spooled(data, {**STARTED, "scenario": scenario.name})
    assert scenario.published is not None
    return {
        "key": scenario.pk,
        "other": other.pk,
        "away": away.pk,
        "hash": scenario.published.hash,
        "route": scenario.routes.get().pk,
        "guest": guest.pk,
        "token": token,
    }


def asked(ask: Ask, cell: Cell, who: Any, places: dict[str, Any]) -> int:
    """The status of the answer."""
    path = cell.path.format_map(places)
    if isinstance(cell.body, bytes):
        return ask(
            who, cell.method, path, files={"file": SimpleUploadedFile("scenario.json", cell.body)}
        ).status_code
    body = cell.body
    if isinstance(body, dict):
        filled = {f"{{{name}}}": value for name, value in places.items()}
        body = {
            name: filled.get(value, value) if isinstance(value, str) else value
            for name, value in body.items()
        }
    return ask(who, cell.method, path, body).status_code


def test_every_operation_has_its_cells_and_every_cell_its_operation() -> None:
    assert sorted(all_operations()) == sorted(CELLS)


def test_nothing_is_mounted_that_is_no_operation() -> None:
    assert len(api_urls()[0]) == len(all_operations())


@pytest.mark.parametrize("who", [*ROLES, "anonymous"])
@pytest.mark.parametrize("operation", sorted(CELLS))
def test_each_role_does_what_it_may_and_nothing_else(
    ask: Ask, places: dict[str, Any], operation: str, who: str
) -> None:
    cell = CELLS[operation]
    refused = 401 if who == "anonymous" else 403
    assert asked(ask, cell, who, places) == (cell.status if who in cell.roles else refused)


@pytest.mark.parametrize("operation", sorted(name for name, cell in CELLS.items() if cell.is_of_scenario))
def test_whoever_is_restricted_to_some_scenarios_does_it_to_no_other(
    ask: Ask, user: MakeUser, places: dict[str, Any], operation: str
) -> None:
    elsewhere = create("своё", author=None)
    assert asked(ask, CELLS[operation], user("integrator", only=[elsewhere]), places) == 403


@pytest.mark.parametrize(
    "operation", sorted(name for name, cell in CELLS.items() if cell.is_of_scenario and cell.method == "GET")
)
def test_whoever_is_restricted_to_a_scenario_sees_that_one(
    ask: Ask, user: MakeUser, scenario: Scenario, places: dict[str, Any], operation: str
) -> None:
    assert (
        asked(ask, CELLS[operation], user("integrator", only=[scenario]), places) == CELLS[operation].status
    )


@pytest.mark.parametrize("operation", sorted(name for name, cell in CELLS.items() if cell.method != "GET"))
def test_no_change_is_made_without_the_token(user: MakeUser, places: dict[str, Any], operation: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user("admin"))
    answer = browser.generic(CELLS[operation].method, f"/api{CELLS[operation].path.format_map(places)}")
    assert (answer.status_code, answer.json()["code"]) == (403, "no_token")


def test_lists_leave_out_what_a_person_may_not_see(ask: Ask, user: MakeUser, scenario: Scenario) -> None:
    own = create("своё", author=None)
    person = user("supervisor", only=[own])
    assert [row["name"] for row in ask(person, "GET", "/scenarios").json()] == ["своё"]
    assert ask(person, "GET", "/routes").json() == []


def test_a_route_of_another_scenario_cannot_be_taken_away(
    ask: Ask, user: MakeUser, scenario: Scenario
) -> None:
    own = create("своё", author=None)
    person = user("integrator", only=[own])
    wish = {"number": "1-00", "scenario_id": own.pk, "move": True}
    assert ask(person, "POST", "/routes", wish).status_code == 403
    assert scenario.routes.count() == 1


def test_a_closed_account_is_out_at_once(ask: Ask, user: MakeUser) -> None:
    person = user("admin")
    assert ask(person, "GET", "/scenarios").status_code == 200
    person.is_active = False
    person.save()
    assert ask(person, "GET", "/scenarios").status_code == 401
