"""What of a text a voice is given: words only, nothing that a voice would take for an instruction.

espeak-ng 1.51 obeys two things inside plain text: phonemes in double square brackets, and commands that
start with a control character (Ctrl-A). Markup is plain text to it unless asked for, and is not asked for.
"""

import unicodedata
from functools import lru_cache
from typing import Final

LONGEST_CHARS: Final = 5000
"""About six minutes of speech; what is longer is cut at a word."""

_SILENT: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that have no sound: control, format, surrogate, private, unassigned, separators."""


@lru_cache(maxsize=1024)
def spoken_form(text: str) -> str:
    """The text as it is spoken: NFC, one space between words, at most LONGEST_CHARS; "" when it holds no
    letter and no digit.
    """
    text = text[: 4 * LONGEST_CHARS]
    sounding = "".join(
        [" " if sign in "[]" or unicodedata.category(sign) in _SILENT else sign for sign in text]
    )
    words = " ".join(unicodedata.normalize("NFC", sounding).split())
    if len(words) > LONGEST_CHARS:
        words = words[: words.rfind(" ", 1, LONGEST_CHARS + 1)] if " " in words[:LONGEST_CHARS] else words
        words = words[:LONGEST_CHARS]
    return words if any(sign.isalnum() for sign in words) else ""
