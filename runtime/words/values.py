"""Values of a scenario read as numbers, dates and times.

What callers press and what arrives from outside is text, so texts are read too: `1 234,50`, `23.11.2026`,
`2026-11-23`, `20:05`.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from .errors import NotOfKind

LARGEST: Final = 10**15
"""Numbers from here on are no longer understood by ear."""

_NUMBER: Final = re.compile(r"[+\-−]?[0-9]{1,15}(?:[.,][0-9]{1,20})?")
_ISO_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?", re.DOTALL)
_DOTTED_DATE: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?: .*)?", re.DOTALL)
_TIME: Final = re.compile(
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ])?([0-9]{1,2}):([0-9]{2})(?::[0-9]{2}.*)?", re.DOTALL
)
_LONGEST_CHARS: Final = 64


class Duration(int):
    """A length of time in whole seconds."""

    __slots__ = ()


def text_of(value: str, kind: str) -> str:
    """The text without spaces around it; NotOfKind when it is far too long to be a value."""
    if len(value) > _LONGEST_CHARS:
        raise NotOfKind(kind)
    return value.strip()


def number_of(value: object, kind: str = "number") -> Decimal:
    """The number, exact; its size is below LARGEST."""
    if isinstance(value, str):
        bare = "".join(text_of(value, kind).split())
        if not _NUMBER.fullmatch(bare):
            raise NotOfKind(kind)
        return Decimal(bare.replace(",", ".").replace("−", "-"))
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not -LARGEST < value < LARGEST:
        raise NotOfKind(kind)
    return Decimal(repr(value) if isinstance(value, float) else int(value))


def rounded(number: Decimal, decimals: int) -> Decimal:
    """To so many decimals, a half away from zero, trailing zeros dropped; never minus zero."""
    short = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole = short.to_integral_value()
    return abs(short) if short == 0 else whole if short == whole else short.normalize()


def date_of(value: object) -> date:
    """The calendar day, in the zone that the value carries."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        text = text_of(value, "date")
        if found := _ISO_DATE.fullmatch(text):
            year, month, day = found.groups()
        elif found := _DOTTED_DATE.fullmatch(text):
            day, month, year = found.groups()
        else:
            raise NotOfKind("date")
        try:
            return date(int(year), int(month), int(day))
        except ValueError as error:
            raise NotOfKind("date") from error
    raise NotOfKind("date")


def time_of(value: object) -> time | Duration:
    """The time of day to the minute, or a length of time; a number is a length in seconds."""
    if isinstance(value, datetime):
        return time(value.hour, value.minute)
    if isinstance(value, timedelta):
        return Duration(rounded(Decimal(value // timedelta(milliseconds=1)) / 1000, 0))
    if isinstance(value, str) and (found := _TIME.fullmatch(text_of(value, "time"))):
        try:
            return time(int(found[1]), int(found[2]))
        except ValueError as error:
            raise NotOfKind("time") from error
    return Duration(rounded(number_of(value, "time"), 0))
