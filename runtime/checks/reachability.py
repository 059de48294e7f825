"""Nodes that no call ever comes to."""

from collections.abc import Iterator

from runtime.wording import Wording

from .drawing import Drawing
from .issue import Issue


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Every node that no lane leads to; without a start nothing is worth saying."""
    if not drawing.starts:
        return
    for node in drawing.nodes.values():
        if node.is_step and node.id not in drawing.reachable:
            yield Issue(
                "unreachable",
                "warning",
                Wording(
                    f"К «{node.title}» не ведёт ни один путь.",
                    f"No path leads to “{node.title}”.",
                ),
                Wording("Проведите к нему переход или удалите его.", "Draw a wire to it, or remove it."),
                node=node.id,
            )
