"""Names of variables that no expression could ever write."""

import re
from collections.abc import Iterator
from typing import Final

from runtime.wording import Wording

from .drawing import Drawing
from .issue import Issue

_WRITABLE: Final = re.compile(r"[^\s`](?:[^`\r\n\t\x00-\x1f\x7f]{0,98}[^\s`])?")


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Every declared or assigned name that cannot stand between backticks."""
    for name in drawing.declared:
        if not is_writable(name):
            yield _issue(name, None, "")
    for node in drawing.nodes.values():
        for assigned in node.assigns:
            if not is_writable(assigned.name):
                yield _issue(assigned.name, node.id, node.title)


def is_writable(name: str) -> bool:
    """Whether an expression can write this name, in backticks at least."""
    return _WRITABLE.fullmatch(name) is not None


def _issue(name: str, node: str | None, title: str) -> Issue:
    return Issue(
        "bad_variable_name",
        "error",
        Wording(
            (f"«{title}»: " if title else "") + f"имя переменной «{name}» не годится.",
            (f"“{title}”: " if title else "") + f"the variable name “{name}” cannot be used.",
        ),
        Wording(
            "Пишите до 100 знаков без обратных кавычек и переводов строки, без пробелов по краям.",
            "Write up to 100 characters with no backticks or line breaks, and no spaces at the ends.",
        ),
        node=node,
    )
