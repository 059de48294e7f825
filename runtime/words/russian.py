"""Russian: numerals that agree with their nouns, cases of roubles, hours and dates.

The numerals are num2words' (0.5.14). Two of its results are wrong and are made here: a gender it gives to
millions too («одна миллион»), and fractions with zeros at their end.
"""

from collections.abc import Sequence
from datetime import date as Date
from datetime import time as Time
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from num2words import num2words

from .money import Amount
from .values import Duration, rounded

Gender = Literal["m", "f"]


class Noun(NamedTuple):
    """A noun as numbers bend it: 1 рубль, 2 рубля, 5 рублей."""

    one: str
    few: str
    many: str
    gender: Gender


_MILLION: Final = 1_000_000
_MONTHS: Final = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
_HOUR: Final = Noun("час", "часа", "часов", "m")
_MINUTE: Final = Noun("минута", "минуты", "минут", "f")
_SECOND: Final = Noun("секунда", "секунды", "секунд", "f")
_MONEY: Final = {
    "RUB": (Noun("рубль", "рубля", "рублей", "m"), Noun("копейка", "копейки", "копеек", "f")),
    "USD": (Noun("доллар", "доллара", "долларов", "m"), Noun("цент", "цента", "центов", "m")),
    "EUR": (Noun("евро", "евро", "евро", "m"), Noun("цент", "цента", "центов", "m")),
}
_FRACTIONS: Final = (("десятая", "десятых"), ("сотая", "сотых"), ("тысячная", "тысячных"))
_SIGNS: Final = {"*": "звёздочка", "#": "решётка", "+": "плюс"}


def cardinal(number: int, gender: Gender = "m") -> str:
    """The numeral for a whole number from 0 on, in the nominative: один, одна."""
    millions, rest = divmod(number, _MILLION)
    parts = [num2words(millions * _MILLION, lang="ru")] if millions else []
    if rest or not millions:
        parts.append(num2words(rest, lang="ru", gender=gender))
    return " ".join(parts)


def counted(number: int, noun: Noun) -> str:
    """So many of a noun: двадцать одна минута."""
    return f"{cardinal(number, noun.gender)} {_form(number, noun)}"


def _form(number: int, noun: Noun) -> str:
    if number % 100 in range(11, 15):
        return noun.many
    return {1: noun.one, 2: noun.few, 3: noun.few, 4: noun.few}.get(number % 10, noun.many)


def _is_one(number: int) -> bool:
    return number % 10 == 1 and number % 100 != 11


def number(value: Decimal) -> str:
    """A number, to three decimals: минус две целых пять десятых."""
    short = rounded(value, 3)
    minus = "минус " if short < 0 else ""
    whole, fraction = divmod(abs(short), 1)
    if not fraction:
        return minus + cardinal(int(whole))
    decimals = -int(fraction.as_tuple().exponent)
    parts = int(fraction.scaleb(decimals))
    one, many = _FRACTIONS[decimals - 1]
    return " ".join(
        (
            minus + cardinal(int(whole), "f"),
            "целая" if _is_one(int(whole)) else "целых",
            cardinal(parts, "f"),
            one if _is_one(parts) else many,
        )
    )


def money(amount: Amount) -> str:
    """An amount: сто один рубль пятьдесят копеек; parts that are zero are left out."""
    whole, hundredth = _MONEY[amount.currency]
    parts = ["минус"] if amount.is_negative else []
    if amount.whole or not amount.hundredths:
        parts.append(counted(amount.whole, whole))
    if amount.hundredths:
        parts.append(counted(amount.hundredths, hundredth))
    return " ".join(parts)


def date(day: Date) -> str:
    """When: двадцать третьего ноября две тысячи двадцать шестого года."""
    return f"{_ordinal_genitive(day.day)} {_MONTHS[day.month - 1]} {_ordinal_genitive(day.year)} года"


def _ordinal_genitive(number: int) -> str:
    return str(num2words(number, lang="ru", to="ordinal", case="g"))


def time(moment: Time) -> str:
    """The time of day: двадцать часов пять минут."""
    hours = counted(moment.hour, _HOUR)
    return f"{hours} {counted(moment.minute, _MINUTE)}" if moment.minute else hours


def duration(length: Duration) -> str:
    """A length of time: один час две минуты; parts that are zero are left out."""
    minutes, seconds = divmod(abs(length), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [
        counted(count, noun)
        for count, noun in ((hours, _HOUR), (minutes, _MINUTE), (seconds, _SECOND))
        if count
    ]
    return ("минус " if length < 0 else "") + (" ".join(parts) or counted(0, _SECOND))


def digits(groups: Sequence[str]) -> str:
    """One by one, a pause between groups: один два три, четыре."""
    return ", ".join(" ".join(_sign(sign) for sign in group) for group in groups)


def phone(groups: Sequence[str]) -> str:
    """Group by group as numbers: плюс семь, четыреста девяносто пять, сто двадцать три, ноль пять."""
    return ", ".join(_phone_group(group) for group in groups).replace("плюс, ", "плюс ")


def _phone_group(group: str) -> str:
    if len(group) > 3 or not group.isdecimal():
        return " ".join(_sign(sign) for sign in group)
    rest = group.lstrip("0")
    zeros = ["ноль"] * (len(group) - len(rest))
    return " ".join([*zeros, cardinal(int(rest))] if rest else zeros)


def _sign(sign: str) -> str:
    return _SIGNS[sign] if sign in _SIGNS else cardinal(int(sign))
