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
        help_ru="Причина, которую получит сеть. Всё, кроме обычного конца, – только пока трубка не поднята.",
        help_en="The cause that the network gets. All but the ordinary end only until the line is answered.",
    )
    farewell: Prompt = param("Прощание", "Farewell", default=[])


class Hangup(Component):
    """Says goodbye and ends the call.

    A farewell that cannot be played is left out.
    """

    type = "hangup"
    title = Wording("Разрыв связи", "Hang up")
    known_as = Wording("положить трубку, завершить, сбросить, конец", "hangup, end, drop, disconnect")
    help_ru = """Прощается и заканчивает звонок.

    Прощание, которое не удалось проиграть, пропускается.
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
