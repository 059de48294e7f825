"""The tree into closures: each node becomes one Python function of the run's state.

A closure calls its children's closures directly, so evaluating needs no dispatch. Failures of operations
(Fault) get their offset here. && and || keep CEL's rule that a decided side makes the other side's error
irrelevant, except for the error of having worked too much.
"""

from collections.abc import Mapping
from typing import Any

from . import messages
from .arithmetic import ARITHMETIC, negate
from .calls import call
from .comparing import ORDER, contains, equal, find
from .errors import EvaluationError, Fault
from .loops import loop, rounds
from .nodes import (
    Binary,
    Call,
    Conditional,
    Index,
    ListOf,
    Literal,
    Loop,
    MapOf,
    Name,
    Node,
    Select,
    Unary,
    size,
)
from .run import Code, Run
from .values import TYPE_NAMES, TypeName, Uint, kind_of

_ABSENT = object()
_DIRECT = frozenset({str, int, bool, bytes})


class Compiler:
    """Compiles one tree; `slots` is how many loop variables its runs need room for."""

    def __init__(self) -> None:
        self.slots = 0

    def code(self, node: Node, scope: Mapping[str, int]) -> Code:
        """The closure of `node`; `scope` maps the loop variables in sight to their slots."""
        match node:
            case Literal(value=value):
                return lambda run: value
            case Name():
                return self.name(node, scope)
            case Select(is_test=True):
                return _has(self.code(node.operand, scope), node.field, node.offset)
            case Select():
                return _select(self.code(node.operand, scope), node.field, node.offset)
            case Index():
                return _index(self.code(node.operand, scope), self.code(node.key, scope), node.offset)
            case Call():
                return call(node, [self.code(argument, scope) for argument in node.arguments])
            case Unary():
                return _unary(node.sign, self.code(node.operand, scope), node.offset)
            case Binary():
                return _binary(
                    node.sign, self.code(node.left, scope), self.code(node.right, scope), node.offset
                )
            case Conditional():
                return _conditional(
                    self.code(node.test, scope),
                    self.code(node.yes, scope),
                    self.code(node.no, scope),
                    node.offset,
                )
            case ListOf():
                return _list([self.code(item, scope) for item in node.items])
            case MapOf():
                keys = [self.code(key, scope) for key in node.keys]
                return _map(keys, [self.code(item, scope) for item in node.items], node.offset)
            case Loop():
                return self.loop(node, scope)

    def name(self, node: Name, scope: Mapping[str, int]) -> Code:
        name, offset = node.name, node.offset
        slot = None if node.is_root else scope.get(name)
        if slot is not None:
            return lambda run: run.slots[slot]
        if node.is_bare and not node.is_root and name in TYPE_NAMES:
            value = TypeName(name)
            return lambda run: value

        def variable(run: Run) -> Any:
            try:
                return run.variables[name]
            except KeyError:
                raise EvaluationError("not_set", offset, messages.NOT_SET) from None

        return variable

    def loop(self, node: Loop, scope: Mapping[str, int]) -> Code:
        slot = self.slots
        self.slots += 1
        inner = {**scope, node.variable: slot}
        source = self.code(node.source, scope)
        test = self.code(node.test, inner)
        result = self.code(node.result, inner) if node.result is not None else None
        steps = size(node) - size(node.source)
        return loop(node, rounds(source, node.offset, slot, steps), test, result)


def _has(operand: Code, field: str, offset: int) -> Code:
    def has(run: Run) -> bool:
        value = operand(run)
        if type(value) is not dict:
            raise EvaluationError("no_fields", offset, messages.NO_FIELDS)
        return field in value

    return has


def _select(operand: Code, field: str, offset: int) -> Code:
    def select(run: Run) -> Any:
        value = operand(run)
        if type(value) is not dict:
            raise EvaluationError("no_fields", offset, messages.NO_FIELDS)
        try:
            return value[field]
        except KeyError:
            raise EvaluationError("no_such_key", offset, messages.NO_SUCH_KEY) from None

    return select


def _index(operand: Code, key: Code, offset: int) -> Code:
    def index(run: Run) -> Any:
        value = operand(run)
        at = key(run)
        try:
            return _item(run, value, at)
        except Fault as fault:
            raise fault.at(offset) from None

    return index


def _item(run: Run, value: Any, at: Any) -> Any:
    if type(value) is dict:
        found = find(run, value, at, _ABSENT)
        if found is _ABSENT:
            raise Fault("no_such_key", messages.NO_SUCH_KEY)
        return found
    if type(value) is not list:
        raise Fault("no_fields", messages.NO_FIELDS)
    if type(at) is float and at.is_integer():
        at = int(at)
    if type(at) is not int and type(at) is not Uint:
        raise Fault("wrong_type", messages.BAD_INDEX)
    if not 0 <= at < len(value):
        raise Fault("index_out_of_range", messages.INDEX_RANGE)
    return value[at]


def _unary(sign: str, operand: Code, offset: int) -> Code:
    if sign == "!":

        def inverted(run: Run) -> bool:
            value = operand(run)
            if value is True or value is False:
                return not value
            raise EvaluationError("wrong_type", offset, messages.wrong_operand("!", kind_of(value), "yes_no"))

        return inverted

    def negated(run: Run) -> Any:
        value = operand(run)
        try:
            return negate(run, value)
        except Fault as fault:
            raise fault.at(offset) from None

    return negated


def _binary(sign: str, left: Code, right: Code, offset: int) -> Code:
    if sign in ("&&", "||"):
        return _logic(left, right, offset, decides=sign == "||")
    if sign in ("==", "!="):
        return _equality(left, right, offset, wanted=sign == "==")
    operation = contains if sign == "in" else ARITHMETIC.get(sign) or ORDER[sign]

    def operated(run: Run) -> Any:
        a = left(run)
        b = right(run)
        try:
            return operation(run, a, b)
        except Fault as fault:
            raise fault.at(offset) from None

    return operated


def _equality(left: Code, right: Code, offset: int, *, wanted: bool) -> Code:
    def compared(run: Run) -> bool:
        a = left(run)
        b = right(run)
        kind = type(a)
        if kind is type(b) and kind in _DIRECT:
            return (a == b) is wanted
        try:
            return equal(run, a, b) is wanted
        except Fault as fault:
            raise fault.at(offset) from None

    return compared


def _logic(left: Code, right: Code, offset: int, *, decides: bool) -> Code:
    """&& (decided by False) or || (decided by True); either side may decide, whatever the other does."""
    sign = "||" if decides else "&&"

    def joined(run: Run) -> Any:
        failure: EvaluationError | None = None
        try:
            first = left(run)
            if first is decides:
                return decides
        except EvaluationError as error:
            if error.code == "too_much_work":
                raise
            failure, first = error, None
        second = right(run)
        if second is decides:
            return decides
        if failure is not None:
            raise failure
        for value in (first, second):
            if type(value) is not bool:
                raise EvaluationError(
                    "wrong_type", offset, messages.wrong_operand(sign, kind_of(value), "yes_no")
                )
        return not decides

    return joined


def _conditional(test: Code, yes: Code, no: Code, offset: int) -> Code:
    def chosen(run: Run) -> Any:
        value = test(run)
        if value is True:
            return yes(run)
        if value is False:
            return no(run)
        raise EvaluationError("wrong_type", offset, messages.NOT_A_CONDITION)

    return chosen


def _list(items: list[Code]) -> Code:
    def listed(run: Run) -> list[Any]:
        run.fuel -= len(items)
        return [item(run) for item in items]

    return listed


def _map(keys: list[Code], items: list[Code], offset: int) -> Code:
    def mapped(run: Run) -> dict[Any, Any]:
        run.fuel -= len(items)
        values: dict[Any, Any] = {}
        for key_code, item in zip(keys, items, strict=True):
            key = key_code(run)
            if type(key) not in (str, int, bool, Uint):
                raise EvaluationError("bad_key", offset, messages.BAD_KEY)
            if key in values:
                raise EvaluationError("repeated_key", offset, messages.REPEATED_KEY)
            values[key] = item(run)
        return values

    return mapped
