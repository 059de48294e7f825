"""Functions between types (CEL language definition, "Type Conversions")."""

import math
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from runtime.wording import Wording

from .. import messages
from ..dates import read_duration, read_timestamp, write_duration, write_timestamp
from ..errors import Fault
from ..function import ANY, Function, Param
from ..run import Run
from ..values import INT_MAX, INT_MIN, UINT_MAX, TypeName, Uint, instant, number_text, type_of

_WHOLE = re.compile(r"[+-]?[0-9]{1,20}")
_REAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?(?:Infinity|[iI]nf)|NaN|nan")
_REAL_CHARS = 400
_YES = frozenset({"1", "t", "true", "TRUE", "True"})
_NO = frozenset({"0", "f", "false", "FALSE", "False"})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _refused(target: str) -> Fault:
    return Fault("bad_conversion", messages.bad_conversion(target))


def _whole(target: str, value: Any) -> int:
    """The whole number in a number, a text of digits or a date (seconds since 1970)."""
    kind = type(value)
    if kind is float:
        # The doubles next to the ends of the range count as outside, as in the reference implementation.
        if not math.isfinite(value) or not INT_MIN < value < UINT_MAX:
            raise _refused(target)
        return int(value)
    if kind is str:
        if not _WHOLE.fullmatch(value):
            raise _refused(target)
        return int(value)
    if kind is datetime:
        return (instant(value) - _EPOCH) // timedelta(seconds=1)
    return int(value)


def _int(run: Run, value: Any) -> int:
    number = _whole("int", value)
    if not INT_MIN <= number <= INT_MAX or (type(value) is float and value >= INT_MAX):
        raise _refused("int")
    return number


def _uint(run: Run, value: Any) -> Uint:
    number = _whole("uint", value)
    if not 0 <= number <= UINT_MAX:
        raise _refused("uint")
    return Uint(number)


def _double(run: Run, value: Any) -> float:
    if type(value) is str and (len(value) > _REAL_CHARS or not _REAL.fullmatch(value)):
        raise _refused("double")
    try:
        return float(value)
    except OverflowError:
        raise _refused("double") from None


def _string(run: Run, value: Any) -> str:
    kind = type(value)
    if kind is str:
        return str(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is datetime:
        return write_timestamp(value)
    if kind is timedelta:
        return write_duration(value)
    if kind is bytes:
        run.build(len(value))
        try:
            return bytes(value).decode()
        except UnicodeDecodeError:
            raise _refused("string") from None
    return number_text(value)


def _bytes(run: Run, value: Any) -> bytes:
    if type(value) is bytes:
        return value
    run.build(4 * len(value))
    try:
        return str(value).encode()
    except UnicodeEncodeError:
        raise _refused("bytes") from None


def _bool(run: Run, value: Any) -> bool:
    if type(value) is bool:
        return value
    if value in _YES or value in _NO:
        return value in _YES
    raise _refused("bool")


def _timestamp(run: Run, value: Any) -> datetime:
    if type(value) is datetime:
        return value
    if type(value) is str:
        run.spend(5)
        return read_timestamp(value)
    if type(value) is not int:
        raise _refused("timestamp")
    try:
        return _EPOCH + timedelta(seconds=value)
    except OverflowError:
        raise Fault("out_of_range", messages.DATE_RANGE) from None


def _duration(run: Run, value: Any) -> timedelta:
    if type(value) is timedelta:
        return value
    run.spend(5)
    return read_duration(value)


def _type(run: Run, value: Any) -> TypeName:
    return type_of(value)


def _dyn(run: Run, value: Any) -> Any:
    return value


def _conversion(
    names: tuple[str, str], kinds: tuple[str, ...], returns: str, run: Any, text: Wording
) -> Function:
    return Function(names[0], (names[1],), (Param("value", kinds),), returns, run, text)


FUNCTIONS = (
    _conversion(
        ("int", "целое"),
        ("number", "text", "date"),
        "number",
        _int,
        Wording(
            "Целое число: дробь отбрасывается, текст читается, дата даёт секунды с 1970 года.",
            "A whole number: a fraction is cut off, text is read, a date gives seconds since 1970.",
        ),
    ),
    _conversion(
        ("uint", "беззнаковое"),
        ("number", "text"),
        "number",
        _uint,
        Wording("Целое число от 0.", "A whole number from 0 up."),
    ),
    _conversion(
        ("double", "дробное"),
        ("number", "text"),
        "number",
        _double,
        Wording("Дробное число.", "A number with a fraction."),
    ),
    _conversion(
        ("string", "текст"),
        ("text", "number", "yes_no", "date", "duration", "bytes"),
        "text",
        _string,
        Wording("Значение в виде текста.", "The value as text."),
    ),
    _conversion(
        ("bytes", "байты"),
        ("bytes", "text"),
        "bytes",
        _bytes,
        Wording("Текст в виде байтов UTF-8.", "The text as bytes of UTF-8."),
    ),
    _conversion(
        ("bool", "даНет"),
        ("yes_no", "text"),
        "yes_no",
        _bool,
        Wording("Да или нет из текста true, false, 1, 0.", "Yes or no from the text true, false, 1 or 0."),
    ),
    _conversion(
        ("timestamp", "момент"),
        ("date", "text", "number"),
        "date",
        _timestamp,
        Wording(
            "Дата из текста 2026-11-25T20:00:00+03:00 или из секунд с 1970 года.",
            "A date from text like 2026-11-25T20:00:00+03:00, or from seconds since 1970.",
        ),
    ),
    _conversion(
        ("duration", "промежуток"),
        ("duration", "text"),
        "duration",
        _duration,
        Wording(
            "Длительность из текста 1h30m, 90s, 250ms.", "A duration from text like 1h30m, 90s or 250ms."
        ),
    ),
    _conversion(
        ("type", "тип"),
        ANY,
        "type",
        _type,
        Wording("Тип значения: `тип(x) == int`.", "The value's type: `type(x) == int`."),
    ),
    Function(
        "dyn",
        (),
        (Param("value", ANY),),
        "any",
        _dyn,
        Wording("То же значение, но без проверки типа.", "The same value, with its type left unchecked."),
    ),
)
