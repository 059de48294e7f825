"""Who may do what. The table itself is written out here once more, so that a change of it is meant."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied

from scenarios.drafts import create
from scenarios.models import Route, Scenario, UserRole
from scenarios.people import invite
from scenarios.roles import PERMISSIONS, ROLES, Role, may, may_watch, require, role_of, visible_scenarios

pytestmark = pytest.mark.django_db
CELLS = {
    # action: admin, integrator, supervisor, operator
    "account.own": "yyyy",
    "notification.view": "yyyy",
    "scenario.view": "yyy-",
    "scenario.create": "yy--",
    "scenario.edit": "yy--",
    "scenario.publish": "yy--",
    "scenario.archive": "yy--",
    "scenario.rename": "yy--",
    "scenario.delete": "yy--",
    "scenario.make_main": "yy--",
    "scenario.export": "yy--",
    "scenario.import": "yy--",
    "catalogue.view": "yyy-",
    "expression.check": "yyy-",
    "name.view": "yyy-",
    "route.view": "yyy-",
    "route.edit": "yy--",
    "dial_rule.view": "yy--",
    "dial_rule.edit": "y---",
    "call.view": "yyy-",
    "call.watch": "yyy-",
    "connection.view": "yy--",
    "audit.view": "yy--",
    "user.view": "y---",
    "user.edit": "y---",
    "back_office.open": "y---",
}


def person(role: Role) -> User:
    return invite(role, role, author=None)[0]


@pytest.fixture
def two(db: None) -> tuple[Scenario, Scenario]:
    return create("свой", author=None), create("чужой", author=None)


def restricted(role: Role, *scenarios: Scenario) -> User:
    return invite("ограничен", role, author=None, only=scenarios)[0]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_its_cells_say_and_nothing_else(role: Role) -> None:
    user = person(role)
    place = ROLES.index(role)
    assert {action: may(user, action) for action in PERMISSIONS} == {
        action: cells[place] == "y" for action, cells in CELLS.items()
    }


def test_whoever_has_no_role_may_nothing() -> None:
    closed = person("admin")
    closed.is_active = False
    for user in (AnonymousUser(), User.objects.create_user("никто"), closed):
        assert role_of(user) is None
        assert not any(may(user, action) for action in PERMISSIONS)
        assert not visible_scenarios(user).exists()


def test_an_action_that_is_not_in_the_table_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        may(person("admin"), "scenario.fly")


def test_what_may_not_be_done_is_denied() -> None:
    require(person("admin"), "user.edit")
    with pytest.raises(PermissionDenied):
        require(person("integrator"), "user.edit")


@pytest.mark.parametrize("role", ["integrator", "supervisor"])
def test_a_restricted_person_sees_their_scenarios_only(role: Role, two: tuple[Scenario, Scenario]) -> None:
    own, foreign = two
    user = restricted(role, own)
    assert list(visible_scenarios(user)) == [own]
    for obj in (own, own.name, Route(number="1", scenario=own)):
        assert may(user, "call.view", obj)
        assert may(user, "scenario.edit", obj) == (role == "integrator")
    for obj in (foreign, foreign.name, "нет такого", Route(number="1", scenario=foreign)):
        assert not may(user, "call.view", obj)
        assert not may(user, "scenario.edit", obj)
    assert may_watch(user, [foreign.name, own.name, own.name, ""]) == [own.name]


def test_a_restricted_person_changes_nothing_for_the_whole_installation(
    two: tuple[Scenario, Scenario],
) -> None:
    own, _ = two
    user = restricted("integrator", own)
    for action in ("scenario.create", "scenario.import", "scenario.make_main", "scenario.rename"):
        assert not may(user, action)
        assert not may(user, action, own)


def test_a_restriction_does_not_end_with_its_last_scenario(two: tuple[Scenario, Scenario]) -> None:
    own, foreign = two
    user = restricted("supervisor", own)
    own.delete()
    assert not may(user, "call.view", foreign)
    assert not visible_scenarios(User.objects.get(pk=user.pk)).exists()


def test_a_role_that_this_release_does_not_know_is_none() -> None:
    user = person("operator")
    user.callwright = UserRole(user=user, role="director")
    assert role_of(user) is None
