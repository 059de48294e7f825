"""Equality, order and membership (CEL language definition, "Equality" and "Ordering")."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from . import messages
from .errors import Fault
from .limits import VALUE_DEPTH
from .run import Run
from .values import TypeName, Uint, instant, kind_of

_NUMBERS = frozenset({int, float, Uint})
_EXACT = frozenset({str, int, float, Uint, bool, bytes, timedelta, type(None), TypeName})
_ORDERED = frozenset({str, bool, bytes, timedelta})
_ABSENT = object()


def equal(run: Run, left: Any, right: Any, depth: int = 0) -> bool:
    """Whether two values are equal; values of different kinds are not, numbers are compared by value."""
    kind = type(left)
    if kind is not type(right):
        return kind in _NUMBERS and type(right) in _NUMBERS and bool(left == right)
    if kind is str or kind is bytes:
        run.read(left)
        return bool(left == right)
    if kind in _EXACT:
        return bool(left == right)
    if kind is datetime:
        return instant(left) == instant(right)
    if kind is not list and kind is not dict:
        raise Fault("foreign_value", messages.FOREIGN)
    if len(left) != len(right):
        return False
    if depth > VALUE_DEPTH:
        raise Fault("too_deep", messages.TOO_DEEP)
    run.spend(len(left))
    if kind is list:
        return all(equal(run, a, b, depth + 1) for a, b in zip(left, right, strict=True))
    for key, value in left.items():
        other = find(run, right, key, _ABSENT)
        if other is _ABSENT or not equal(run, value, other, depth + 1):
            return False
    return True


def find(run: Run, mapping: dict[Any, Any], key: Any, default: Any) -> Any:
    """The value under `key`, or `default`. Python takes True for 1; CEL does not."""
    kind = type(key)
    if kind is str:
        return mapping.get(key, default)
    if kind is not bool and kind not in _NUMBERS:
        return default
    value = mapping.get(key, default)
    if value is default or (kind is not bool and key not in (0, 1)):
        return value
    run.spend(len(mapping))
    stored = next(candidate for candidate in mapping if candidate == key)
    return value if (type(stored) is bool) == (kind is bool) else default


def contains(run: Run, item: Any, collection: Any) -> bool:
    """`item in collection` for a list's items or an object's keys."""
    if type(collection) is dict:
        return find(run, collection, item, _ABSENT) is not _ABSENT
    if type(collection) is not list:
        raise Fault("wrong_type", messages.wrong_operands("in", kind_of(item), kind_of(collection)))
    run.spend(len(collection))
    return any(equal(run, item, candidate) for candidate in collection)


def _ordering(sign: str, compare: Callable[[Any, Any], bool]) -> Callable[[Run, Any, Any], bool]:
    def ordered(run: Run, left: Any, right: Any) -> bool:
        kind = type(left)
        if kind is type(right):
            if kind is str or kind is bytes:
                run.read(left)
                return compare(left, right)
            if kind in _NUMBERS or kind in _ORDERED:
                return compare(left, right)
            if kind is datetime:
                return compare(instant(left), instant(right))
        elif kind in _NUMBERS and type(right) in _NUMBERS:
            # A whole number widens to a double, where 2^63 - 1 and 2^63 are one number.
            if kind is float or type(right) is float:
                return compare(_widened(left), _widened(right))
            return compare(left, right)
        raise Fault("wrong_type", messages.wrong_operands(sign, kind_of(left), kind_of(right)))

    return ordered


def _widened(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        raise Fault("overflow", messages.OVERFLOW) from None


ORDER: dict[str, Callable[[Run, Any, Any], bool]] = {
    "<": _ordering("<", lambda left, right: bool(left < right)),
    "<=": _ordering("<=", lambda left, right: bool(left <= right)),
    ">": _ordering(">", lambda left, right: bool(left > right)),
    ">=": _ordering(">=", lambda left, right: bool(left >= right)),
}
