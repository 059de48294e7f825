"""A trace as steps: the nodes a call went through, each with what happened in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings

from designer.trace_words import NOTHING, worded
from runtime.checks.drawing import Drawing
from runtime.component import components
from runtime.names import NamesOffline
from runtime.reading import read_document
from runtime.trace import Event
from runtime.wording import Wording
from scenarios.models import Revision

OutputTitles = Mapping[tuple[str, str], Wording]


@dataclass(slots=True)
class Step:
    """A node that the call went through; with node "" what happened outside of nodes."""

    node: str
    title: str
    icon: str
    family: str
    at_ms: object
    events: list[Event] = field(default_factory=list)
    output: Wording = NOTHING
    has_left: bool = False


def steps(events: Sequence[Event], titles: OutputTitles) -> list[Step]:
    """The events of a trace, gathered under the nodes they happened in."""
    found: list[Step] = []
    for event in events:
        kind = event.get("kind")
        if kind == "entered":
            found.append(_step(event))
        elif kind == "left" and found:
            output = str(event.get("output") or "")
            found[-1].output = titles.get((found[-1].node, output), Wording(output, output))
            found[-1].has_left = True
            if event.get("warnings"):
                found[-1].events.append(event)
        elif kind != "started":
            if not found or (found[-1].has_left and kind in ("resumed", "ended")):
                found.append(Step("", "", "info-circle", "drawing", event.get("at_ms")))
            found[-1].events.append(worded(event))
    return found


def _step(entered: Event) -> Step:
    component = components().get(str(entered.get("type")))
    return Step(
        node=str(entered.get("node")),
        title=str(entered.get("title") or entered.get("node")),
        icon=component.icon if component else "alert-circle",
        family=component.family if component else "unknown",
        at_ms=entered.get("at_ms"),
    )


def output_titles(revision: Revision | None) -> OutputTitles:
    """(node, output) -> what the output is called in this revision; empty when it is not stored here."""
    sound = read_document(revision.read()).sound if revision is not None else None
    if sound is None:
        return {}
    nodes = Drawing(sound, NamesOffline(), settings.CALLWRIGHT.region).nodes.values()
    return {(node.id, output): node.output_title(output) for node in nodes for output, _ in node.ways()}


def variables(events: Sequence[Event]) -> dict[str, object]:
    """Variable -> its last value, as the trace shows it, by name."""
    last: dict[str, object] = {}
    for event in events:
        changed = event.get("variables")
        if isinstance(changed, dict):
            last |= changed
    return dict(sorted(last.items()))
