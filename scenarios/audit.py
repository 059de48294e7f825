"""Who changed what, and when: one row for each change, written in the transaction that makes it."""

from collections.abc import Collection
from typing import Any, Final, Literal, get_args

from django.contrib.auth.models import User
from django.db.models import QuerySet

from runtime.wording import Wording
from scenarios.models import AuditEntry, Scenario
from scenarios.roles import AnyUser, may, visible_scenarios

AuditAction = Literal[
    "created",
    "draft_saved",
    "published",
    "rolled_back",
    "unpublished",
    "made_main",
    "archived",
    "restored",
    "renamed",
    "moved",
    "deleted",
    "imported",
    "route_set",
    "route_described",
    "route_removed",
    "dial_rule_set",
    "dial_rule_removed",
    "invited",
    "password_set",
    "role_changed",
    "switched_off",
    "switched_on",
]
ACTIONS: Final[tuple[AuditAction, ...]] = get_args(AuditAction)
WORDS: Final[dict[str, Wording]] = {
    "created": Wording("Создание сценария", "Scenario created"),
    "draft_saved": Wording("Изменение черновика", "Draft changed"),
    "published": Wording("Публикация", "Published"),
    "rolled_back": Wording("Возврат прежней версии", "Earlier revision restored"),
    "unpublished": Wording("Снятие с публикации", "Unpublished"),
    "made_main": Wording("Назначение главным", "Made the main scenario"),
    "archived": Wording("Перенос в архив", "Archived"),
    "restored": Wording("Возврат из архива", "Restored from the archive"),
    "renamed": Wording("Переименование", "Renamed"),
    "moved": Wording("Перенос в другую папку", "Moved to another folder"),
    "deleted": Wording("Удаление", "Deleted"),
    "imported": Wording("Загрузка из файла", "Imported"),
    "route_set": Wording("Направление номера", "Number routed"),
    "route_described": Wording("Описание номера", "Number described"),
    "route_removed": Wording("Удаление маршрута номера", "Number's route removed"),
    "dial_rule_set": Wording("Запись правила набора", "Dial rule set"),
    "dial_rule_removed": Wording("Удаление правила набора", "Dial rule removed"),
    "invited": Wording("Приглашение", "Invited"),
    "password_set": Wording("Пароль по приглашению", "Password set by invitation"),
    "role_changed": Wording("Смена роли", "Role changed"),
    "switched_off": Wording("Закрытие доступа", "Account disabled"),
    "switched_on": Wording("Открытие доступа", "Account enabled"),
}

OTHER_SCENARIO: Final[dict[str, str]] = {"route_set": "before", "made_main": "instead_of"}
"""By action, the detail that names the scenario that had the number or the calls before; "" for none."""


def record(
    action: AuditAction,
    *,
    author: User | None,
    subject: str = "",
    scenario: Scenario | None = None,
    **details: Any,
) -> None:
    """Write one row; call it inside the transaction of the change. `details` is small JSON."""
    AuditEntry.objects.create(
        author=author,
        author_name=author.get_username() if author else "",
        action=action,
        scenario=scenario,
        subject=subject or (scenario.name if scenario else ""),
        details=details,
    )


def entries(scenario: Scenario | None = None) -> QuerySet[AuditEntry]:
    """The newest first: all, or those of one scenario and of the routes that lead into it."""
    found = AuditEntry.objects.all()
    return found if scenario is None else found.filter(scenario=scenario)


def entries_seen_by(user: AnyUser, scenario: Scenario | None = None) -> QuerySet[AuditEntry]:
    """Those of `entries` that this person gets to see: only an administrator what concerns no scenario that
    is there, such as accounts, dial rules, deletions.
    """
    found = entries(scenario)
    return found if may(user, "user.view") else found.filter(scenario__in=visible_scenarios(user))


def details_seen(entry: AuditEntry, names: Collection[str] | None) -> dict[str, Any]:
    """The details without the name of another scenario, for whoever gets to see those of `names` only; None:
    all.
    """
    details: dict[str, Any] = entry.details
    key = OTHER_SCENARIO.get(entry.action, "")
    if names is None or details.get(key, "") in {"", *names}:
        return details
    return {name: detail for name, detail in details.items() if name != key}
