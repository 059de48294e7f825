"""math.least, math.greatest and rounding, from CEL's math extension."""

import math
from collections.abc import Callable
from typing import Any

from runtime.wording import Wording

from .. import messages
from ..comparing import ORDER
from ..errors import Fault
from ..function import NUMBER, Function, Param
from ..run import Run
from ..values import INT_MAX

_NUMBER = Param("number", NUMBER)


def _chosen(sign: str) -> Callable[..., Any]:
    def choose(run: Run, first: Any, *others: Any) -> Any:
        best = first
        for other in others:
            best = other if ORDER[sign](run, other, best) else best
        return best

    return choose


def _abs(run: Run, value: Any) -> Any:
    if type(value) is int and abs(value) > INT_MAX:
        raise Fault("overflow", messages.OVERFLOW)
    return value if value >= 0 else -value


def _rounded(method: Callable[[float], float]) -> Callable[[Run, Any], Any]:
    return lambda run, value: method(value) if type(value) is float and math.isfinite(value) else value


def _half_away(value: float) -> float:
    return math.copysign(math.floor(abs(value) + 0.5), value) if abs(value) < 2**52 else value


_FEW = (_NUMBER, *(Param(f"number{count}", NUMBER, is_optional=True) for count in range(2, 6)))

FUNCTIONS = (
    Function(
        "math.least",
        ("наименьшее",),
        _FEW,
        "number",
        _chosen("<"),
        Wording("Наименьшее из чисел (до пяти).", "The least of the numbers (up to five)."),
    ),
    Function(
        "math.greatest",
        ("наибольшее",),
        _FEW,
        "number",
        _chosen(">"),
        Wording("Наибольшее из чисел (до пяти).", "The greatest of the numbers (up to five)."),
    ),
    Function(
        "math.abs",
        ("модуль",),
        (_NUMBER,),
        "number",
        _abs,
        Wording("Число без знака.", "The number without its sign."),
    ),
    Function(
        "math.round",
        ("округлить",),
        (_NUMBER,),
        "number",
        _rounded(_half_away),
        Wording(
            "Ближайшее целое; половина округляется от нуля.",
            "The nearest whole number; halves go away from zero.",
        ),
    ),
    Function(
        "math.floor",
        ("вниз",),
        (_NUMBER,),
        "number",
        _rounded(lambda value: float(math.floor(value))),
        Wording("Целое не больше числа.", "The whole number not above this one."),
    ),
    Function(
        "math.ceil",
        ("вверх",),
        (_NUMBER,),
        "number",
        _rounded(lambda value: float(math.ceil(value))),
        Wording("Целое не меньше числа.", "The whole number not below this one."),
    ),
)
