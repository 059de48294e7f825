"""An expression: read and compiled once, evaluated for call after call."""

from collections.abc import Mapping
from typing import Any

from . import messages
from .checker import Checker
from .compiler import Compiler
from .errors import EvaluationError, ExpressionError, Problem
from .facts import Facts
from .nodes import Call, Node, Select, free_names, walk
from .parser import parse
from .register import function_named
from .run import Run
from .values import TYPE_NAMES, Uint, weight

_LIGHT = frozenset({int, float, Uint, bool, type(None)})
# Four bytes of UTF-8 at most: a text of so few characters needs no weighing.
_LIGHT_CHARS = 16_384
_PUBLIC = frozenset({"text", "number", "date", "duration", "yes_no", "list", "object", "any"})


class Expression:
    """`source` read and compiled. Raises ExpressionError when it cannot be.

    `names`: (name, offset) of each variable it reads, in source order, loop variables left out.
    `slots`: how many loop variables a run needs room for.
    `is_constant`: it reads no variable and nothing of the call.
    """

    __slots__ = ("_code", "_tree", "is_constant", "names", "slots", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        try:
            self._tree: Node = parse(source)
            compiler = Compiler()
            self._code = compiler.code(self._tree, {})
        except RecursionError:
            raise ExpressionError("too_deep", 0, messages.TOO_DEEP) from None
        self.slots = compiler.slots
        self.names: tuple[tuple[str, int], ...] = tuple(free_names(self._tree, frozenset(), TYPE_NAMES))
        self.is_constant = not self.names and all(_is_pure(node) for node, _ in walk(self._tree))

    @property
    def tested(self) -> frozenset[str]:
        """The variables that it may read before they have a value, because it asks: empty(X), has(X.y)."""
        asking = (node for node, _ in walk(self._tree) if _asks(node))
        return frozenset(name for node in asking for name, _ in free_names(node, frozenset(), TYPE_NAMES))

    def problems(self, types: Mapping[str, str] | None) -> list[Problem]:
        """What is wrong with it for variables of these kinds, in source order.

        `types` maps each known variable to "text", "number", "date", "duration", "yes_no", "list", "object"
        or "any"; None: the variables are not known, and their names are not checked.
        """
        checker = Checker(types)
        checker.kind(self._tree, frozenset())
        return sorted(checker.problems, key=lambda problem: problem.offset)

    def result_type(self, types: Mapping[str, str] | None) -> str:
        """The kind of its value, "any" when it cannot be told."""
        kind = Checker(types).kind(self._tree, frozenset())
        return kind if kind in _PUBLIC else "any"

    def evaluate(self, variables: Mapping[str, Any], facts: Facts) -> Any:
        """Its value. Raises EvaluationError when it has none, is too large, or takes too much work."""
        return self.run(Run(variables, facts, self.slots))

    def run(self, run: Run) -> Any:
        """Its value within a run that others may share. Raises EvaluationError."""
        try:
            value = self._code(run)
        except RecursionError:
            raise EvaluationError("too_deep", 0, messages.TOO_DEEP) from None
        kind = type(value)
        if kind in _LIGHT or (kind is str and len(value) <= _LIGHT_CHARS):
            return value
        if weight(value).is_over:
            raise EvaluationError("result_too_large", 0, messages.TOO_LARGE)
        return value


def _asks(node: Node) -> bool:
    if isinstance(node, Select):
        return node.is_test
    function = function_named(node.name) if isinstance(node, Call) else None
    return function is not None and function.tolerates_missing


def _is_pure(node: Node) -> bool:
    if not isinstance(node, Call):
        return True
    function = function_named(node.name)
    return function is not None and function.pure
