"""The list of calls, and what happened in one of them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
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
from scenarios.history.wanted import LIVE, WantedCalls
from scenarios.models import Revision
from scenarios.reading_order import reading_order
from scenarios.roles import AnyUser, require, visible_scenarios, watched

LISTED: Final = 100
_LIVE: Final = Wording("на линии", "on the line")
_LOST: Final = Wording("конец неизвестен", "end unknown")
# The tones of endings that are not good.
_TONES: Final = {
    **dict.fromkeys(("broken_off", "failed", "rejected", "interrupted"), "bad"),
    "abandoned": "warn",
    "caller_hung_up": "lost",
}


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call with how it stands: `tone` is live, lost, bad, warn or good."""

    facts: Event
    cause: Wording
    tone: str

    @property
    def is_live(self) -> bool:
        """Worth looking at again in a moment."""
        return self.tone == "live"


class _Asked:
    """What the address asks for; what makes no sense in it asks for nothing."""

    def __init__(self, given: QueryDict) -> None:
        self.scenario = given.get("scenario", "")[:200]
        self.cause = given.get("cause", "") if given.get("cause") in (LIVE, *CAUSES) else ""
        self.number = "".join(sign for sign in given.get("number", "") if sign.isalnum() or sign in "+*#")[
            :32
        ]
        at = moment(given.get("before", ""))
        self._before = None if at is None or at.tzinfo is None else (at, given.get("before_call", "")[:100])

    @property
    def is_any(self) -> bool:
        """Whether not all calls are asked for."""
        return bool(self.scenario or self.cause or self.number or self._before)

    @property
    def is_first_page(self) -> bool:
        """Whether the newest ones are asked for."""
        return self._before is None

    def wanted(self, user: AnyUser) -> WantedCalls:
        """Those that this person gets to see."""
        return WantedCalls(
            scenarios=watched(user, self.scenario or None),
            cause=self.cause or None,
            number=self.number or None,
            before=self._before,
        )

    def older_than(self, call: Event) -> str:
        """The query of the next page; the beginning of a call that nobody knows yet has none."""
        given = {"scenario": self.scenario, "cause": self.cause, "number": self.number}
        place = {"before": str(call["at"]), "before_call": str(call["call"])}
        return urlencode({name: text for name, text in {**given, **place}.items() if text})


@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """The newest of the calls that are asked for, of the scenarios that the visitor gets to see."""
    asked = _Asked(request.GET)
    calls = newest_calls(LISTED, asked.wanted(request.user))
    context = {
        "rows": [call_row(facts) for facts in calls],
        "limit": LISTED,
        "asked": asked,
        "causes": {LIVE: _LIVE, **CAUSES},
        "scenarios": sorted(
            visible_scenarios(request.user).values_list("name", flat=True), key=reading_order
        ),
        "older": asked.older_than(calls[-1]) if len(calls) == LISTED else "",
    }
    return render(request, "calls.html", context)


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
        return CallRow(facts, known, _TONES.get(str(cause), "good"))
    at = moment(str(facts.get("at") or ""))
    may_live = at is not None and at.tzinfo is not None and timezone.now() - at < timedelta(seconds=MAX_AGE_S)
    return CallRow(facts, _LIVE, "live") if may_live else CallRow(facts, _LOST, "lost")
