"""Рамка / Frame: a titled frame around a part of the drawing."""

from typing import Any

from runtime.call import Call
from runtime.component import Component
from runtime.fields import Params, param
from runtime.wording import Wording


class FrameParams(Params):
    title: str = param("Подпись", "Caption", default="", max_length=200)
    colour: str = param("Цвет", "Colour", default="", max_length=32, widget="colour")
    collapsed: bool = param(
        "Свёрнута",
        "Collapsed",
        default=False,
        help_ru="На схеме вместо рамки и того, что в ней стоит, – одна карточка. На звонки это не влияет.",
        help_en="On the drawing one card stands for the frame and what is in it. Calls are not affected.",
    )


class Frame(Component):
    """A titled frame around a part of the drawing, for whoever reads it. No call ever comes here."""

    type = "frame"
    title = Wording("Рамка", "Frame")
    known_as = Wording("группа, область", "group, box, area")
    help_ru = "Рамка с названием вокруг части схемы для тех, кто её читает. Звонок сюда не приходит."
    family = "drawing"
    icon = "frame"
    Params = FrameParams
    executed = False

    async def run(self, call: Call, params: Any) -> None:
        raise NotImplementedError("a frame is not executed")
