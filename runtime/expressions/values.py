"""The values of the language, their kinds, their weight, and how people read them.

Values are plain Python: str, int, float, bool, datetime (aware), timedelta, list, dict, None, bytes; `Uint`
and `TypeName` stand for what CEL has and Python has not. Kinds are told by exact type, so that no foreign
object with a treacherous method ever takes part.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from .limits import RESULT_BYTES, RESULT_ITEMS, VALUE_DEPTH

INT_MIN, INT_MAX, UINT_MAX = -(2**63), 2**63 - 1, 2**64 - 1


class Uint(int):
    """An unsigned whole number of CEL (`5u`)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TypeName:
    """The value of `type(x)` and of a bare type name such as `int`."""

    name: str


_KINDS: dict[type, str] = {
    str: "text",
    int: "number",
    float: "number",
    Uint: "number",
    datetime: "date",
    timedelta: "duration",
    bool: "yes_no",
    list: "list",
    dict: "object",
    type(None): "null",
    bytes: "bytes",
    TypeName: "type",
}
_CEL_TYPES: dict[type, str] = {
    str: "string",
    int: "int",
    float: "double",
    Uint: "uint",
    datetime: "google.protobuf.Timestamp",
    timedelta: "google.protobuf.Duration",
    bool: "bool",
    list: "list",
    dict: "map",
    type(None): "null_type",
    bytes: "bytes",
    TypeName: "type",
}
TYPE_NAMES = frozenset(
    {"bool", "int", "uint", "double", "string", "bytes", "list", "map", "null_type", "type"}
)


class Weight(NamedTuple):
    """How heavy a value is in all, shared parts counted each time they are reached."""

    size_bytes: int
    items: int

    @property
    def is_over(self) -> bool:
        """Above what an expression may give back."""
        return self.size_bytes > RESULT_BYTES or self.items > RESULT_ITEMS


def kind_of(value: Any) -> str:
    """The kind as the checker names it ("text", "number" ...); "foreign" for any other value."""
    return _KINDS.get(type(value), "foreign")


def type_of(value: Any) -> TypeName:
    """CEL's name for the type of a value; `object` for a foreign one."""
    return TypeName(_CEL_TYPES.get(type(value), "object"))


def weight(value: Any) -> Weight:
    """Bytes of text (UTF-8) and items of lists and objects; counting ends soon after a limit is passed."""
    size_bytes = items = 0
    waiting: list[Any] = [value]
    while waiting:
        part = waiting.pop()
        kind = type(part)
        if kind is str:
            size_bytes += len(part.encode("utf-8", "surrogatepass"))
        elif kind is bytes:
            size_bytes += len(part)
        elif kind is int:
            size_bytes += 8 + part.bit_length() // 8
        else:
            size_bytes += 8
        if kind is list or kind is dict:
            items += len(part)
            if items > RESULT_ITEMS:
                break
            waiting.extend(part)
            if kind is dict:
                waiting.extend(part.values())
        if size_bytes > RESULT_BYTES:
            break
    return Weight(size_bytes, items)


def number_text(value: float) -> str:
    """A number without loss: no `.0`, no exponent below 10^21; NaN, Infinity and -Infinity by name."""
    if isinstance(value, int):
        # Python refuses to write out integers of more than 4,300 digits; no number here is that long.
        return str(value) if value.bit_length() <= 1024 else "Infinity"
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    return str(int(value)) if value == int(value) and abs(value) < 1e21 else repr(value)


def _rounded(value: float) -> str:
    """A double without the noise of its last digits: 0.1 + 0.2 is "0.3", 0.00001 has no exponent."""
    if not math.isfinite(value) or not 1e-15 <= abs(value) < 1e21:
        return number_text(value)
    text = f"{value:.15g}"
    return f"{value:.18f}".rstrip("0") if "e-" in text else number_text(float(text))


def date_text(value: datetime) -> str:
    """Date and time of day in the zone that the value carries; seconds only when there are any."""
    return value.replace(tzinfo=None).isoformat(" ", "seconds" if value.second else "minutes")


def duration_text(value: timedelta) -> str:
    """Hours, minutes and seconds: `0:01:15`, `-` in front when negative, a fraction when there is one."""
    sign = "-" if value < timedelta(0) else ""
    whole_s, micros = divmod(abs(value) // timedelta(microseconds=1), 1_000_000)
    minutes, seconds = divmod(whole_s, 60)
    fraction = f".{micros:06d}".rstrip("0") if micros else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02d}:{seconds:02d}{fraction}"


def to_text(value: Any) -> str:
    """The value for people: 3.0 is "3", null is "", a list is "a, b", an object is "key: value".

    Inner lists and objects stand in brackets. Yes/no stay `true` and `false`: the text does not know its
    reader's language. Never above the limit of a result: what is heavier ends in "…".
    """
    if type(value) is str:
        return value
    parts: list[str] = []
    room = _write(value, parts, RESULT_BYTES // 4, 0)
    return "".join(parts) if room >= 0 else "".join(parts) + "…"


def _write(value: Any, parts: list[str], room: int, depth: int) -> int:
    """Append the text of `value`; gives back the characters still free, below 0 when it had to be cut."""
    kind = type(value)
    if kind is not list and kind is not dict:
        text = _scalar_text(value)
        parts.append(text[: max(room, 0)])
        return room - len(text)
    if depth > VALUE_DEPTH:
        return -1
    opening, closing = ("[", "]") if kind is list else ("{", "}")
    if depth:
        parts.append(opening)
    separator = ""
    for entry in value:
        parts.append(separator)
        room -= len(separator) + 1
        separator = ", "
        if kind is dict:
            room = _write(entry, parts, room, depth + 1)
            parts.append(": ")
        room = _write(value[entry] if kind is dict else entry, parts, room, depth + 1)
        if room < 0:
            return room
    if depth:
        parts.append(closing)
    return room


def _scalar_text(value: Any) -> str:
    kind = type(value)
    if kind is str:
        return str(value)
    if value is None:
        return ""
    if kind is bool:
        return "true" if value else "false"
    if kind is datetime:
        return date_text(value)
    if kind is timedelta:
        return duration_text(value)
    if kind is bytes:
        return bytes(value).decode("utf-8", "replace")
    if kind is TypeName:
        return str(value.name)
    if kind is float:
        return _rounded(value)
    return number_text(value) if kind in (int, Uint) else ""


def instant(value: datetime) -> datetime:
    """The same moment in UTC: Python compares and subtracts dates of one zone by their wall clocks."""
    return value if value.tzinfo is UTC else value.astimezone(UTC)
