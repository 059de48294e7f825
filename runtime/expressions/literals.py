"""Escapes inside text and bytes literals (CEL language definition, "String and bytes values")."""

import re

from . import syntax_messages
from .errors import ExpressionError

_ESCAPE = re.compile(
    r"\\(?:(?P<simple>[abfnrtv\\?\"'`])|[xX](?P<hex>[0-9a-fA-F]{2})|(?P<octal>[0-3][0-7]{2})|u(?P<u4>[0-9a-fA-F]{4})|U(?P<u8>[0-9a-fA-F]{8}))"
)
_SIMPLE = {"a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}


def _pieces(body: str, offset: int) -> list[str | tuple[str, int]]:
    """`body` cut into plain stretches and escapes; an escape is (its form, its number)."""
    pieces: list[str | tuple[str, int]] = []
    at = 0
    while at < len(body):
        slash = body.find("\\", at)
        if slash < 0:
            pieces.append(body[at:])
            break
        pieces.append(body[at:slash])
        found = _ESCAPE.match(body, slash)
        if not found:
            raise ExpressionError("bad_escape", offset + slash, syntax_messages.BAD_ESCAPE)
        form, digits = next((name, text) for name, text in found.groupdict().items() if text is not None)
        if form == "simple":
            number = _SIMPLE.get(digits, ord(digits))
        else:
            number = int(digits, 8 if form == "octal" else 16)
        if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
            raise ExpressionError("bad_escape", offset + slash, syntax_messages.BAD_ESCAPE)
        pieces.append((form, number))
        at = found.end()
    return pieces


def unescape_text(body: str, offset: int) -> str:
    """The text that a literal's body stands for; `offset` is where the body starts, for errors."""
    if "\\" not in body:
        return body
    return "".join(piece if isinstance(piece, str) else chr(piece[1]) for piece in _pieces(body, offset))


def unescape_bytes(body: str, offset: int) -> bytes:
    """The bytes that a literal's body stands for: characters as UTF-8, \\x and octal as single bytes."""
    if "\\" not in body:
        return body.encode()
    parts = []
    for piece in _pieces(body, offset):
        if isinstance(piece, str):
            parts.append(piece.encode())
        elif piece[0] in ("u4", "u8"):
            raise ExpressionError("bad_escape", offset, syntax_messages.BAD_ESCAPE)
        else:
            parts.append(bytes((piece[1],)))
    return b"".join(parts)
