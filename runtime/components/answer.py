"""Поднять трубку / Answer: chooses the moment in which the line is answered."""

from typing import Any

from runtime.call import Call
from runtime.component import ERROR, NEXT, Component
from runtime.fields import Params, param
from runtime.wording import Wording


class AnswerParams(Params):
    delay_s: float = param(
        "Через",
        "After",
        default=0,
        unit="s",
        ge=0,
        le=120,
        help_ru="Сколько звонящий ещё слышит гудки.",
        help_en="How long the caller goes on hearing ringing.",
    )


class Answer(Component):
    """Picks up, after some ringing if wanted.

    Whatever plays, listens or records picks up by itself; this step only chooses the moment. A line that is
    answered already stays as it is.
    """

    type = "answer"
    title = Wording("Поднять трубку", "Answer")
    known_as = Wording("ответить, снять трубку, поднять", "pick up, answer the call")
    help_ru = """Поднимает трубку, если нужно – после нескольких гудков.

    Всё, что играет, слушает или записывает, поднимает трубку само; этот шаг лишь выбирает момент. Если
    трубка уже поднята, ничего не меняется.
    """
    family = "voice"
    icon = "phone-incoming"
    Params = AnswerParams
    outputs = (NEXT, ERROR)
    uses_line = True
    waits = True

    async def run(self, call: Call, params: Any) -> str:
        await call.phone.answer(params.delay_s)
        return "next"
