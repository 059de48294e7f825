"""Parameters that their component does not take: missing, unknown, wrong, or an unreadable expression."""

from collections.abc import Iterator
from typing import Final

from runtime.expressions.suggestions import nearest
from runtime.wording import Wording

from .drawing import Drawing, Placed
from .field_words import label_of
from .issue import Issue
from .mistakes import Mistake, MistakeKind, after_colon
from .parameter_fixes import fixes

_CODES: Final[dict[MistakeKind, str]] = {
    "missing": "missing_parameter",
    "unknown": "unknown_parameter",
    "wrong": "wrong_parameter",
    "expression": "bad_expression",
}


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Every mistake in the stored parameters."""
    for node in drawing.nodes.values():
        for mistake in node.mistakes:
            yield _issue(node, mistake)


def _issue(node: Placed, mistake: Mistake) -> Issue:
    label, message, fix = node.label(mistake.param), mistake.message, mistake.fix
    if mistake.kind == "unknown" and node.kind is not None and len(mistake.path) == 1:
        near = nearest(str(mistake.path[0]), node.kind.Params.model_fields)
        if near is not None:
            meant = label_of(node.kind.Params, [near])
            fix = Wording(f"Может быть, {meant.ru}? {fix.ru}", f"Did you mean {meant.en}? {fix.en}")
    return Issue(
        _CODES[mistake.kind],
        "error",
        Wording(
            f"«{node.title}», {label.ru}: {_sentence(after_colon(message.ru))}",
            f"“{node.title}”, {label.en}: {_sentence(after_colon(message.en))}",
        ),
        fix,
        node=node.id,
        param=mistake.param,
        offset=mistake.offset,
        fixes=fixes(node, mistake),
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
