"""What a node does, said with its actual parameters, whatever component it is."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from designer.templatetags.two_languages import current_language
from runtime.checks.drawing import Placed
from runtime.checks.values import Leaf
from runtime.expressions import Expression, Template

_PARTS_MAX: Final = 3
_CHARS_MAX: Final = 90
_BEFORE_DOTS: Final = " .,:;–"
"""What is left out before the three dots that stand for the rest."""


class Summary(NamedTuple):
    """`short` fits into a line; `whole` is everything there is to read, "" when `short` is all of it."""

    short: str
    whole: str


def summary(node: Placed) -> Summary:
    """`CALLED ID := calledID()`, «Пришло: {{ CALLED ID }}»: the texts of its parameters."""
    parts = list(_parts(node))
    whole = "".join(parts)
    short = "".join(parts[:_PARTS_MAX])
    if len(short) > _CHARS_MAX:
        short = f"{short[: _CHARS_MAX - 1].rstrip(_BEFORE_DOTS)}…"
    return Summary(short, whole if short != whole else "")


def _parts(node: Placed) -> Iterator[str]:
    """The texts one by one, each with the sign that stands before it; a variable goes with its value."""
    assigned = {variable.name for variable in node.assigns}
    text = sign = ""
    for leaf in node.leaves:
        part = _part(leaf)
        if not part or not _is_stored(node, leaf.param):
            continue
        if part in assigned and leaf.row >= 0:
            text = f"{sign}{part} := "
        else:
            yield f"{text or sign}{part}"
            text = ""
        sign = " · "
    if text:
        yield text


def _part(leaf: Leaf) -> str:
    value = leaf.value
    if isinstance(value, Template):
        said = " ".join(value.source.split())
        return f"«{said}»" if current_language() == "ru" else f"“{said}”"
    if isinstance(value, Expression):
        return value.source
    is_id = leaf.param.rpartition(".")[2] == "id"
    return value if isinstance(value, str) and not is_id else ""


def _is_stored(node: Placed, param: str) -> bool:
    """Whether the author gave it: defaults say nothing about this node."""
    return param.partition(".")[0] in node.stored
