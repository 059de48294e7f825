"""The state of one evaluation: what it may read, and how much work it still may do."""

from collections.abc import Callable, Mapping
from typing import Any

from . import messages
from .errors import Fault
from .facts import Facts
from .limits import CHARS_PER_STEP, FUEL_STEPS, RESULT_BYTES, RESULT_ITEMS


class Run:
    """One evaluation of an expression, or of all holes of one template: they share the fuel."""

    __slots__ = ("facts", "fuel", "slots", "variables")

    def __init__(self, variables: Mapping[str, Any], facts: Facts, slots: int) -> None:
        self.variables = variables
        self.facts = facts
        self.fuel = FUEL_STEPS
        self.slots: list[Any] = [None] * slots

    def spend(self, steps: int) -> None:
        """Take `steps` of the fuel. Raises Fault "too_much_work" when there is not enough."""
        self.fuel -= steps
        if self.fuel < 0:
            raise Fault("too_much_work", messages.OUT_OF_FUEL)

    def read(self, text: str | bytes) -> None:
        """Pay for looking through a text."""
        if len(text) >= CHARS_PER_STEP:
            self.spend(len(text) // CHARS_PER_STEP)

    def build(self, size: int) -> None:
        """Pay for a text of `size` characters before it is made. Raises Fault when it would be too large."""
        if size > RESULT_BYTES:
            raise Fault("result_too_large", messages.TOO_LARGE)
        if size >= CHARS_PER_STEP:
            self.spend(size // CHARS_PER_STEP)

    def gather(self, items: int) -> None:
        """Pay for a list or object of `items` before it is made. Raises Fault when it would be too large."""
        if items > RESULT_ITEMS:
            raise Fault("result_too_large", messages.TOO_LARGE)
        self.spend(items)


Code = Callable[[Run], Any]
