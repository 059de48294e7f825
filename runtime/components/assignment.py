"""Присвоение / Assignment: gives variables the values of expressions, in order."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final, Literal

from runtime.call import Call
from runtime.component import ERROR, NEXT, Assigned, Component
from runtime.errors import Failure
from runtime.expressions import EvaluationError, Expression, to_text
from runtime.expressions.values import kind_of
from runtime.fields import Expr, Params, param
from runtime.wording import Wording

_VALUE: Final = "value"
_CONVERSIONS: Final = {
    "number": Expression(f"{_VALUE}.matches('^[+-]?[0-9]{{1,18}}$') ? int({_VALUE}) : double({_VALUE})"),
    "yes_no": Expression(f"bool({_VALUE})"),
    "date": Expression(f"timestamp({_VALUE})"),
    "duration": Expression(f"duration({_VALUE})"),
}


class Operation(Params):
    """One variable and the expression that gives its value."""

    variable: str = param("Переменная", "Variable", widget="variable", min_length=1, max_length=100)
    value: Expr = param("Значение", "Value")
    scope: Literal["call", "scenario", "global"] = param(
        "Область",
        "Scope",
        default="call",
        choices={
            "call": Wording("этот звонок", "this call"),
            "scenario": Wording("звонки сценария", "calls of the scenario"),
            "global": Wording("вся установка", "everywhere"),
        },
        help_ru="Где живёт переменная: в этом звонке, во всех звонках сценария или во всей установке.",
        help_en="Where the variable lives: in this call, in all calls of the scenario, or everywhere.",
    )


class AssignmentParams(Params):
    operations: list[Operation] = param("Операции", "Operations", min_length=1, max_length=100)


class Assignment(Component):
    """Gives one or more variables the values of expressions, in order; a later one sees the earlier ones.

    A value is converted to the type its variable is declared with. When an expression has no value, the call
    leaves by the output “error”; while that output is not connected, the variable is left empty and the call
    goes on with a warning.
    """

    type = "assignment"
    title = Wording("Присвоение", "Assignment")
    known_as = Wording("переменная, задать, вычислить, присвоить", "variable, set, calculate, compute")
    help_ru = """Заносит в переменные значения выражений, по порядку; следующее видит предыдущие.

    Значение приводится к типу, с которым переменная объявлена. Если выражение не удалось вычислить, звонок
    уходит на выход «ошибка»; пока этот выход не подключён, переменная остаётся пустой и звонок идёт дальше
    с предупреждением.
    """
    family = "control"
    icon = "variable"
    Params = AssignmentParams
    outputs = (
        NEXT,
        replace(ERROR, unwired=Wording("переменная останется пустой", "the variable stays empty")),
    )

    @classmethod
    def assigns(cls, params: Any) -> Iterable[Assigned]:
        for operation in params.operations:
            kind = operation.value.result_type(None)
            yield Assigned(operation.variable, kind, shared=operation.scope != "call")

    async def run(self, call: Call, params: Any) -> str:
        for operation in params.operations:
            try:
                value = _converted(call, call.evaluate(operation.value), operation.variable)
            except EvaluationError as error:
                text = error.text.under(operation.variable)
                if "error" in call.wired:
                    raise Failure("bad_data", text) from error
                call.warn(text)
                value = None
            # What is made of a secret is one.
            secret = call.names_secret(operation.value)
            call.set_variable(operation.variable, value, scope=operation.scope, secret=secret)
        return "next"


def _converted(call: Call, value: object, variable: str) -> object:
    """The value as the type its variable is declared with; raises EvaluationError."""
    declared = call.graph.variables.get(variable, "any")
    if value is None or declared in ("any", kind_of(value)):
        return value
    if declared == "text":
        return to_text(value)
    refusal = EvaluationError("bad_conversion", 0, _not_convertible(declared))
    if declared not in _CONVERSIONS:
        raise refusal
    try:
        return call.candidate(_CONVERSIONS[declared], _VALUE, value)
    except EvaluationError as error:
        # Its place is one in our own expression, which the author never sees.
        raise refusal from error


def _not_convertible(declared: str) -> Wording:
    return Wording(
        f"Значение не приводится к типу переменной ({declared}).",
        f"The value does not convert to the type of its variable ({declared}).",
    )
