"""The one way in which a command becomes an AGI line.

Asterisk 22 res_agi.c reads a line into 8,192 bytes and splits it in parse_args: blanks separate words, quotes
hold blanks together, a backslash takes the next character as it is. Lines of very many words or bytes have
crashed it, and a line break inside a word starts another command. So every line goes through here, and what
cannot be said safely is refused rather than cleaned.
"""

import re

from .characters import encoded, has_control
from .errors import UnsafeArgument

LINE_LIMIT_BYTES = 2000
WORD_LIMIT = 16

# Bytes of a line that Asterisk takes as they are; a blank ends a word.
_PLAIN = bytes(set(range(0x20, 0x7F)) - set(b'"\\'))
_BARE = re.compile('[^\x00-\x20"\\\\\x7f-\xa0\u2028\u2029]+')
_SPECIAL = re.compile(r'(["\\])')


def encode(*words: str) -> bytes:
    """One AGI line, its newline included, that Asterisk splits into exactly `words`.

    Each word is one argument: ("SET", "VARIABLE", "CW_KEYS", "1 2"), not "SET VARIABLE". UnsafeArgument for
    control characters, for no words, for more than 16 words and for a line of more than 2,000 bytes.
    """
    if not 0 < len(words) <= WORD_LIMIT:
        raise UnsafeArgument(f"An AGI line has 1 to {WORD_LIMIT} words, not {len(words)}.")
    line = encoded(" ".join(words)) + b"\n"
    if line.translate(None, _PLAIN) != b"\n" or line.count(b" ") != len(words) - 1 or "" in words:
        quoted = [word if _BARE.fullmatch(word) else _quoted(word) for word in words]
        line = encoded(" ".join(quoted)) + b"\n"
    if len(line) > LINE_LIMIT_BYTES:
        raise UnsafeArgument(f"An AGI line has at most {LINE_LIMIT_BYTES} bytes, not {len(line)}.")
    return line


def _quoted(word: str) -> str:
    if has_control(word):
        raise UnsafeArgument("It holds control characters.")
    return '"' + _SPECIAL.sub(r"\\\1", word) + '"'
