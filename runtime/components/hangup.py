"""Разрыв связи / Hang up: says goodbye and ends the line with a cause."""

from typing import Any, Literal

from runtime.call import Call
from runtime.component import Component
from runtime.errors import Failure
from runtime.fields import Params, param
from runtime.prompt import Prompt
from runtime.wording import Wording


class HangupParams(Params):
    cause: Literal["normal", "busy", "congestion", "no_answer", "rejected"] = param(
        "Причина",
        "Cause",
        default="normal",
        choices={
            "normal": Wording("обычный конец", "an ordinary end"),
            "busy": Wording("занято", "busy"),
            "congestion": Wording("перегрузка", "congestion"),
            "no_answer": Wording("нет ответа", "no answer"),
            "rejected": Wording("отклонено", "rejected"),
        },
        help_ru="Что узнает сеть; кроме обычного конца – только пока трубка не поднята.",
        help_en="What the network is told; all but the ordinary end only while the line is not answered.",
    )
    farewell: Prompt = param("Прощание", "Farewell", default=[])


class Hangup(Component):
    """Says goodbye and ends the call.

    A farewell that cannot be played is left out. Causes other than the ordinary one reach the network only
    while the line is not answered yet.
    """

    type = "hangup"
    title = Wording("Разрыв связи", "Hang up")
    known_as = Wording("положить трубку, завершить, сбросить, конец", "hangup, end, drop, disconnect")
    help_ru = """Прощается и заканчивает звонок.

    Прощание, которое не удалось проиграть, пропускается. Причина, кроме обычной, доходит до сети, только
    пока трубка ещё не поднята.
    """
    family = "control"
    icon = "phone-x"
    Params = HangupParams
    uses_line = True
    waits = True

    async def run(self, call: Call, params: Any) -> None:
        if call.progress.get("phase") != "end":
            try:
                await call.phone.play(params.farewell)
            except Failure as failure:
                call.warn(failure.text)
        call.progress["phase"] = "end"
        await call.phone.hang_up(params.cause)
