"""Characters into tokens: names, numbers, texts and signs, each with its offset."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from . import syntax_messages
from .errors import ExpressionError
from .literals import unescape_bytes, unescape_text
from .values import UINT_MAX, Uint


@dataclass(frozen=True, slots=True)
class Token:
    """`kind`: "name", "quoted_name", "value", "sign" or "end"; `value`: a literal's."""

    kind: str
    offset: int
    text: str
    value: object = None


_BLANK = re.compile(r"(?:\s+|//[^\n]*)+")
_NUMBER = re.compile(
    r"0[xX](?P<hex>[0-9a-fA-F]+)(?P<hu>[uU]?)|(?P<float>[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+)|(?P<int>[0-9]+)(?P<iu>[uU]?)"
)
_SIGN = re.compile(r"&&|\|\||==|!=|<=|>=|[!<>+\-*/%?:.,()\[\]{}]")
_TEXT_START = re.compile(r"(?P<prefix>[rR]?[bB]?|[bB][rR])(?P<quote>\"\"\"|'''|\"|')")
_LETTER = re.compile(r"[^\W\d]")
_WORD = re.compile(r"\w+")


def tokens(source: str, start: int = 0) -> Iterator[Token]:
    """The tokens of `source` from `start` on, read one at a time, with an "end" token last.

    Raises ExpressionError at the first character that begins no token.
    """
    at, end = start, len(source)
    while True:
        blank = _BLANK.match(source, at)
        at = blank.end() if blank else at
        if at >= end:
            yield Token("end", end, "")
            return
        token, at = _next(source, at)
        yield token


def _next(source: str, at: int) -> tuple[Token, int]:
    text_start = _TEXT_START.match(source, at)
    if text_start:
        return _text(source, at, text_start)
    char = source[at]
    if _LETTER.match(char):
        stop = _word_end(source, at)
        return Token("name", at, unicodedata.normalize("NFC", source[at:stop])), stop
    if char == "`":
        return _quoted_name(source, at)
    number = _NUMBER.match(source, at)
    if number:
        return Token("value", at, number.group(), _number_value(number, at)), number.end()
    sign = _SIGN.match(source, at)
    if sign:
        return Token("sign", at, sign.group()), sign.end()
    if char == "=":
        raise ExpressionError("single_equals", at, syntax_messages.SINGLE_EQUALS)
    raise ExpressionError("unexpected_character", at, syntax_messages.unexpected_character(char))


def _word_end(source: str, at: int) -> int:
    """Where the word that starts at `at` ends; combining marks (й typed as и and a breve) belong to it."""
    while at < len(source):
        word = _WORD.match(source, at)
        if word:
            at = word.end()
        elif unicodedata.combining(source[at]):
            at += 1
        else:
            break
    return at


def _quoted_name(source: str, at: int) -> tuple[Token, int]:
    stop = source.find("`", at + 1)
    name = source[at + 1 : stop] if stop > 0 else ""
    if not name.strip() or "\n" in name:
        raise ExpressionError("unclosed_name", at, syntax_messages.UNCLOSED_NAME)
    return Token("quoted_name", at, unicodedata.normalize("NFC", name)), stop + 1


def _number_value(found: "re.Match[str]", at: int) -> object:
    if found["float"]:
        return float(found["float"])
    digits, base = (found["hex"], 16) if found["hex"] else (found["int"], 10)
    value = int(digits, base) if len(digits) <= 40 else UINT_MAX + 1
    is_unsigned = bool(found["hu"] or found["iu"])
    # One above the largest int is let through for -9223372036854775808; the parser looks at the sign.
    if value > (UINT_MAX if is_unsigned else 2**63):
        raise ExpressionError("number_out_of_range", at, syntax_messages.NUMBER_RANGE)
    return Uint(value) if is_unsigned else value


def _text(source: str, at: int, found: "re.Match[str]") -> tuple[Token, int]:
    prefix, quote = found["prefix"].lower(), found["quote"]
    body_at = found.end()
    stop = _text_end(source, body_at, quote, is_raw="r" in prefix)
    if stop < 0:
        raise ExpressionError("unclosed_text", at, syntax_messages.UNCLOSED_TEXT)
    body = source[body_at:stop]
    value: object
    if "b" in prefix:
        value = body.encode() if "r" in prefix else unescape_bytes(body, body_at)
    else:
        value = body if "r" in prefix else unescape_text(body, body_at)
    return Token("value", at, source[at : stop + len(quote)], value), stop + len(quote)


def _text_end(source: str, at: int, quote: str, *, is_raw: bool) -> int:
    """The offset of the closing quote, -1 when there is none."""
    while at < len(source):
        if source.startswith(quote, at):
            return at
        if len(quote) == 1 and source[at] in "\r\n":
            return -1
        at += 2 if source[at] == "\\" and not is_raw else 1
    return -1
