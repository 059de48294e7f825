"""Which of several choices the keys pressed so far make.

Keys can be in four states: they are a choice and no longer one begins with them (take it at once); they are
a choice and a longer one begins with them (wait whether more keys come); only longer ones begin with them
(wait); nothing begins with them (wrong).

Keys are read in groups up to the nearest choice that may be final: where every choice has two keys, a wrong
first key is told after the second one, or after the pause between keys. A request for one key at a time
would tell it at once and lose the keys of those who press fast.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import msgspec

from runtime.names import DialRules

ANY_DIGIT: Final = "X"
_DIGITS: Final = frozenset("0123456789")


class Choice(msgspec.Struct, frozen=True):
    """`pattern` is keys as pressed, in which X stands for any digit; `output` is what they choose."""

    pattern: str
    output: str


class KeyChoices:
    """Choices, the earlier ones first where several fit."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = tuple(choices)

    def made_by(self, keys: str) -> Choice | None:
        """The choice that exactly these keys make."""
        fitting = (choice for choice in self._choices if len(choice.pattern) == len(keys))
        return next((choice for choice in fitting if _begins_with(choice.pattern, keys)), None)

    def may_grow(self, keys: str) -> bool:
        """Whether more keys could make a choice that is longer."""
        return bool(self._longer(keys))

    def keys_to_read(self, keys: str) -> int:
        """How many more keys to read before the next decision: up to the nearest choice that is final as
        soon as it is made; 1 when there is none.
        """
        return _keys_to_final(tuple(self._longer(keys)), len(keys))

    def _longer(self, keys: str) -> list[str]:
        return [
            choice.pattern
            for choice in self._choices
            if len(choice.pattern) > len(keys) and _begins_with(choice.pattern, keys)
        ]


@lru_cache(maxsize=1024)
def _keys_to_final(patterns: tuple[str, ...], settled: int) -> int:
    """How many keys after the `settled` ones make the shortest pattern that no other one may outgrow."""
    final = [
        len(pattern)
        for pattern in patterns
        if not any(len(other) > len(pattern) and _covers(other, pattern, settled) for other in patterns)
    ]
    return min(final, default=settled + 1) - settled


def extension_choices(direct_dial: str, rules: DialRules, output: str) -> list[Choice]:
    """The numbers that may be dialled: "none", "all" (what the rules call internal), or masks: `1XX, 2?`."""
    if direct_dial == "none":
        return []
    masks = rules.internal_patterns if direct_dial == "all" else direct_dial.split(",")
    return [Choice(mask.strip().replace("?", ANY_DIGIT), output) for mask in masks]


def _begins_with(pattern: str, keys: str) -> bool:
    return pattern.startswith(keys) or all(
        key == sign or (sign == ANY_DIGIT and key in _DIGITS)
        for sign, key in zip(pattern, keys, strict=False)
    )


def _covers(long: str, short: str, settled: int) -> bool:
    """Whether all keys that fit `short` also begin what fits `long`, the first `settled` of them given."""
    return all(
        wide == narrow or (wide == ANY_DIGIT and narrow in _DIGITS)
        for wide, narrow in zip(long[settled:], short[settled:], strict=False)
    )
