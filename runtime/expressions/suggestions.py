"""Did you mean: the nearest known name."""

from collections.abc import Iterable
from difflib import SequenceMatcher

_NEAR = 0.7
_LONGEST_CHARS = 64


def _folded(name: str) -> str:
    return "".join(name.casefold().split())[:_LONGEST_CHARS]


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `name`, spaces and capitals aside; None when none is near."""
    matcher = SequenceMatcher()
    matcher.set_seq2(_folded(name))
    best, best_ratio = None, _NEAR
    for candidate in candidates:
        matcher.set_seq1(_folded(candidate))
        if matcher.real_quick_ratio() >= best_ratio and matcher.quick_ratio() >= best_ratio:
            ratio = matcher.ratio()
            if ratio > best_ratio or (best is None and ratio == best_ratio):
                best, best_ratio = candidate, ratio
    return best


def as_written(name: str) -> str:
    """The name as an expression writes it: in backticks unless it is one plain word."""
    return name if name.isidentifier() else f"`{name}`"
