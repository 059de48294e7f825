"""Задержка / Wait: lets time pass, in silence or with music."""

from datetime import datetime, timedelta
from typing import Any, Final

from runtime.call import Call
from runtime.component import NEXT, Component, Output
from runtime.expressions import EvaluationError, Expression
from runtime.fields import Expr, Params, param
from runtime.wording import Wording
from runtime.written import BREAK_KEYS

_LONGEST_S: Final = 4 * 3600.0


class WaitParams(Params):
    seconds: Expr = param(
        "Сколько",
        "How long",
        unit="s",
        gives="number|duration",
        help_ru="Секунды или длительность; не больше четырёх часов.",
        help_en="Seconds or a duration; four hours at most.",
    )
    music: bool = param("Музыка", "Music", default=False)
    break_keys: str = param(
        "Клавиши прерывания",
        "Break keys",
        default="",
        written=BREAK_KEYS,
        help_ru="Любая из них прерывает и уводит на выход «клавиша»; другие клавиши не действуют.",
        help_en="Any of these ends it and leaves by the output “key”; other keys do nothing.",
    )


class Wait(Component):
    """Waits for a given time; the caller hears silence or music.

    A time that cannot be computed or is below zero counts as zero, with a warning. Music and break keys need
    an answered line; without them an unanswered caller goes on hearing ringing.
    """

    type = "wait"
    title = Wording("Задержка", "Wait")
    known_as = Wording("пауза, ждать, подождать, таймер", "pause, sleep, delay, timer")
    help_ru = """Ждёт заданное время; звонящий слышит тишину или музыку.

    Время, которое не удалось вычислить, или отрицательное считается нулём, с предупреждением. Для музыки и
    клавиш трубка поднимается; без них звонящий, которому ещё не ответили, слышит гудки.
    """
    family = "control"
    icon = "hourglass"
    Params = WaitParams
    outputs = (NEXT, Output("key", "fallback", Wording("клавиша", "key"), needs="break_keys"))
    uses_line = True
    waits = True

    async def run(self, call: Call, params: Any) -> str:
        if "until" not in call.progress:
            # A moment, not a length: a resumed call waits only for what is left.
            until = call.now() + timedelta(seconds=_seconds(call, params.seconds))
            call.progress["until"] = until.isoformat()
        left = datetime.fromisoformat(str(call.progress["until"])) - call.now()
        if left <= timedelta(0):
            return "next"
        waited = await call.phone.wait(left.total_seconds(), music=params.music, break_keys=params.break_keys)
        return "key" if waited.key else "next"


def _seconds(call: Call, expression: Expression) -> float:
    """How long to wait, from 0 to four hours; 0 with a warning for what is no length of time."""
    try:
        value = call.evaluate(expression)
    except EvaluationError as error:
        call.warn(error.text.under(Wording("у времени нет значения", "the time has no value")))
        return 0.0
    if isinstance(value, timedelta):
        value = value.total_seconds()
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
        call.warn(Wording("время – не число секунд от 0", "the time is no number of seconds from 0"))
        return 0.0
    return min(float(value), _LONGEST_S)
