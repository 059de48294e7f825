"""Values put into words that a voice can speak, in Russian and in English.

Asterisk's own Russian SAY leaves digits out and reports success (Asterisk 22 with Debian's ru sounds), so
numbers, money, dates, times and telephone numbers become text here and then go to the voice like any other.
"""

from . import english, russian
from .errors import NotOfKind
from .language import Language
from .money import amount_of
from .phone_groups import digit_groups, phone_groups
from .spoken import spoken_form
from .values import Duration, date_of, number_of, time_of

__all__ = ["NotOfKind", "in_words", "spoken_form"]


def in_words(value: object, kind: str, language: str, region: str) -> str:
    """The words for a value read as `kind`: "number", "digits", "money", "date", "time" or "phone".

    `language` is "ru" or "en" (English for any other); `region` ("RU") is where a telephone number without
    a country code belongs. Raises NotOfKind when the value cannot be read so, ValueError for no such kind.
    """
    words: Language = russian if language == "ru" else english
    match kind:
        case "number":
            return words.number(number_of(value))
        case "money":
            return words.money(amount_of(value))
        case "date":
            return words.date(date_of(value))
        case "time":
            moment = time_of(value)
            return words.duration(moment) if isinstance(moment, Duration) else words.time(moment)
        case "digits":
            return words.digits(digit_groups(value))
        case "phone":
            return words.phone(phone_groups(value, region))
    raise ValueError(f"nothing is read as {kind!r}")
