"""Who changed what, and when."""

from collections.abc import Collection
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from designer.api.problem import Shown, Taken, Words, answers, words
from designer.api.scenarios import Key, permitted
from runtime.wording import Wording
from scenarios.audit import WORDS, details_seen, entries_seen_by
from scenarios.models import AuditEntry
from scenarios.roles import require, watched

router = Router(tags=["audit"])


class ShownEntry(Shown):
    """One change. `author` is empty for one made in the server's shell; `words` says it after the author."""

    id: int
    at: datetime
    author: str
    action: str
    words: Words
    subject: str
    scenario_id: int | None
    details: dict[str, Any]


class AuditQuestion(Taken):
    """Which changes: of one scenario or of all; older than the one with the id `before`."""

    scenario_id: Key | None = None
    before: Key | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100


@router.get("/audit", response=answers(list[ShownEntry], 404), operation_id="audit_list", summary="Changes")
def audit_list(
    request: HttpRequest,
    asked: Query[AuditQuestion],
) -> list[ShownEntry]:
    """The newest first.

    Only an administrator sees what concerns no scenario that is there: accounts, dial rules, deletions.
    """
    require(request.user, "audit.view")
    scenario = permitted(request, "audit.view", asked.scenario_id) if asked.scenario_id is not None else None
    found = entries_seen_by(request.user, scenario).order_by("-pk")
    if asked.before is not None:
        found = found.filter(pk__lt=asked.before)
    names = watched(request.user)
    return [_shown(entry, names) for entry in found[: asked.limit]]


def _shown(entry: AuditEntry, names: Collection[str] | None) -> ShownEntry:
    return ShownEntry(
        id=entry.pk,
        at=entry.at,
        author=entry.author_name,
        action=entry.action,
        words=words(WORDS.get(entry.action, Wording(entry.action, entry.action))),
        subject=entry.subject,
        scenario_id=entry.scenario_id,
        details=details_seen(entry, names),
    )
