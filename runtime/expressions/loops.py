"""all, exists, exists_one, map and filter as closures.

Every round pays fuel for the nodes of its body, so nested loops draw on one stock.
"""

from collections.abc import Callable, Iterator
from typing import Any

from . import messages
from .errors import EvaluationError
from .limits import RESULT_ITEMS
from .nodes import Loop
from .run import Code, Run

Rounds = Callable[[Run], Iterator[None]]


def rounds(source: Code, offset: int, slot: int, steps: int) -> Rounds:
    """The rounds of a loop: `slot` holds the present item, each round costs `steps` of the fuel."""

    def walked(run: Run) -> Iterator[None]:
        items = source(run)
        if type(items) is not list and type(items) is not dict:
            raise EvaluationError("wrong_type", offset, messages.NOT_A_COLLECTION)
        for item in items:
            run.fuel -= steps
            if run.fuel < 0:
                raise EvaluationError("too_much_work", offset, messages.OUT_OF_FUEL)
            run.slots[slot] = item
            yield

    return walked


def loop(node: Loop, turns: Rounds, test: Code, result: Code | None) -> Code:
    """The closure of a loop over its rounds; `result` is what a map or a filter gathers."""
    if result is not None:
        return _gathering(turns, test, result, node.offset)
    if node.kind == "exists_one":
        return _counting(turns, test, node.offset)
    return _deciding(turns, test, node.offset, decides=node.kind == "exists")


def _deciding(turns: Rounds, test: Code, offset: int, *, decides: bool) -> Code:
    """all (decided by a False) and exists (by a True); an error counts only when no round decides."""

    def decided(run: Run) -> Any:
        failure: EvaluationError | None = None
        for _ in turns(run):
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


def _counting(turns: Rounds, test: Code, offset: int) -> Code:
    def counted(run: Run) -> bool:
        return sum(_holds(test(run), offset) for _ in turns(run)) == 1

    return counted


def _gathering(turns: Rounds, test: Code, result: Code, offset: int) -> Code:
    def gathered(run: Run) -> list[Any]:
        values: list[Any] = []
        for _ in turns(run):
            if not _holds(test(run), offset):
                continue
            values.append(result(run))
            if len(values) > RESULT_ITEMS:
                raise EvaluationError("result_too_large", offset, messages.TOO_LARGE)
        return values

    return gathered
