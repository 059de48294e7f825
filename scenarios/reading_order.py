"""The order of names as people read them: «линия 9» before «линия 10», in capitals or not."""

import re
from typing import Final

from scenarios.models import Scenario

_DIGITS: Final = re.compile(r"([0-9]+)")
Place = tuple[list[str | tuple[int, str]], str]


def reading_order(name: str) -> Place:
    """A key to sort by; names that differ in capitals, «ё» or leading zeros alone keep a fixed order."""
    parts = _DIGITS.split(name.casefold().replace("ё", "е"))
    return [_count(part) if place % 2 else part for place, part in enumerate(parts)], name


def main_first(scenario: Scenario) -> tuple[bool, Place]:
    """A key to sort scenarios by: the main one, then by name."""
    return not scenario.is_main, reading_order(scenario.name)


def by_folder(path: str) -> list[Place]:
    """A key to sort folders by, name by name; "", outside of all folders, comes first."""
    return [reading_order(name) for name in path.split("/")] if path else []


def _count(digits: str) -> tuple[int, str]:
    """Sorts as the number does, however long: int() reads 4,300 digits at most."""
    plain = digits.lstrip("0")
    return len(plain), plain
