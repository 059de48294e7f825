"""The list of calls, and what happened in one of them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from designer.templatetags.shown import moment
from designer.trace_steps import output_titles, steps, variables
from designer.trace_words import CAUSES
from runtime.guards import MAX_AGE_S
from runtime.trace import Event
from runtime.wording import Wording
from scenarios.history.reading import newest_calls, trace_of
from scenarios.models import Revision
from scenarios.roles import may, require, visible_scenarios

LISTED: Final = 100
_LIVE: Final = Wording("на линии", "on the line")
_LOST: Final = Wording("конец неизвестен", "end unknown")
_BAD: Final = frozenset({"broken_off", "failed", "rejected", "interrupted"})


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call with how it stands: `tone` is live, lost, bad or good."""

    facts: Event
    cause: Wording
    tone: str

    @property
    def is_live(self) -> bool:
        """Worth looking at again in a moment."""
        return self.tone == "live"


@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """The newest calls, of the scenarios that the visitor gets to see."""
    calls = newest_calls(LISTED)
    names = {str(facts.get("scenario") or "") for facts in calls}
    seen = {name for name in names if may(request.user, "call.view", name)}
    rows = [call_row(facts) for facts in calls if str(facts.get("scenario") or "") in seen]
    return render(request, "calls.html", {"rows": rows, "limit": LISTED})


@require_safe
def call_trace(request: HttpRequest, call_id: str) -> HttpResponse:
    """Step by step what happened in a call."""
    events = trace_of(call_id)
    if events is None:
        raise Http404
    started = next((event for event in events if event.get("kind") == "started"), {})
    require(request.user, "call.view", str(started.get("scenario") or ""))
    last = events[-1] if events else {}
    cause = last.get("cause") if last.get("kind") == "ended" else None
    row = call_row({**started, "call": call_id, "cause": cause, "ms": last.get("at_ms", 0)})
    walked = str(started.get("revision", ""))
    revision = Revision.objects.filter(hash=walked).select_related("scenario").first()
    seen = visible_scenarios(request.user)
    context = {
        "row": row,
        "revision": revision,
        "scenario": seen.filter(pk=revision.scenario_id).first() if revision is not None else None,
        "steps": steps(events, output_titles(revision)),
        "variables": variables(events),
        "is_live": row.is_live,
    }
    return render(request, "call.html", context)


def call_row(facts: Event) -> CallRow:
    """How a call stands now; without an end it is lost once no call could be that old."""
    cause = facts.get("cause")
    if cause is not None:
        known = CAUSES.get(str(cause), Wording(str(cause), str(cause)))
        return CallRow(facts, known, "bad" if cause in _BAD else "good")
    at = moment(str(facts.get("at") or ""))
    may_live = at is not None and at.tzinfo is not None and timezone.now() - at < timedelta(seconds=MAX_AGE_S)
    return CallRow(facts, _LIVE, "live") if may_live else CallRow(facts, _LOST, "lost")
