"""The variables of an expression that cannot be read: half written, or with a mistake somewhere."""

from collections.abc import Iterator
from typing import Final

from .errors import ExpressionError
from .parser import CONSTANTS, RESERVED
from .tokens import Token, tokens
from .values import TYPE_NAMES

_NO_VARIABLES: Final = RESERVED | TYPE_NAMES | CONSTANTS.keys()
"""Words that are no variables unless they stand in backticks."""


def loose_names(source: str) -> tuple[tuple[str, int], ...]:
    """(name, offset) of what looks like a variable: no field after a dot, no function before a bracket. Ends
    where the source has no more tokens to give.
    """
    found = list(_readable(source))
    signs = ["", *(token.text if token.kind == "sign" else "" for token in found), ""]
    return tuple(
        (token.text, token.offset)
        for index, token in enumerate(found)
        if signs[index] != "." and (token.kind == "quoted_name" or _is_bare(token, before=signs[index + 2]))
    )


def _is_bare(token: Token, *, before: str) -> bool:
    """`before`: the sign that it stands before."""
    return token.kind == "name" and before != "(" and token.text not in _NO_VARIABLES


def _readable(source: str) -> Iterator[Token]:
    try:
        yield from tokens(source)
    except ExpressionError:
        return
