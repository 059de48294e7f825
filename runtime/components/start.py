"""Старт / Start: where every call begins."""

from typing import Any

from runtime.call import Call
from runtime.component import NEXT, Component
from runtime.wording import Wording


class Start(Component):
    """The first step of every call. Nothing leads into it."""

    type = "start"
    title = Wording("Старт", "Start")
    known_as = Wording("начало, вход", "begin, entry")
    help_ru = "Первый шаг каждого звонка. В него ничего не ведёт."
    family = "control"
    icon = "player-play"
    outputs = (NEXT,)
    lane = True

    async def run(self, call: Call, params: Any) -> str:
        return "next"
