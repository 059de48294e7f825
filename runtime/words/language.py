"""What each language can put into words; one module per language does it."""

from collections.abc import Sequence
from datetime import date as Date
from datetime import time as Time
from decimal import Decimal
from typing import Protocol

from .money import Amount
from .values import Duration


class Language(Protocol):
    """The functions of `russian` and `english`; every one gives plain words."""

    def number(self, value: Decimal) -> str: ...

    def money(self, amount: Amount) -> str: ...

    def date(self, day: Date) -> str: ...

    def time(self, moment: Time) -> str: ...

    def duration(self, length: Duration) -> str: ...

    def digits(self, groups: Sequence[str]) -> str: ...

    def phone(self, groups: Sequence[str]) -> str: ...
