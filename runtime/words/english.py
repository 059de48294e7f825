"""English: numbers, dates with ordinals, a twelve-hour clock. The numerals are num2words' (0.5.14)."""

from collections.abc import Sequence
from datetime import date as Date
from datetime import time as Time
from decimal import Decimal
from typing import Final

from num2words import num2words

from .money import Amount
from .values import Duration, rounded

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONEY: Final = {
    "RUB": (("rouble", "roubles"), ("kopeck", "kopecks")),
    "USD": (("dollar", "dollars"), ("cent", "cents")),
    "EUR": (("euro", "euros"), ("cent", "cents")),
}
_HOUR: Final = ("hour", "hours")
_MINUTE: Final = ("minute", "minutes")
_SECOND: Final = ("second", "seconds")
_SIGNS: Final = {"*": "star", "#": "hash", "+": "plus"}


def cardinal(number: int) -> str:
    """The numeral for a whole number from 0 on."""
    return str(num2words(number, lang="en")).replace(",", "")


def counted(number: int, noun: tuple[str, str]) -> str:
    """So many of a noun: one minute, two minutes."""
    return f"{cardinal(number)} {noun[number != 1]}"


def number(value: Decimal) -> str:
    """A number, to three decimals: minus two point five."""
    short = rounded(value, 3)
    return str(num2words(short if short % 1 else int(short), lang="en")).replace(",", "")


def money(amount: Amount) -> str:
    """An amount: one hundred and one roubles fifty kopecks; parts that are zero are left out."""
    whole, hundredth = _MONEY[amount.currency]
    parts = ["minus"] if amount.is_negative else []
    if amount.whole or not amount.hundredths:
        parts.append(counted(amount.whole, whole))
    if amount.hundredths:
        parts.append(counted(amount.hundredths, hundredth))
    return " ".join(parts)


def date(day: Date) -> str:
    """A day: November twenty-third, twenty twenty-six."""
    ordinal = num2words(day.day, lang="en", to="ordinal")
    year = num2words(day.year, lang="en", to="year")
    return f"{_MONTHS[day.month - 1]} {ordinal}, {year}"


def time(moment: Time) -> str:
    """The time of day: eight oh five p.m."""
    hour = cardinal((moment.hour - 1) % 12 + 1)
    half = "a.m." if moment.hour < 12 else "p.m."
    if not moment.minute:
        return {0: "midnight", 12: "noon"}.get(moment.hour, f"{hour} {half}")
    minute = cardinal(moment.minute)
    return f"{hour} oh {minute} {half}" if moment.minute < 10 else f"{hour} {minute} {half}"


def duration(length: Duration) -> str:
    """A length of time: one hour two minutes; parts that are zero are left out."""
    minutes, seconds = divmod(abs(length), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        counted(count, noun)
        for count, noun in ((hours, _HOUR), (minutes, _MINUTE), (seconds, _SECOND))
        if count
    ]
    return ("minus " if length < 0 else "") + (" ".join(parts) or counted(0, _SECOND))


def digits(groups: Sequence[str]) -> str:
    """One by one, a pause between groups: one two three, four."""
    return ", ".join(" ".join(_sign(sign) for sign in group) for group in groups)


def phone(groups: Sequence[str]) -> str:
    """Digit by digit, a pause between groups: plus seven, four nine five."""
    return digits(groups).replace("plus, ", "plus ")


def _sign(sign: str) -> str:
    return _SIGNS[sign] if sign in _SIGNS else cardinal(int(sign))
