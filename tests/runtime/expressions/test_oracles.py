"""Random expressions give what two other implementations of CEL give."""

import math
from typing import Any

import cel as rust
from cel_expr_python import cel as cpp
from hypothesis import given, settings

from runtime.expressions import Expression, ExpressionError
from tests.runtime.expressions.facts import FixedFacts
from tests.runtime.expressions.generated import VARIABLES, expressions

_TYPES = {
    "i": cpp.Type.INT,
    "j": cpp.Type.INT,
    "d": cpp.Type.DOUBLE,
    "s": cpp.Type.STRING,
    "t": cpp.Type.STRING,
    "b": cpp.Type.BOOL,
    "l": cpp.Type.List(cpp.Type.INT),
    "m": cpp.Type.Map(cpp.Type.STRING, cpp.Type.INT),
}
_ENVIRONMENT = cpp.NewEnv(variables=_TYPES)
_FAILED = "failed"


def _ours(source: str) -> Any:
    try:
        return Expression(source).evaluate(VARIABLES, FixedFacts())
    except ExpressionError:
        return _FAILED


def _cpp(source: str) -> Any:
    result = _ENVIRONMENT.compile(source).eval(data=VARIABLES)
    return _FAILED if result.type() == cpp.Type.ERROR else result.plain_value()


def _rust(source: str) -> Any:
    try:
        return rust.evaluate(source, VARIABLES)
    except (ValueError, TypeError, RuntimeError, ArithmeticError, LookupError):
        return _FAILED


def _agree(left: Any, right: Any) -> bool:
    if isinstance(left, float) and isinstance(right, float) and math.isnan(left):
        return math.isnan(right)
    return type(left) is type(right) and bool(left == right)


@settings(max_examples=400, deadline=None)
@given(expressions())
def test_an_expression_gives_what_the_c_implementation_gives(source: str) -> None:
    ours, theirs = _ours(source), _cpp(source)
    assert _agree(ours, theirs), f"{source}: {ours!r} and {theirs!r}"


@settings(max_examples=400, deadline=None)
@given(expressions())
def test_a_value_of_the_rust_implementation_is_ours_too(source: str) -> None:
    ours, theirs = _ours(source), _rust(source)
    if theirs == _FAILED:
        return  # It refuses more than CEL does: NaN in order, yes/no as text, errors beside a decided side.
    if ours == _FAILED and "-(" in source:
        return  # And it wraps -(-2^63) around, where CEL asks for an error.
    assert _agree(ours, theirs), f"{source}: {ours!r} and {theirs!r}"


@settings(max_examples=200, deadline=None)
@given(expressions())
def test_a_well_typed_expression_has_no_problems(source: str) -> None:
    kinds = {"i": "number", "j": "number", "d": "number", "s": "text", "t": "text", "b": "yes_no"}
    assert Expression(source).problems({**kinds, "l": "list", "m": "object"}) == []
