"""Сравнение / Compare: yes or no by a condition."""

from dataclasses import replace
from typing import Any

from runtime.call import Call
from runtime.component import ERROR, Component, Output
from runtime.errors import Failure
from runtime.expressions import EvaluationError
from runtime.fields import Expr, Params, param
from runtime.wording import Wording


class CompareParams(Params):
    condition: Expr = param(
        "Условие",
        "Condition",
        gives="yes_no",
        help_ru='Выражение, дающее да или нет: hour() >= 9 && callerID() != "".',
        help_en='An expression that gives yes or no: hour() >= 9 && callerID() != "".',
    )


class Compare(Component):
    """Chooses one of two outputs by a condition.

    A condition that cannot be computed, or is neither yes nor no, leaves by the output “error”; while that
    output is not connected, it counts as no, with a warning.
    """

    type = "compare"
    title = Wording("Сравнение", "Compare")
    known_as = Wording("условие, если, проверка, ветвление", "condition, if, check, branch, decision")
    help_ru = """Выбирает из двух путей по условию.

    Условие, которое не удалось вычислить или которое не даёт ни да, ни нет, уходит на выход «ошибка»; пока
    этот выход не подключён, оно считается за «нет», с предупреждением.
    """
    family = "control"
    icon = "arrows-split"
    Params = CompareParams
    outputs = (
        Output("yes", "ending", Wording("да", "yes")),
        Output("no", "ending", Wording("нет", "no")),
        replace(ERROR, unwired=Wording("считается за «нет»", "it counts as no")),
    )

    async def run(self, call: Call, params: Any) -> str:
        try:
            value = call.evaluate(params.condition)
        except EvaluationError as error:
            return _undecided(call, error.text.under(_NO_VALUE))
        if not isinstance(value, bool):
            return _undecided(call, _NO_ANSWER)
        return "yes" if value else "no"


_NO_VALUE = Wording("у условия нет значения", "the condition has no value")
_NO_ANSWER = Wording("условие не даёт ни да, ни нет", "the condition is neither yes nor no")


def _undecided(call: Call, text: Wording) -> str:
    """`no`; raises Failure when someone waits for it at the error output."""
    if "error" in call.wired:
        raise Failure("bad_data", text)
    call.warn(text)
    return "no"
