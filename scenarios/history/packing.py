"""Events as bytes: JSON in the spool, packed JSON in the database."""

import json
import zlib
from collections.abc import Sequence
from typing import Any, Final

import msgspec

Told = dict[str, Any]
"""A trace event as it was read back."""

_ZLIB_JSON: Final = b"\x01"
"""The first byte of what is packed says how."""
_LEVEL: Final = 1


def encoded(value: object) -> bytes:
    """JSON data as bytes of JSON."""
    try:
        return msgspec.json.encode(value)
    # A caller's name or a web service's answer may hold half a surrogate pair, which UTF-8 has no bytes for.
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def decoded(content: bytes) -> Any:
    """What `encoded` had; ValueError for bytes that are no JSON."""
    try:
        return msgspec.json.decode(content)
    except msgspec.DecodeError:
        return json.loads(content)


def packed(value: Sequence[Told] | Told) -> bytes:
    """JSON data as few bytes."""
    return _ZLIB_JSON + zlib.compress(encoded(value), _LEVEL)


def unpacked(content: bytes) -> Any:
    """What `packed` had; ValueError for a form that this release does not know."""
    if content[:1] != _ZLIB_JSON:
        raise ValueError("packed by a later release")
    return decoded(zlib.decompress(content[1:]))
