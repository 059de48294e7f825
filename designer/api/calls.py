"""Calls and what happened in them."""

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import AwareDatetime, Field

from designer.api.problem import Shown, Taken, answers
from runtime.trace import CAUSES, Event
from scenarios.history.reading import newest_calls, trace_of
from scenarios.history.wanted import WantedCalls
from scenarios.roles import require, watched

router = Router(tags=["calls"])
_LISTED_MAX = 1_000
CallId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,100}$")]


class ShownCall(Shown):
    """A call. `at` is when it began (ISO time); `cause` and `node` tell how and where it ended, null while it
    runs; `ms` is how long it has lasted.
    """

    call: str
    at: str
    called: str
    caller: str
    caller_name: str
    trunk: str
    line: str
    scenario: str
    revision: str
    cause: str | None
    node: str | None
    ms: int


class WhichCalls(Taken):
    """How many, and which: of one scenario, by how they ended (`live`: not yet), with these digits in the
    called or the calling number, begun from `since` to `until`. For the next page, `before` is the `at` and
    `before_call` the `call` of the last one.
    """

    limit: Annotated[int, Field(ge=1, le=_LISTED_MAX)] = 100
    scenario: Annotated[str, Field(max_length=200)] | None = None
    # The closed list is kept in one place; mypy wants it written out.
    cause: Literal["live", *CAUSES] | None = None  # type: ignore[valid-type]
    number: Annotated[str, Field(pattern=r"^[0-9+*#A-Za-z]{1,32}$")] | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    before: AwareDatetime | None = None
    before_call: CallId | None = None


class AfterSeq(Taken):
    """The last event that is known already."""

    after: Annotated[int, Field(ge=0, le=2**53)] = 0


@router.get("/calls", response=answers(list[ShownCall]), operation_id="call_list", summary="The newest calls")
def call_list(request: HttpRequest, which: Query[WhichCalls]) -> list[ShownCall]:
    """Live and finished calls, those that began last first."""
    require(request.user, "call.view")
    wanted = WantedCalls(
        scenarios=watched(request.user, which.scenario),
        cause=which.cause,
        number=which.number,
        since=which.since,
        until=which.until,
        before=None if which.before is None else (which.before, which.before_call or ""),
    )
    return [_shown(facts) for facts in newest_calls(which.limit, wanted)]


@router.get(
    "/calls/{call_id}/trace",
    response=answers(list[dict[str, Any]], 404),
    operation_id="call_trace",
    summary="What happened in a call",
)
def call_trace(request: HttpRequest, call_id: CallId, known: Query[AfterSeq]) -> list[Event]:
    """The trace events of a call in their order, of a live one those so far."""
    require(request.user, "call.view")
    events = trace_of(call_id)
    if events is None:
        raise Http404
    started = events[0] if events[0].get("kind") == "started" else {}
    require(request.user, "call.view", str(started.get("scenario", "")))
    return [event for event in events if isinstance(event["seq"], int) and event["seq"] > known.after]


def _shown(facts: Event) -> ShownCall:
    """Who called is not known yet of a call that another server had first."""
    texts = ("at", "called", "caller", "caller_name", "trunk", "line", "scenario", "revision")
    return ShownCall(
        call=facts["call"],
        **{name: str(facts.get(name) or "") for name in texts},
        cause=facts["cause"],
        node=facts["node"],
        ms=facts["ms"],
    )
