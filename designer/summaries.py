"""One line that says what a node does, made from its actual parameters, whatever component it is."""

from typing import Final

from runtime.checks.drawing import Placed
from runtime.checks.values import Leaf
from runtime.expressions import Expression, Template

_PARTS_MAX: Final = 3
_CHARS_MAX: Final = 90


def summary(node: Placed) -> str:
    """`CALLED ID := calledID()`, «Пришло: {{ CALLED ID }}»: the first texts of its parameters."""
    assigned = {variable.name for variable in node.assigns}
    text = ""
    parts = 0
    for leaf in node.leaves:
        part = _part(leaf)
        if not part or not _is_stored(node, leaf.param):
            continue
        text += f"{' · ' if text and not text.endswith(' := ') else ''}{part}"
        if part in assigned and leaf.row >= 0:
            text += " := "
            continue
        parts += 1
        if parts == _PARTS_MAX or len(text) > _CHARS_MAX:
            break
    return text if len(text) <= _CHARS_MAX else f"{text[: _CHARS_MAX - 1]}…"


def _part(leaf: Leaf) -> str:
    value = leaf.value
    if isinstance(value, Template):
        return f"«{' '.join(value.source.split())}»"
    if isinstance(value, Expression):
        return value.source
    is_id = leaf.param.rpartition(".")[2] == "id"
    return value if isinstance(value, str) and not is_id else ""


def _is_stored(node: Placed, param: str) -> bool:
    """Whether the author gave it: defaults say nothing about this node."""
    return param.partition(".")[0] in node.stored
