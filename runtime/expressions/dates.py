"""Dates and durations as CEL writes them: RFC 3339 and `1h30m`."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from . import messages
from .arithmetic import limited_duration
from .errors import Fault

_TIMESTAMP = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)
_DURATION = re.compile(r"[+-]?(?:0|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:h|ms|m|s|us|µs|ns))+)")
_DURATION_PART = re.compile(r"([0-9.]+)(h|ms|m|s|us|µs|ns)")
_UNIT_US = {
    "h": 3_600_000_000.0,
    "m": 60_000_000.0,
    "s": 1_000_000.0,
    "ms": 1_000.0,
    "us": 1.0,
    "µs": 1.0,
    "ns": 0.001,
}
_OFFSET = re.compile(r"([+-]?)([0-9]{2}):([0-9]{2})")
_ZONE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")
_TEXT_CHARS = 64


def read_timestamp(text: str) -> datetime:
    """The moment, in UTC, of an RFC 3339 text; fractions below a microsecond are cut off. Raises Fault."""
    found = _TIMESTAMP.fullmatch(text[:_TEXT_CHARS])
    if not found:
        raise Fault("bad_conversion", messages.bad_conversion("timestamp"))
    year, month, day, hour, minute, second = map(int, found.groups()[:6])
    micros = int((found[7] or "0").ljust(6, "0")[:6])
    offset = timedelta(hours=int(found[9] or 0), minutes=int(found[10] or 0))
    try:
        date = datetime(year, month, day, hour, minute, second, micros, UTC)
        return date + offset if found[8] == "-" else date - offset
    except (ValueError, OverflowError):
        raise Fault("out_of_range", messages.DATE_RANGE) from None


def write_timestamp(date: datetime) -> str:
    """RFC 3339 in the zone that the date carries, `Z` for UTC."""
    offset = date.utcoffset()
    if offset is None or offset.seconds % 60:
        date = date.astimezone(UTC)
    text = date.replace(microsecond=0).isoformat()
    fraction = f".{date.microsecond:06d}".rstrip("0") if date.microsecond else ""
    return text[:19] + fraction + text[19:].replace("+00:00", "Z")


def read_duration(text: str) -> timedelta:
    """The duration of a text such as `1h30m`, `-1.5s`, `250ms`; cut off below a microsecond. Raises Fault."""
    if len(text) > _TEXT_CHARS or not _DURATION.fullmatch(text):
        raise Fault("bad_conversion", messages.bad_conversion("duration"))
    micros = 0.0
    for amount, unit in _DURATION_PART.findall(text):
        micros += float(amount) * _UNIT_US[unit]
    try:
        span = timedelta(microseconds=int(micros))
    except OverflowError:
        raise Fault("out_of_range", messages.DATE_RANGE) from None
    return limited_duration(-span if text.startswith("-") else span)


def write_duration(span: timedelta) -> str:
    """The duration in seconds, as `90s` or `-1.5s`."""
    whole_s, micros = divmod(abs(span) // timedelta(microseconds=1), 1_000_000)
    fraction = f".{micros:06d}".rstrip("0") if micros else ""
    return f"{'-' if span < timedelta(0) else ''}{whole_s}{fraction}s"


@lru_cache(maxsize=256)
def _zone(name: str) -> tzinfo | None:
    offset = _OFFSET.fullmatch(name)
    if offset:
        shift = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return timezone(-shift if offset[1] == "-" else shift) if shift < timedelta(hours=24) else None
    if not _ZONE_NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def in_zone(date: datetime, name: str) -> datetime:
    """The same moment in that zone: "Europe/Moscow", "+03:00", "02:30". Raises Fault for an unknown one."""
    zone = _zone(name[:_TEXT_CHARS])
    if zone is None:
        raise Fault("bad_zone", messages.BAD_ZONE)
    try:
        return date.astimezone(zone)
    except OverflowError:
        raise Fault("out_of_range", messages.DATE_RANGE) from None
