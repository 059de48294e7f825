"""Parts of dates and durations (CEL language definition, "Timestamps and durations").

Without a zone a date is read in the zone that it carries: UTC for timestamp("..."), the installation's for
now().
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from runtime.wording import Wording

from .. import messages
from ..dates import in_zone
from ..errors import Fault
from ..function import DATE, TEXT, Function, Param
from ..run import Run

# An unknown zone is looked for in the file system.
_ZONE_STEPS = 100
_ZONE = Param("zone", TEXT, is_optional=True)


def _part(
    name: str,
    of_date: Callable[[datetime], int],
    of_span: Callable[[timedelta], int] | None,
    ru: str,
    en: str,
) -> Function:
    def read(run: Run, value: Any, zone: str | None = None) -> int:
        if type(value) is timedelta:
            if of_span is None or zone is not None:
                raise Fault("wrong_type", messages.wrong_argument(name, 1, DATE, "duration"))
            return of_span(value)
        if zone is not None:
            run.spend(_ZONE_STEPS)
            value = in_zone(value, zone)
        return of_date(value)

    kinds = ("date", "duration") if of_span else DATE
    return Function(name, (), (Param("value", kinds), _ZONE), "number", read, Wording(ru, en))


def _whole(unit: timedelta) -> Callable[[timedelta], int]:
    return lambda span: (abs(span) // unit) * (-1 if span < timedelta(0) else 1)


def _milliseconds(span: timedelta) -> int:
    return (abs(span) // timedelta(milliseconds=1)) % 1000 * (-1 if span < timedelta(0) else 1)


FUNCTIONS = (
    _part("getFullYear", lambda date: date.year, None, "Год.", "The year."),
    _part(
        "getMonth",
        lambda date: date.month - 1,
        None,
        "Месяц от 0 (январь) до 11.",
        "The month, 0 (January) to 11.",
    ),
    _part("getDate", lambda date: date.day, None, "День месяца от 1.", "The day of the month, from 1."),
    _part(
        "getDayOfMonth", lambda date: date.day - 1, None, "День месяца от 0.", "The day of the month, from 0."
    ),
    _part(
        "getDayOfYear",
        lambda date: date.timetuple().tm_yday - 1,
        None,
        "День года от 0.",
        "The day of the year, from 0.",
    ),
    _part(
        "getDayOfWeek",
        lambda date: date.isoweekday() % 7,
        None,
        "День недели от 0 (воскресенье) до 6; с 1 (понедельник) считает `деньНедели()`.",
        "The day of the week, 0 (Sunday) to 6; `weekday()` counts from 1 (Monday).",
    ),
    _part(
        "getHours",
        lambda date: date.hour,
        _whole(timedelta(hours=1)),
        "Час даты; сколько целых часов в длительности.",
        "The hour of a date; the whole hours in a duration.",
    ),
    _part(
        "getMinutes",
        lambda date: date.minute,
        _whole(timedelta(minutes=1)),
        "Минута даты; сколько целых минут в длительности.",
        "The minute of a date; the whole minutes in a duration.",
    ),
    _part(
        "getSeconds",
        lambda date: date.second,
        _whole(timedelta(seconds=1)),
        "Секунда даты; сколько целых секунд в длительности.",
        "The second of a date; the whole seconds in a duration.",
    ),
    _part(
        "getMilliseconds",
        lambda date: date.microsecond // 1000,
        _milliseconds,
        "Миллисекунды сверх целых секунд.",
        "The milliseconds beyond the whole seconds.",
    ),
)
