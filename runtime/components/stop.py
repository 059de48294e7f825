"""Стоп / Stop: the scenario ends here."""

from typing import Any

from runtime.call import Call
from runtime.component import Component
from runtime.fields import Params, param
from runtime.wording import Wording
from runtime.written import RESULT


class StopParams(Params):
    result: str = param(
        "Результат",
        "Result",
        default="",
        written=RESULT,
        help_ru="Имя выхода, по которому подсценарий возвращается: латинские буквы, цифры, подчёркивание.",
        help_en="The output by which a sub-scenario returns: small Latin letters, digits, underscores.",
    )


class Stop(Component):
    """Ends the scenario and hangs up."""

    type = "stop"
    title = Wording("Стоп", "Stop")
    known_as = Wording("конец, закончить, завершить", "end, finish, return")
    help_ru = "Заканчивает сценарий и кладёт трубку."
    family = "control"
    icon = "player-stop"
    Params = StopParams

    async def run(self, call: Call, params: Any) -> None:
        return None
