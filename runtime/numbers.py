"""Telephone numbers in one form, whatever the provider sends."""

import re
from functools import lru_cache

import phonenumbers

# What a number may be written with; a word that phonenumbers would dial by letters is not a number here.
_WRITTEN = re.compile(r"[\d\s+().\-‐‑–—/]*")
_CHARS_MAX = 40


@lru_cache(maxsize=4096)
def norm_number(text: str, region: str) -> str:
    """A valid number as E.164 (`+74951234567`), seen from `region` ("RU"); else the text without spaces.

    A leading 00 counts as +. Short numbers, line numbers and the empty text stay as they are.
    """
    bare = "".join(text.split())
    if len(bare) > _CHARS_MAX or not _WRITTEN.fullmatch(bare):
        return bare
    try:
        number = phonenumbers.parse(f"+{bare[2:]}" if bare.startswith("00") else bare, region)
    except phonenumbers.NumberParseException:
        return bare
    if not phonenumbers.is_valid_number(number):
        return bare
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def number_forms(text: str, region: str) -> tuple[str, ...]:
    """Every way a pattern may mean this number: as it came (without spaces), as E.164, as dialled at home.

    In "RU" `+7 495 123-45-67` gives ("+7495123-45-67", "+74951234567", "84951234567"); what is no valid
    number has one form.
    """
    bare, full = "".join(text.split()), norm_number(text, region)
    try:
        number = phonenumbers.parse(full)
    except phonenumbers.NumberParseException:
        return (bare,)
    if not phonenumbers.is_valid_number(number):
        return (bare,)
    home = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    digits = "".join(sign for sign in home if sign.isdigit())
    forms = (bare, full, digits) if phonenumbers.region_code_for_number(number) == region else (bare, full)
    return tuple(dict.fromkeys(forms))
