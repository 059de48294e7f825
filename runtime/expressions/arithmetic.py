"""+ - * / % and the minus sign: 64-bit whole numbers that never wrap, doubles, texts, lists, dates.

The one deviation from CEL: between a whole number and a double the whole number widens.
"""

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from . import messages
from .errors import Fault
from .run import Run
from .values import INT_MAX, INT_MIN, UINT_MAX, Uint, instant, kind_of

# Longest duration: 2^63 nanoseconds, as in the reference implementation.
DURATION_MAX = timedelta(microseconds=INT_MAX // 1000)


def _unfit(sign: str, left: Any, right: Any) -> Fault:
    return Fault("wrong_type", messages.wrong_operands(sign, kind_of(left), kind_of(right)))


def _as_int(value: int) -> int:
    if INT_MIN <= value <= INT_MAX:
        return value
    raise Fault("overflow", messages.OVERFLOW)


def _as_uint(value: int) -> Uint:
    if 0 <= value <= UINT_MAX:
        return Uint(value)
    raise Fault("overflow", messages.OVERFLOW)


def limited_duration(value: timedelta) -> timedelta:
    """The duration itself. Raises Fault when it is longer than 292 years."""
    if abs(value) > DURATION_MAX:
        raise Fault("out_of_range", messages.DATE_RANGE)
    return value


def _numeric(
    sign: str, left: Any, right: Any, whole: Callable[[int, int], int], real: Callable[[float, float], float]
) -> Any:
    a, b = type(left), type(right)
    if a is b:
        if a is int:
            return _as_int(whole(left, right))
        if a is Uint:
            return _as_uint(whole(int(left), int(right)))
        if a is float:
            return real(left, right)
    elif (a is float or b is float) and a in (int, Uint, float) and b in (int, Uint, float):
        try:
            return real(float(left), float(right))
        except OverflowError:
            raise Fault("overflow", messages.OVERFLOW) from None
    raise _unfit(sign, left, right)


def _moved(date: datetime, by: timedelta) -> datetime:
    try:
        return (instant(date) + by).astimezone(date.tzinfo)
    except OverflowError:
        raise Fault("out_of_range", messages.DATE_RANGE) from None


def add(run: Run, left: Any, right: Any) -> Any:
    """left + right: numbers, texts, bytes, lists, dates and durations."""
    a, b = type(left), type(right)
    if a is b:
        if a is str or a is bytes:
            run.build(len(left) + len(right))
            return left + right
        if a is list:
            run.gather(len(left) + len(right))
            return left + right
        if a is timedelta:
            return limited_duration(left + right)
    elif a is datetime and b is timedelta:
        return _moved(left, right)
    elif a is timedelta and b is datetime:
        return _moved(right, left)
    return _numeric("+", left, right, lambda x, y: x + y, lambda x, y: x + y)


def subtract(run: Run, left: Any, right: Any) -> Any:
    """left - right: numbers, dates and durations."""
    a, b = type(left), type(right)
    if a is datetime and b is datetime:
        return limited_duration(instant(left) - instant(right))
    if a is datetime and b is timedelta:
        return _moved(left, -right)
    if a is timedelta and b is timedelta:
        return limited_duration(left - right)
    return _numeric("-", left, right, lambda x, y: x - y, lambda x, y: x - y)


def multiply(run: Run, left: Any, right: Any) -> Any:
    """left * right for numbers."""
    return _numeric("*", left, right, lambda x, y: x * y, lambda x, y: x * y)


def _truncated(left: int, right: int) -> int:
    if right == 0:
        raise Fault("division_by_zero", messages.ZERO_DIVISION)
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def _real_quotient(left: float, right: float) -> float:
    if right:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, math.copysign(1, left) * math.copysign(1, right))


def divide(run: Run, left: Any, right: Any) -> Any:
    """left / right; between whole numbers the fraction is cut off, a double divided by zero is infinite."""
    return _numeric("/", left, right, _truncated, _real_quotient)


def remainder(run: Run, left: Any, right: Any) -> Any:
    """left % right for whole numbers, with the sign of the left one."""

    def undefined(x: float, y: float) -> float:
        raise _unfit("%", x, y)

    return _numeric("%", left, right, lambda x, y: x - _truncated(x, y) * y, undefined)


def negate(run: Run, value: Any) -> Any:
    """-value for a whole number or a double."""
    if type(value) is int:
        return _as_int(-value)
    if type(value) is float:
        return -value
    raise Fault("wrong_type", messages.wrong_operand("-", kind_of(value), "number"))


ARITHMETIC: dict[str, Callable[[Run, Any, Any], Any]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "%": remainder,
}
