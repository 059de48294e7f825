"""What a row of a menu stands for: a text, a mask, a range, a list or a regular expression.

A row is read once into a `Matcher`; a call only runs it. Masks and regular expressions run on RE2, so that
no value, however hostile, costs more than time linear in its length.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from runtime.expressions.errors import Fault
from runtime.expressions.patterns import compiled
from runtime.numbers import norm_number, number_forms
from runtime.wording import Wording

RowKind = Literal["text", "mask", "range", "list", "regex"]
Match = Literal["exact", "number", "ignore_case"]
Matcher = Callable[[str, str], bool]
"""Whether a text fits, seen from a region ("RU")."""

_NUMBER: Final = r"[+-]?[0-9]{1,30}(?:[.,][0-9]{1,30})?"
_IS_NUMBER: Final = re.compile(_NUMBER)
_IS_RANGE: Final = re.compile(rf"({_NUMBER})\s*(?:\.\.|[-–—…])\s*({_NUMBER})")
_LIST_ENDS: Final = re.compile(r"[,;\n]")


class BadRow(Exception):
    """A row's value cannot be read; `code` is stable, `message` says what is wrong and what to do."""

    def __init__(self, code: str, message: Wording) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


@lru_cache(maxsize=4096)
def matcher(kind: RowKind, value: str, match: Match) -> Matcher:
    """What tells whether a text fits this row; raises BadRow."""
    match kind:
        case "text":
            return _list_matcher([value], match)
        case "list":
            items = [item for item in (part.strip() for part in _LIST_ENDS.split(value)) if item]
            if not items:
                raise BadRow(
                    "empty_list",
                    Wording(
                        "Список пуст: перечислите значения через запятую.",
                        "The list is empty: separate values by commas.",
                    ),
                )
            return _list_matcher(items, match)
        case "mask":
            return _pattern_matcher(f"(?s)^{_mask_pattern(value.strip())}$", match)
        case "range":
            return _range_matcher(value, match)
        case "regex":
            return _pattern_matcher(value, match)


def _list_matcher(items: list[str], match: Match) -> Matcher:
    texts = [item.strip() for item in items]
    if match == "number":
        return lambda text, region: any(
            norm_number(item, region) == norm_number(text, region) for item in texts
        )
    if match == "ignore_case":
        folded = frozenset(item.casefold() for item in texts)
        return lambda text, region: text.casefold() in folded
    wanted = frozenset(texts)
    return lambda text, region: text in wanted


def _mask_pattern(mask: str) -> str:
    """The mask as RE2 reads it: `*` for any signs or none, `?` for any one sign."""
    return "".join({"*": ".*", "?": "."}.get(sign) or re.escape(sign) for sign in mask)


def _pattern_matcher(pattern: str, match: Match) -> Matcher:
    try:
        search = compiled(f"(?i){pattern}" if match == "ignore_case" else pattern).search
    except Fault as fault:
        raise BadRow(fault.code, fault.message) from fault
    except UnicodeEncodeError as error:
        raise BadRow(
            "bad_pattern",
            Wording("В шаблоне есть недопустимый знак.", "The pattern holds a sign that is no character."),
        ) from error

    def fits(text: str, region: str) -> bool:
        forms = number_forms(text, region) if match == "number" else (text,)
        try:
            return any(search(form) is not None for form in forms)
        except UnicodeEncodeError:
            return False

    return fits


def _range_matcher(value: str, match: Match) -> Matcher:
    ends = _IS_RANGE.fullmatch(value.strip())
    if ends is None:
        raise BadRow(
            "bad_range",
            Wording("Диапазон пишется как 100-199 или 100..199.", "Write a range like 100-199 or 100..199."),
        )
    low, high = (_number(end) for end in ends.groups())
    if low > high:
        raise BadRow(
            "bad_range",
            Wording(
                "Начало диапазона больше его конца: поменяйте их местами.",
                "The range starts above its end: swap them.",
            ),
        )

    def fits(text: str, region: str) -> bool:
        forms = number_forms(text, region) if match == "number" else (text,)
        return any(_IS_NUMBER.fullmatch(form) and low <= _number(form) <= high for form in forms)

    return fits


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
