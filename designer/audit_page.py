"""Who changed what, and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runtime.wording import Wording
from scenarios.audit import OTHER_SCENARIO, WORDS, details_seen, entries_seen_by
from scenarios.differences import WORDS as TAGS
from scenarios.errors import ANOTHER_SCENARIO
from scenarios.models import AuditEntry
from scenarios.reading_order import reading_order
from scenarios.roles import visible_scenarios, watched

LISTED: Final = 200
SHELL: Final = "/"
"""Stands for changes made in the server's shell; no account can be called so."""
_KEY_DIGITS_MAX: Final = 18
_NO_FOLDER: Final = Wording("вне папок", "outside of all folders")


@dataclass(slots=True)
class AuditRow:
    """One change, or several saves of a draft in a row: `count` of them since `since`."""

    entry: AuditEntry
    word: Wording
    tags: list[Wording]
    since: datetime
    first: int
    """The key of the oldest of them."""
    source: Wording | None
    """Where what was changed led, or what it was called, before."""
    target: Wording | None
    """The same, after."""
    count: int = 1


class _Asked:
    """What the address asks for; what makes no sense in it asks for nothing."""

    def __init__(self, given: QueryDict) -> None:
        self.author = given.get("author", "").replace("\0", "")[:150]
        self.action = given.get("action", "") if given.get("action") in WORDS else ""
        self.scenario = _number(given.get("scenario", ""))
        self._before = _number(given.get("before", ""))

    @property
    def is_any(self) -> bool:
        """Whether not all changes are asked for."""
        return bool(self.author or self.action or self.scenario or self._before)

    def among(self, seen: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """The newest first."""
        found = seen.order_by("-pk")
        if self.author:
            found = found.filter(author_name="" if self.author == SHELL else self.author)
        if self.action:
            found = found.filter(action=self.action)
        if self.scenario is not None:
            found = found.filter(scenario=self.scenario)
        if self._before is not None:
            found = found.filter(pk__lt=self._before)
        return found

    def older_than(self, entry: AuditEntry) -> str:
        """The query of the next page."""
        given = {"author": self.author, "action": self.action, "scenario": self.scenario, "before": entry.pk}
        return urlencode({name: value for name, value in given.items() if value})


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The newest of the changes that are asked for, among those that the visitor gets to see."""
    asked = _Asked(request.GET)
    seen = entries_seen_by(request.user)
    found = list(asked.among(seen).select_related("scenario").defer("scenario__draft")[: LISTED + 1])
    listed = found[:LISTED]
    context = {
        "rows": rows(listed, watched(request.user), _between(seen, listed)),
        "is_cut": len(found) > LISTED,
        "older": asked.older_than(listed[-1]) if len(found) > LISTED else "",
        "limit": LISTED,
        "asked": asked,
        **_choices(request, seen),
    }
    return render(request, "audit.html", context)


def _between(seen: QuerySet[AuditEntry], listed: list[AuditEntry]) -> set[tuple[int, int | None]]:
    """(key, scenario) of what else than a save was done meanwhile, shown or not: it parts the saves."""
    if not listed:
        return set()
    meanwhile = seen.filter(pk__gt=listed[-1].pk, pk__lt=listed[0].pk).exclude(action="draft_saved")
    return set(meanwhile.order_by().values_list("pk", "scenario_id"))


def _choices(request: HttpRequest, seen: QuerySet[AuditEntry]) -> dict[str, object]:
    """What may be asked for: whoever changed something, all that can be done, and the scenarios there are."""
    authors = set(seen.order_by().values_list("author_name", flat=True).distinct())
    scenarios = visible_scenarios(request.user).only("name")
    return {
        "authors": sorted(authors - {""}, key=reading_order),
        "shell": SHELL if "" in authors else None,
        "actions": list(WORDS.items()),
        "scenarios": sorted(scenarios, key=lambda scenario: reading_order(scenario.name)),
    }


def _number(text: str) -> int | None:
    """What a row's key can be, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _KEY_DIGITS_MAX else None


def rows(
    found: list[AuditEntry], names: Collection[str] | None, between: Collection[tuple[int, int | None]]
) -> list[AuditRow]:
    """The entries as rows; what one person saved in a row, with nothing of `between` (keys and scenarios of
    entries) among it, is one. Other scenarios than those of `names` are not named; None: all are.
    """
    shown: list[AuditRow] = []
    for entry in found:
        tags = [tag for tag in entry.details.get("tags", ()) if tag in TAGS]
        last = shown[-1] if shown else None
        if last is not None and _is_same_work(last.entry, entry) and not _is_parted(last, entry, between):
            last.count += 1
            last.since = entry.at
            last.first = entry.pk
            last.tags = sorted({*last.tags, *(TAGS[tag] for tag in tags)})
        else:
            word = WORDS.get(entry.action, Wording(entry.action, entry.action))
            shown.append(
                AuditRow(entry, word, [TAGS[tag] for tag in tags], entry.at, entry.pk, *_change(entry, names))
            )
    return shown


def _change(entry: AuditEntry, names: Collection[str] | None) -> tuple[Wording | None, Wording | None]:
    """(before, after), where either is told."""
    details = entry.details
    if entry.action in OTHER_SCENARIO:
        key = OTHER_SCENARIO[entry.action]
        is_hidden = bool(details.get(key)) and key not in details_seen(entry, names)
        source = ANOTHER_SCENARIO if is_hidden else _named(details.get(key, ""))
        return source, _named(entry.scenario.name if entry.scenario else "")
    if entry.action in ("route_described", "route_removed"):
        return _named(entry.scenario.name if entry.scenario else ""), None
    if entry.action == "renamed":
        return _named(details.get("before", "")), _named(entry.subject)
    if entry.action == "moved":
        return _named(details.get("before", "")) or _NO_FOLDER, _named(
            details.get("folder", "")
        ) or _NO_FOLDER
    return None, None


def _named(name: str) -> Wording | None:
    return Wording(f"«{name}»", f"“{name}”") if name else None


def _is_same_work(newer: AuditEntry, older: AuditEntry) -> bool:
    return newer.action == older.action == "draft_saved" and (newer.scenario_id, newer.author_name) == (
        older.scenario_id,
        older.author_name,
    )


def _is_parted(last: AuditRow, entry: AuditEntry, between: Collection[tuple[int, int | None]]) -> bool:
    return any(entry.pk < key < last.first and scenario == entry.scenario_id for key, scenario in between)
