"""all, exists, exists_one, map and filter as closures.

Every round pays fuel for the nodes of its body, so nested loops draw on one stock.
"""

from collections.abc import Callable
from typing import Any

from . import messages
from .errors import EvaluationError
from .limits import RESULT_ITEMS
from .nodes import Loop
from .run import Code, Run


def loop(node: Loop, source: Code, test: Code, result: Code | None, *, slot: int, steps: int) -> Code:
    """The closure of a loop: `slot` holds its variable, `steps` is the fuel that one round costs."""
    offset = node.offset
    rounds = _rounds(source, offset, slot, steps)
    if node.kind == "exists_one":
        return _counting(rounds, test, offset)
    if node.kind in ("all", "exists"):
        return _deciding(rounds, test, offset, decides=node.kind == "exists")
    return _gathering(rounds, test, result or (lambda run: run.slots[slot]), offset)


Rounds = Callable[[Run], Any]


def _rounds(source: Code, offset: int, slot: int, steps: int) -> Rounds:
    def walked(run: Run) -> Any:
        items = source(run)
        if type(items) is not list and type(items) is not dict:
            raise EvaluationError("wrong_type", offset, messages.NOT_A_COLLECTION)
        for item in items:
            run.fuel -= steps
            if run.fuel < 0:
                raise EvaluationError("too_much_work", offset, messages.OUT_OF_FUEL)
            run.slots[slot] = item
            yield item

    return walked


def _deciding(rounds: Rounds, test: Code, offset: int, *, decides: bool) -> Code:
    """all (decided by a False) and exists (by a True); an error counts only when no round decides."""

    def decided(run: Run) -> Any:
        failure: EvaluationError | None = None
        for _ in rounds(run):
            try:
                value = test(run)
            except EvaluationError as error:
                if error.code == "too_much_work":
                    raise
                failure = error
                continue
            if value is decides:
                return decides
            if type(value) is not bool:
                failure = EvaluationError("wrong_type", offset, messages.NOT_A_CONDITION)
        if failure is not None:
            raise failure
        return not decides

    return decided


def _holds(value: Any, offset: int) -> bool:
    if value is True or value is False:
        return bool(value)
    raise EvaluationError("wrong_type", offset, messages.NOT_A_CONDITION)


def _counting(rounds: Rounds, test: Code, offset: int) -> Code:
    def counted(run: Run) -> bool:
        return sum(_holds(test(run), offset) for _ in rounds(run)) == 1

    return counted


def _gathering(rounds: Rounds, test: Code, result: Code, offset: int) -> Code:
    def gathered(run: Run) -> list[Any]:
        values: list[Any] = []
        for _ in rounds(run):
            if not _holds(test(run), offset):
                continue
            values.append(result(run))
            if len(values) > RESULT_ITEMS:
                raise EvaluationError("result_too_large", offset, messages.TOO_LARGE)
        return values

    return gathered
