"""Amounts of money: how much, of which currency."""

import re
from typing import Final, NamedTuple

from .errors import NotOfKind
from .values import number_of, rounded, text_of

_MARKS: Final = {
    "₽": "RUB",
    "rub": "RUB",
    "руб": "RUB",
    "руб.": "RUB",
    "р": "RUB",
    "р.": "RUB",
    "$": "USD",
    "usd": "USD",
    "€": "EUR",
    "eur": "EUR",
}
_FORM: Final = re.compile(r"([^0-9+\-−]*)([+\-−]?[0-9][0-9\s.,]*?)\s*([^0-9\s,]*)")


class Amount(NamedTuple):
    """So many `whole` units and `hundredths` of a currency (RUB, USD, EUR)."""

    is_negative: bool
    whole: int
    hundredths: int
    currency: str


def amount_of(value: object) -> Amount:
    """The amount, rounded to hundredths; roubles unless a text names another currency (`5 €`, `$12.50`)."""
    currency = "RUB"
    if isinstance(value, str):
        found = _FORM.fullmatch(text_of(value, "money"))
        if not found:
            raise NotOfKind("money")
        mark = (found[1] + found[3]).strip().lower()
        if mark and mark not in _MARKS:
            raise NotOfKind("money")
        currency = _MARKS.get(mark, currency)
        value = found[2]
    number = rounded(number_of(value, "money"), 2)
    hundredths = int(abs(number) * 100)
    return Amount(number < 0, *divmod(hundredths, 100), currency)
