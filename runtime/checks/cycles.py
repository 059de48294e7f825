"""A circle of edges: a call could go round for ever. The way back is drawn as a repeat, which has a count."""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Final

from runtime.component import Output
from runtime.wording import Wording

from .drawing import SPENT, Drawing, Placed
from .fix import Fix, MakeRepeat
from .issue import Issue
from .wiring_fixes import WaysOut, removed

_BUDGET_EDGES: Final = 200_000
"""Edges looked at for the shortest circle of one group; then the shortest so far will do."""
_SHOWN: Final = 8
LIMIT: Final = 10
"""What is proposed for a new repeat."""


def issues(drawing: Drawing) -> Iterator[Issue]:
    """One shortest circle for each group of nodes that lead to each other."""
    distance = _distances(drawing)
    for group in drawing.circles:
        circle = _shortest(drawing, group)
        # The nearest to the start comes first: the edge that closes the circle is the way back.
        first = min(range(len(circle)), key=lambda place: (distance.get(circle[place], len(distance)), place))
        yield _issue(drawing, [*circle[first:], *circle[:first]])


def _issue(drawing: Drawing, circle: list[str]) -> Issue:
    last, first = drawing.nodes[circle[-1]], drawing.nodes[circle[0]]
    output = next(key for key, target in last.edges.items() if target == first.id)
    titles = [drawing.nodes[node].title for node in circle]
    if len(titles) > _SHOWN:
        titles[_SHOWN - 1 : -1] = [""]
    titles.append(titles[0])
    title = last.output_title(output)
    if output.endswith(SPENT):
        return _spent_issue(drawing, last, output, titles)
    return Issue(
        "cycle",
        "error",
        Wording(
            "Круг без конца: " + _way(titles, "«{}»") + ".",
            "An endless circle: " + _way(titles, "“{}”") + ".",
        ),
        Wording(
            f"Сделайте переход «{title.ru}» из «{last.title}» в «{first.title}» повтором, "
            f"например не больше {LIMIT} раз за звонок.",
            f"Make the wire “{title.en}” from “{last.title}” to “{first.title}” a repeat, "
            f"say at most {LIMIT} times a call.",
        ),
        node=last.id,
        output=output,
        fixes=(
            Fix(
                "make_repeat",
                Wording(f"Сделать повтором, до {LIMIT} раз", f"Make it a repeat, up to {LIMIT} times"),
                MakeRepeat(last.id, output, LIMIT),
            ),
        ),
    )


def _spent_issue(drawing: Drawing, last: Placed, output: str, titles: list[str]) -> Issue:
    """The way out of a repeat that leads back as well: it cannot be a repeat of its own."""
    return Issue(
        "cycle",
        "error",
        Wording(
            "Круг без конца: " + _way(titles, "«{}»") + ", хотя повторы уже исчерпаны.",
            "An endless circle: " + _way(titles, "“{}”") + ", though the repeats are used up.",
        ),
        Wording(
            f"Проведите выход «{last.output_title(output).ru}» туда, где звонок закончится.",
            f"Lead the output “{last.output_title(output).en}” to where the call can end.",
        ),
        node=last.id,
        output=output,
        fixes=(
            *WaysOut(drawing).fixes(last, Output(output, "fallback", last.output_title(output))),
            *removed(last.id, output),
        ),
    )


def _way(titles: list[str], quotes: str) -> str:
    """The titles one after the other; "" stands for those left out."""
    return " → ".join(quotes.format(title) if title else "…" for title in titles)


def _distances(drawing: Drawing) -> Mapping[str, int]:
    """How many edges each node is away from the lanes' starts; nodes that no lane leads to are left out."""
    entries = [node.id for node in drawing.nodes.values() if node.kind is not None and node.kind.lane]
    distance = dict.fromkeys(entries, 0)
    waiting = deque(entries)
    while waiting:
        node = waiting.popleft()
        for target in drawing.nodes[node].edges.values():
            if target not in distance:
                distance[target] = distance[node] + 1
                waiting.append(target)
    return distance


def _shortest(drawing: Drawing, group: frozenset[str]) -> list[str]:
    """The nodes of a shortest circle inside the group."""
    best: list[str] = []
    budget = _BUDGET_EDGES
    for entry in drawing.nodes:
        if entry not in group:
            continue
        circle, spent = _circle_through(drawing, group, entry, len(best) or len(group) + 1)
        if circle:
            best = circle
        budget -= spent
        if best and (len(best) == 1 or budget < 0):
            break
    return best


def _circle_through(
    drawing: Drawing, group: frozenset[str], entry: str, shorter_than: int
) -> tuple[list[str], int]:
    """The shortest circle through `entry` of fewer nodes, [] when there is none; and the edges looked at."""
    came_from: dict[str, str] = {}
    depth = {entry: 1}
    waiting = deque([entry])
    spent = 0
    while waiting:
        node = waiting.popleft()
        if depth[node] >= shorter_than:
            break
        for target in drawing.nodes[node].edges.values():
            spent += 1
            if target == entry:
                circle = [node]
                while circle[-1] != entry:
                    circle.append(came_from[circle[-1]])
                return circle[::-1], spent
            if target in group and target not in depth:
                depth[target] = depth[node] + 1
                came_from[target] = node
                waiting.append(target)
    return [], spent
