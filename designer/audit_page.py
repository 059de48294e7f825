"""Who changed what, and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runtime.wording import Wording
from scenarios.audit import WORDS, entries_seen_by
from scenarios.differences import WORDS as TAGS
from scenarios.models import AuditEntry

LISTED: Final = 200


@dataclass(slots=True)
class AuditRow:
    """One change, or several saves of a draft in a row: `count` of them since `since`."""

    entry: AuditEntry
    word: Wording
    tags: list[Wording]
    since: datetime
    count: int = 1


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The newest changes that the visitor gets to see."""
    seen = entries_seen_by(request.user)
    found: QuerySet[AuditEntry] = seen.select_related("scenario").defer("scenario__draft")
    return render(request, "audit.html", {"rows": rows(list(found[:LISTED])), "limit": LISTED})


def rows(found: list[AuditEntry]) -> list[AuditRow]:
    """The entries as rows; what one person saved in a row is one."""
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
            shown.append(AuditRow(entry, word, [TAGS[tag] for tag in tags], entry.at))
    return shown


def _is_same_work(newer: AuditEntry, older: AuditEntry) -> bool:
    return newer.action == older.action == "draft_saved" and (newer.scenario_id, newer.author_name) == (
        older.scenario_id,
        older.author_name,
    )
