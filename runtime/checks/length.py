"""How long a call can become: the proof that every call ends, and its limit."""

from collections.abc import Iterator
from typing import Final

from runtime.graph import MAX_STEPS
from runtime.wording import Wording

from .drawing import Drawing
from .issue import Issue

_SHOWN: Final = 3


def bound(drawing: Drawing) -> int | None:
    """The most steps a call can take: longest path x (1 + sum of limits). None when no bound is proven.

    Between two repeats a call only goes forward, so no stretch is longer than the longest path.
    """
    steps = longest(drawing)
    return None if steps is None else steps * (1 + sum(limit for limit, *_ in _limits(drawing)))


def longest(drawing: Drawing) -> int | None:
    """The steps of the longest way without a repeat; None while edges go round or nothing starts.

    A call can walk the main lane, then one error lane, then the one for hang-up, so their longest paths are
    added up.
    """
    if drawing.circles or not drawing.starts:
        return None
    lanes = (drawing.main_lane, drawing.error_lanes, drawing.hang_up_lane)
    return sum(_longest_path(drawing, lane) for lane in lanes)


def issues(drawing: Drawing) -> Iterator[Issue]:
    """A bound above what one call may take."""
    steps = bound(drawing)
    if steps is None or steps <= MAX_STEPS:
        return
    largest = sorted(_limits(drawing), key=lambda found: (-found[0], drawing.order[found[2]]))[:_SHOWN]
    named_ru = ", ".join(f"«{title}» ({limit})" for limit, title, _, _ in largest)
    named_en = ", ".join(f"“{title}” ({limit})" for limit, title, _, _ in largest)
    fix = Wording("Разделите сценарий на несколько.", "Split the scenario into several.")
    if largest:
        fix = Wording(
            f"Уменьшите число повторов: {named_ru}.", f"Lower the counts of the repeats: {named_en}."
        )
    yield Issue(
        "too_long",
        "error",
        Wording(
            f"Звонок может сделать {steps} шагов, а допустимо не больше {MAX_STEPS}.",
            f"A call can take {steps} steps, but at most {MAX_STEPS} are allowed.",
        ),
        fix,
        node=largest[0][2] if largest else None,
        output=largest[0][3] if largest else None,
    )


def _limits(drawing: Drawing) -> Iterator[tuple[int, str, str, str]]:
    """(limit, title of the source, its id, output) of every repeat that a call can take."""
    for id_ in drawing.reachable:
        node = drawing.nodes[id_]
        for output, repeat in node.repeats.items():
            yield repeat.limit, node.title, id_, output


def _longest_path(drawing: Drawing, lane: frozenset[str]) -> int:
    """The nodes on the longest path of edges inside the lane."""
    steps: dict[str, int] = {}
    for node in sorted(lane, key=drawing.order.__getitem__, reverse=True):
        after = (steps[target] for target in drawing.nodes[node].edges.values() if target in lane)
        steps[node] = 1 + max(after, default=0)
    return max(steps.values(), default=0)
