"""Who may do what: one table for pages, API and sockets.

Four roles. An administrator is Django's superuser; the other three stand in `UserRole`, where a person can
also be restricted to some scenarios. Whoever has neither may do nothing.
"""

from collections.abc import Iterable
from typing import Any, Final, Literal, get_args

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied

from scenarios.models import Scenario, ScenarioQuerySet, UserRole

Role = Literal["admin", "integrator", "supervisor", "operator"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)
_ADMIN: Final = frozenset[Role]({"admin"})
_BUILDS: Final = frozenset[Role]({"admin", "integrator"})
_WATCHES: Final = frozenset[Role]({"admin", "integrator", "supervisor"})
_ALL: Final = frozenset[Role](ROLES)

PERMISSIONS: Final[dict[str, frozenset[Role]]] = {
    "account.own": _ALL,
    "notification.view": _ALL,
    "scenario.view": _WATCHES,
    "scenario.create": _BUILDS,
    "scenario.edit": _BUILDS,
    "scenario.publish": _BUILDS,
    "scenario.archive": _BUILDS,
    "scenario.rename": _BUILDS,
    "scenario.delete": _BUILDS,
    "scenario.make_main": _BUILDS,
    "scenario.export": _BUILDS,
    "scenario.import": _BUILDS,
    "catalogue.view": _WATCHES,
    "expression.check": _WATCHES,
    "name.view": _WATCHES,
    "route.view": _WATCHES,
    "route.edit": _BUILDS,
    "dial_rule.view": _BUILDS,
    "dial_rule.edit": _ADMIN,
    "call.view": _WATCHES,
    "call.watch": _WATCHES,
    "connection.view": _BUILDS,
    "audit.view": _BUILDS,
    "user.view": _ADMIN,
    "user.edit": _ADMIN,
    "back_office.open": _ADMIN,
}
"""Action -> the roles that may do it."""
_WHOLE_INSTALLATION: Final = frozenset(
    {"scenario.create", "scenario.import", "scenario.make_main", "scenario.rename"}
)
"""What nobody may do who is restricted to some scenarios. History goes by the names of scenarios: a name that
another one had would show its calls.
"""
AnyUser = User | AnonymousUser


def role_of(user: AnyUser) -> Role | None:
    """The role; None for a stranger, a closed account and an account without one."""
    return role_given(user) if isinstance(user, User) and user.is_active else None


def role_given(user: User) -> Role | None:
    """The role that an account has, closed or not."""
    if user.is_superuser:
        return "admin"
    row = _row(user)
    return next((role for role in ROLES if row is not None and role == row.role), None)


def may(user: AnyUser, action: str, obj: object = None) -> bool:
    """Whether this person may do it, and to this object: a scenario, its name, or what belongs to one.

    Without an object: whether at all; a list is then cut to `visible_scenarios`. KeyError for an action that
    is not in the table.
    """
    roles = PERMISSIONS[action]
    role = role_of(user)
    if role is None or role not in roles:
        return False
    row = _row(user)
    if row is None or not is_restricted(user):
        return True
    if action in _WHOLE_INSTALLATION:
        return False
    name = _scenario_name(obj)
    return name is None or row.only.filter(name=name).exists()


def require(user: AnyUser, action: str, obj: object = None) -> None:
    """Raise PermissionDenied unless `may`."""
    if not may(user, action, obj):
        raise PermissionDenied(action)


def may_watch(user: AnyUser, scenarios: Iterable[str]) -> list[str]:
    """Those of the named scenarios, each once, whose calls this person may see as they happen; the database
    is asked once, however many they are.
    """
    if not may(user, "call.watch"):
        return []
    names = watched(user)
    own = None if names is None else frozenset(names)
    return [name for name in dict.fromkeys(scenarios) if own is None or name in own]


def visible_scenarios(user: AnyUser) -> ScenarioQuerySet:
    """The scenarios that `may(user, "scenario.view", scenario)` is true for."""
    scenarios = Scenario.objects.all()
    if not may(user, "scenario.view"):
        return scenarios.none()
    row = _row(user)
    if row is None or not is_restricted(user):
        return scenarios
    return scenarios.filter(pk__in=row.only.values("pk"))


def watched(user: AnyUser, scenario: str | None = None) -> list[str] | None:
    """The names of the scenarios whose calls this person sees, of one scenario when it is named; None: all
    there ever were, those that are gone now too.
    """
    if not is_restricted(user):
        return None if scenario is None else [scenario]
    names = list(visible_scenarios(user).values_list("name", flat=True))
    return names if scenario is None else [name for name in names if name == scenario]


def is_restricted(user: AnyUser) -> bool:
    """Whether this person sees some scenarios and no others."""
    row = _row(user)
    return row is not None and row.is_restricted and role_of(user) != "admin"


def _row(user: Any) -> UserRole | None:
    """The stored role; read once for each time that the user is read, that is for each request."""
    row: UserRole | None = getattr(user, "callwright", None)
    return row


def _scenario_name(obj: object) -> str | None:
    """The scenario that an object is or belongs to; None for what belongs to no scenario."""
    if isinstance(obj, Scenario):
        return obj.name
    if obj is None or isinstance(obj, str):
        return obj
    return _scenario_name(getattr(obj, "scenario", None))
