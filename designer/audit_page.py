"""Who changed what, and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runtime.wording import Wording
from scenarios.audit import OTHER_SCENARIO, WORDS, details_seen, entries_seen_by
from scenarios.differences import WORDS as TAGS
from scenarios.errors import ANOTHER_SCENARIO
from scenarios.models import AuditEntry
from scenarios.roles import watched

LISTED: Final = 200
_NO_FOLDER: Final = Wording("вне папок", "outside of all folders")


@dataclass(slots=True)
class AuditRow:
    """One change, or several saves of a draft in a row: `count` of them since `since`."""

    entry: AuditEntry
    word: Wording
    tags: list[Wording]
    since: datetime
    source: Wording | None
    """Where what was changed led, or what it was called, before."""
    target: Wording | None
    """The same, after."""
    count: int = 1


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The newest changes that the visitor gets to see."""
    seen = entries_seen_by(request.user)
    found: QuerySet[AuditEntry] = seen.select_related("scenario").defer("scenario__draft")
    return render(
        request, "audit.html", {"rows": rows(list(found[:LISTED]), watched(request.user)), "limit": LISTED}
    )


def rows(found: list[AuditEntry], names: Collection[str] | None) -> list[AuditRow]:
    """The entries as rows; what one person saved in a row is one. Other scenarios than those of `names` are
    not named; None: all are.
    """
    shown: list[AuditRow] = []
    for entry in found:
        tags = [tag for tag in entry.details.get("tags", ()) if tag in TAGS]
        last = shown[-1] if shown else None
        if last is not None and _is_same_work(last.entry, entry):
            last.count += 1
            last.since = entry.at
            last.tags = sorted({*last.tags, *(TAGS[tag] for tag in tags)})
        else:
            word = WORDS.get(entry.action, Wording(entry.action, entry.action))
            shown.append(AuditRow(entry, word, [TAGS[tag] for tag in tags], entry.at, *_change(entry, names)))
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
