"""What the store refuses to do."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from runtime.checks.issue import Issue
from runtime.graph import Document
from runtime.wording import Wording

ANOTHER_SCENARIO: Final = Wording("другой сценарий", "another scenario")
"""Stands for the name of one that a person does not get to see."""


class Refused(Exception):
    """The store does not do this; `message` says why in both languages, `issues` are the errors behind it.

    `code` is stable snake_case, for programs.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, message: Wording, issues: Sequence[Issue] = ()) -> None:
        super().__init__(message.en)
        self.message = message
        self.issues = tuple(issues)


class NotFound(Refused):
    """There is nothing of that name."""

    code = "not_found"


class NameTaken(Refused):
    """Another one has this name already."""

    code = "name_taken"


class FolderRefused(Refused):
    """This is no path of a folder."""


class MainScenario(Refused):
    """The main scenario takes every call that no route names, so it stays."""

    code = "main_scenario"


class PublishRefused(Refused):
    """The scenario has errors; `issues` holds them and nothing else."""

    code = "has_errors"

    def __init__(self, issues: Sequence[Issue]) -> None:
        message = Wording("не опубликовано: в сценарии есть ошибки", "not published: the scenario has errors")
        super().__init__(message, [issue for issue in issues if issue.severity == "error"])


class DraftConflict(Refused):
    """Somebody saved a newer draft since `base` was read; nothing was written."""

    code = "draft_conflict"

    def __init__(
        self, current_document: Document, current_number: int, *, changed_by: str, changed_at: datetime
    ) -> None:
        who = Wording(changed_by or "консоль сервера", changed_by or "the server's shell")
        super().__init__(
            Wording(
                f"не сохранено: черновик уже изменил другой ({who.ru}), теперь это номер {current_number}",
                f"not saved: somebody else ({who.en}) has changed the draft, now number {current_number}",
            )
        )
        self.current_document = current_document
        self.current_number = current_number
        self.changed_by = changed_by
        """The account's name; empty for the server's shell."""
        self.changed_at = changed_at


class LockHeld(Refused):
    """Somebody else is drawing this scenario: `owner`, an account's name, `since` then."""

    code = "lock_held"

    def __init__(self, owner: str, since: datetime) -> None:
        super().__init__(
            Wording(f"сценарий сейчас правит {owner}", f"{owner} is editing the scenario at the moment")
        )
        self.owner = owner
        self.since = since


class LockLost(LockHeld):
    """Somebody else has taken the drawing over from whoever asks."""

    code = "lock_lost"


class RouteRefused(Refused):
    """One part of a route cannot be: `field` is number, trunk, description or scenario."""

    def __init__(self, field: str, message: Wording) -> None:
        super().__init__(message)
        self.field = field


class RouteConflict(RouteRefused):
    """The number leads into another scenario already: `leads_to`, by the route `number`, `trunk`.

    "" for a scenario that whoever asks does not get to see.
    """

    code = "route_conflict"

    def __init__(self, number: str, trunk: str, leads_to: str) -> None:
        where = Wording(f"«{leads_to}»", f"“{leads_to}”") if leads_to else ANOTHER_SCENARIO
        super().__init__(
            "number",
            Wording(
                f"номер уже занят: {number} ведёт в {where.ru}",
                f"the number is taken: {number} leads into {where.en}",
            ),
        )
        self.number = number
        self.trunk = trunk
        self.leads_to = leads_to
