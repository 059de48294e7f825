"""The list of calls, and what happened in one of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from designer.templatetags.shown import moment
from runtime.checks.drawing import Drawing
from runtime.component import components
from runtime.errors import FAILURE_CLASSES
from runtime.interpreter import MAX_AGE_S
from runtime.names import NamesOffline
from runtime.reading import read_document
from runtime.trace import Event
from runtime.wording import Wording
from scenarios.journal import summaries, trace_of
from scenarios.models import Revision

LISTED: Final = 100
CAUSES: Final = {
    "completed": Wording("завершён", "completed"),
    "caller_hung_up": Wording("клиент положил трубку", "caller hung up"),
    "transferred": Wording("переведён", "transferred"),
    "abandoned": Wording("не дождался в очереди", "left the queue"),
    "broken_off": Wording("оборван", "broken off"),
    "failed": Wording("ошибка", "failed"),
    "rejected": Wording("отклонён", "rejected"),
    "taken_away": Wording("забран оператором", "taken away"),
    "interrupted": Wording("прерван", "interrupted"),
}
_LIVE: Final = Wording("на линии", "on the line")
_LOST: Final = Wording("конец неизвестен", "end unknown")
_NOTHING: Final = Wording("", "")
REASONS: Final = {
    "complete": _NOTHING,
    "timeout": Wording("время ввода вышло", "time ran out"),
    "partial": Wording("неполный ввод", "incomplete"),
    "hangup": Wording("положил трубку", "hung up"),
}
_TONES: Final = {"broken_off": "bad", "failed": "bad", "rejected": "bad", "interrupted": "bad"}


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


@dataclass(slots=True)
class Step:
    """A node that the call went through, with what happened in it; "" is for events outside of nodes."""

    node: str
    title: str
    icon: str
    family: str
    at_ms: object
    events: list[Event] = field(default_factory=list)
    output: Wording = _NOTHING
    has_left: bool = False


@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    """The newest calls."""
    rows = [call_row(facts) for facts in summaries(settings.CALLWRIGHT.data / "calls", LISTED)]
    context = {"rows": rows, "is_live": any(row.is_live for row in rows), "limit": LISTED}
    return render(request, "calls.html", context)


@require_safe
def call_trace(request: HttpRequest, call_id: str) -> HttpResponse:
    """Step by step what happened in a call."""
    events = trace_of(settings.CALLWRIGHT.data / "calls", call_id)
    if events is None:
        raise Http404
    started = next((event for event in events if event.get("kind") == "started"), {})
    last = events[-1] if events else {}
    ended = last if last.get("kind") == "ended" else {}
    row = call_row({**started, "call": call_id, "cause": ended.get("cause"), "ms": last.get("at_ms", 0)})
    context = {
        "row": row,
        "steps": steps(events, _output_titles(started.get("revision"))),
        "variables": variables(events),
        "is_live": row.is_live,
    }
    return render(request, "call.html", context)


def call_row(facts: Event) -> CallRow:
    """How a call of the journal stands now."""
    cause = facts.get("cause")
    if cause is not None:
        known = CAUSES.get(str(cause), Wording(str(cause), str(cause)))
        return CallRow(facts, known, _TONES.get(str(cause), "good"))
    at = moment(str(facts.get("at") or ""))
    is_recent = (
        at is not None and at.tzinfo is not None and timezone.now() - at < timedelta(seconds=MAX_AGE_S)
    )
    return CallRow(facts, _LIVE, "live") if is_recent else CallRow(facts, _LOST, "lost")


def steps(events: list[Event], titles: Mapping[tuple[str, str], Wording]) -> list[Step]:
    """The events of a trace, gathered under the nodes they happened in; `titles` of (node, output)."""
    found: list[Step] = []
    for event in events:
        kind = event.get("kind")
        if kind == "entered":
            component = components().get(str(event.get("type")))
            found.append(
                Step(
                    node=str(event.get("node")),
                    title=str(event.get("title") or event.get("node")),
                    icon=component.icon if component else "alert-circle",
                    family=component.family if component else "unknown",
                    at_ms=event.get("at_ms"),
                )
            )
        elif kind == "left" and found:
            output = str(event.get("output") or "")
            found[-1].output = titles.get((found[-1].node, output), Wording(output, output))
            found[-1].has_left = True
            if event.get("warnings"):
                found[-1].events.append(event)
        elif kind != "started":
            if not found or (found[-1].has_left and kind in ("resumed", "ended")):
                found.append(Step("", "", "info-circle", "drawing", event.get("at_ms")))
            found[-1].events.append(_worded(event))
    return found


def _worded(event: Event) -> Event:
    """The event with its code words in both languages beside them."""
    words = {
        "reason_shown": REASONS.get(str(event.get("reason"))),
        "class_shown": FAILURE_CLASSES.get(str(event.get("class"))),
        "cause_shown": CAUSES.get(str(event.get("cause"))),
    }
    return {**event, **{name: shown or _NOTHING for name, shown in words.items()}}


def _output_titles(revision: object) -> dict[tuple[str, str], Wording]:
    """(node, output) -> what the output is called in this revision; empty when it is not stored here."""
    found = Revision.objects.filter(hash=str(revision)).first()
    sound = read_document(found.read()).sound if found is not None else None
    if sound is None:
        return {}
    nodes = Drawing(sound, NamesOffline(), settings.CALLWRIGHT.region).nodes.values()
    return {(node.id, output): node.output_title(output) for node in nodes for output, _ in node.ways()}


def variables(events: list[Event]) -> dict[str, object]:
    """Variable -> its last value, as the trace shows it."""
    last: dict[str, object] = {}
    for event in events:
        changed = event.get("variables")
        if isinstance(changed, dict):
            last |= changed
    return dict(sorted(last.items()))
