"""The output that is marked as main: what the drawing's main path leaves a node by. No call asks for it."""

from collections.abc import Iterator

from runtime.wording import Wording

from .drawing import Drawing
from .fix import Fix, UnmarkMain
from .issue import Issue


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Marks that stand for no output of their node."""
    for node in drawing.nodes.values():
        if node.kind is None or node.main is None or node.main in node.outputs:
            continue
        yield Issue(
            "unknown_main",
            "hint",
            Wording(
                f"«{node.title}»: основным отмечен выход, которого нет.",
                f"“{node.title}”: an output that does not exist is marked as main.",
            ),
            Wording(
                "Снимите отметку или отметьте другой выход: звонкам это не мешает.",
                "Take the mark away or mark another output: calls are not affected.",
            ),
            node=node.id,
            fixes=unmarked(node.id),
        )


def unmarked(node: str) -> tuple[Fix, ...]:
    """The fix that takes the mark away."""
    return (Fix("unmark_main", Wording("Снять отметку", "Take the mark away"), UnmarkMain(node)),)
