"""A type that no component has."""

from collections.abc import Iterator

from runtime.component import components
from runtime.expressions.suggestions import nearest
from runtime.wording import Wording

from .drawing import Drawing
from .issue import Issue


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Every node of an unknown type."""
    for node in drawing.nodes.values():
        if node.kind is not None:
            continue
        near = nearest(node.type, components())
        fix = Wording(
            "Удалите узел или установите пакет с этим компонентом.",
            "Remove the node, or install the package that has this component.",
        )
        if near is not None:
            title = components()[near].title
            fix = Wording(f"Может быть, «{title.ru}»? {fix.ru}", f"Did you mean “{title.en}”? {fix.en}")
        yield Issue(
            "unknown_type",
            "error",
            Wording(
                f"«{node.title}»: нет компонента «{node.type}».",
                f"“{node.title}”: there is no component “{node.type}”.",
            ),
            fix,
            node=node.id,
        )
