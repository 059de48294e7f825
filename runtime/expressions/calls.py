"""Function calls as closures: arguments checked by type, failures given their offset."""

from typing import Any

from . import messages
from .errors import EvaluationError, Fault
from .function import Function
from .nodes import Call, Literal
from .patterns import compiled, search, search_compiled
from .register import function_named
from .run import Code, Run
from .values import kind_of

_MISSING = frozenset({"not_set", "no_such_key", "no_fields", "index_out_of_range"})


def call(node: Call, arguments: list[Code]) -> Code:
    """The closure of a call. A name or a number of arguments that no function has fails when it is run."""
    function = function_named(node.name)
    offset = node.offset
    if function is None:
        return _failing(
            EvaluationError("unknown_function", offset, messages.unknown_function(node.name, None))
        )
    if not function.fewest <= len(arguments) <= len(function.params):
        return _failing(
            EvaluationError("wrong_argument_count", offset, messages.argument_count(function.usage))
        )
    if (
        function.run is search
        and isinstance(node.arguments[1], Literal)
        and type(node.arguments[1].value) is str
    ):
        return _searching(node.arguments[1].value, arguments[0], function, offset)
    if function.tolerates_missing:
        arguments = [_tolerant(argument) for argument in arguments]
    if not arguments:
        return lambda run: function.run(run)
    return _calling(function, arguments, offset)


def _calling(function: Function, arguments: list[Code], offset: int) -> Code:
    operation = function.run
    accepted = [None if "any" in param.kinds else frozenset(param.kinds) for param in function.params]
    checks = list(zip(arguments, accepted, strict=False))

    def called(run: Run) -> Any:
        values: list[Any] = []
        for argument, kinds in checks:
            value = argument(run)
            if kinds is not None and kind_of(value) not in kinds:
                raise _wrong_argument(function, len(values), value, offset)
            values.append(value)
        try:
            return operation(run, *values)
        except Fault as fault:
            raise fault.at(offset) from None

    return called


def _wrong_argument(function: Function, index: int, value: Any, offset: int) -> EvaluationError:
    message = messages.wrong_argument(function.name, index + 1, function.params[index].kinds, kind_of(value))
    return EvaluationError("wrong_type", offset, message)


def _failing(error: EvaluationError) -> Code:
    def failed(run: Run) -> Any:
        raise EvaluationError(error.code, error.offset, error.message)

    return failed


def _tolerant(argument: Code) -> Code:
    def tolerated(run: Run) -> Any:
        try:
            return argument(run)
        except EvaluationError as error:
            if error.code not in _MISSING:
                raise
            return None

    return tolerated


def _searching(pattern: str, text: Code, function: Function, offset: int) -> Code:
    """matches() with a literal pattern, compiled here once; a bad one fails when it is run."""
    try:
        expression = compiled(pattern)
    except Fault as fault:
        return _failing(fault.at(offset))

    def searched(run: Run) -> bool:
        value = text(run)
        if type(value) is not str:
            raise _wrong_argument(function, 0, value, offset)
        try:
            return search_compiled(run, value, expression)
        except Fault as fault:
            raise fault.at(offset) from None

    return searched
