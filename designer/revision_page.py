"""The history of a scenario: its revisions, and what changed between two of them."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from scenarios.comparison import compared
from scenarios.models import Revision, Scenario
from scenarios.revisions import revisions_of
from scenarios.secrecy import as_seen_by

_DIGITS_MAX: Final = 9


@require_safe
def revision_list(request: HttpRequest, scenario: Scenario) -> HttpResponse:
    """All revisions; `?from=` and `?to=` are the numbers to compare, at first the last two."""
    revisions = list(revisions_of(scenario).defer("document"))
    later = _numbered(revisions, request.GET.get("to", "")) or (revisions[0] if revisions else None)
    earlier = _numbered(revisions, request.GET.get("from", "")) or (
        revisions[1] if len(revisions) > 1 else None
    )
    chosen = (earlier, later) if earlier and later else ()
    documents = [as_seen_by(request.user, scenario, revision.read()) for revision in chosen]
    context = {
        "scenario": scenario,
        "revisions": revisions,
        "earlier": earlier,
        "later": later,
        "comparison": compared(*documents) if len(documents) == 2 else None,
    }
    return render(request, "revisions.html", context)


def _numbered(revisions: list[Revision], number: str) -> Revision | None:
    if not number.isdecimal() or len(number) > _DIGITS_MAX:
        return None
    return next((revision for revision in revisions if revision.number == int(number)), None)
