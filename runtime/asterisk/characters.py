"""Which characters may go to Asterisk, and how bytes that came from it become text for people.

Names and numbers come from the far end of a phone line: they may hold control characters that look like
further protocol lines, and bytes in whatever encoding the caller's equipment speaks. Two forms are kept
apart. *Raw* text is UTF-8 with foreign bytes as lone surrogates, from which the very bytes can be had back.
*Readable* text is for people and scenarios: no control characters, and foreign bytes read as Windows-1251,
the usual one of Russian equipment.
"""

import re

from .errors import UnsafeArgument

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def raw(data: bytes) -> str:
    """`data` as text that loses nothing: bytes that are no UTF-8 become lone surrogates (PEP 383)."""
    return data.decode("utf-8", "surrogateescape")


def readable(value: str | bytes) -> str:
    """Text for people out of bytes or raw text: decoded, without control characters and line separators.

    What is no UTF-8 is read as Windows-1251; the one byte that this has no letter for becomes U+FFFD.
    """
    if isinstance(value, str) and value.isprintable():
        return value
    data = value if isinstance(value, bytes) else value.encode("utf-8", "surrogateescape")
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        decoded = data.decode("cp1251", "replace")
    return _CONTROL.sub("", decoded)


def has_control(value: str) -> bool:
    """True when `value` holds a character that could end or split a protocol line."""
    return _CONTROL.search(value) is not None


def encoded(value: str) -> bytes:
    """The bytes of raw text, UTF-8 otherwise; UnsafeArgument for surrogates that stand for no byte."""
    try:
        return value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:
        raise UnsafeArgument("It is no text.") from error
