"""Fixes inside a text: a misspelt name replaced by the one that was meant."""

from runtime.expressions import ExpressionError
from runtime.expressions.tokens import tokens
from runtime.wording import Wording

from .fix import Fix, ReplaceText
from .values import Leaf


def respelt(node: str, leaf: Leaf, offset: int, suggestion: str) -> tuple[Fix, ...]:
    """The fix that writes `suggestion` for the name at `offset` of an expression or a text with holes; none
    when no name stands there that it can replace.
    """
    source = leaf.value.source
    was = name_at(source, offset)
    if not was or (source[:offset].endswith(".") and "." in suggestion):
        return ()
    title = Wording(f"Написать {suggestion} вместо {was}", f"Write {suggestion} instead of {was}")
    return (Fix("respell", title, ReplaceText(node, leaf.param, offset, len(was), suggestion, was)),)


def name_at(source: str, offset: int) -> str:
    """The name that begins at `offset`, its backticks included; "" when none does."""
    try:
        token = next(tokens(source, offset))
    except ExpressionError:
        return ""
    written = {"name": token.text, "quoted_name": f"`{token.text}`"}.get(token.kind, "")
    return written if source.startswith(written, offset) else ""
