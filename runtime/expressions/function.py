"""What a function declares of itself; the checker, the compiler and the designer all read it from here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from runtime.wording import Wording

ANY = ("any",)
TEXT = ("text",)
NUMBER = ("number",)
DATE = ("date",)
LIST = ("list",)


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: its name on screen and the kinds that it takes."""

    name: str
    kinds: tuple[str, ...]
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """`run(state, *arguments)` gives the value or raises Fault; arguments were checked against `params`.

    `pure`: the value depends on the arguments alone, so the validator may evaluate it without a call.
    `tolerates_missing`: an argument that is not set, or a field that is not there, comes in as null.
    """

    name: str
    aliases: tuple[str, ...]
    params: tuple[Param, ...]
    returns: str
    run: Callable[..., Any]
    help: Wording
    pure: bool = True
    tolerates_missing: bool = False

    @property
    def usage(self) -> str:
        """How it is written: `substring(text, start, [end])`."""
        names = [f"[{param.name}]" if param.is_optional else param.name for param in self.params]
        return f"{self.name}({', '.join(names)})"

    @property
    def fewest(self) -> int:
        """How many arguments it needs."""
        return sum(not param.is_optional for param in self.params)
