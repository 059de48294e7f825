"""Digits in the groups in which people say them."""

import re
from typing import Final

import phonenumbers

from runtime.numbers import norm_number

from .errors import NotOfKind
from .values import text_of

_SPOKEN: Final = frozenset("0123456789*#+")
_BETWEEN: Final = re.compile(r"[\s().,/‐‑–—-]")
_GROUP: Final = 3


def _signs(value: object, kind: str) -> str:
    """Digits, `*`, `#` and `+` of a value, without what only parts them."""
    if isinstance(value, bool):
        raise NotOfKind(kind)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and 0 <= value < 10**64:
        value = str(int(value))
    if not isinstance(value, str):
        raise NotOfKind(kind)
    bare = _BETWEEN.sub("", text_of(value, kind))
    if not bare or not _SPOKEN.issuperset(bare):
        raise NotOfKind(kind)
    return bare


def digit_groups(value: object) -> list[str]:
    """The signs from left to right in threes."""
    signs = _signs(value, "digits")
    return [signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP)]


def phone_groups(value: object, region: str) -> list[str]:
    """The groups of a telephone number: those of its country when it is a valid number, else as local
    numbers are said (123 45 67, 12 34 56, 1 23 45, 12 34, 123), each `*`, `#` and `+` by itself.
    """
    signs = _signs(value, "phone")
    whole = norm_number(signs, region)
    if whole.startswith("+"):
        try:
            number = phonenumbers.parse(whole)
        except phonenumbers.NumberParseException:
            return _local(signs)
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        return re.findall(r"[+*#]|[0-9]+", written)
    return _local(signs)


def _local(signs: str) -> list[str]:
    groups = []
    for run in re.findall(r"[+*#]|[0-9]+", signs):
        pairs = 2 if len(run) > 4 else len(run) // 4
        head = len(run) - 2 * pairs
        starts = [*range(-(-head % _GROUP), head, _GROUP), *range(head, len(run), 2)]
        groups += [
            run[max(start, 0) : end] for start, end in zip(starts, [*starts[1:], len(run)], strict=True)
        ]
    return groups
