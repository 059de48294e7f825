"""При отбое / On hang-up: begins the lane that runs when the caller is gone."""

from typing import Any, Literal

from runtime.call import Call
from runtime.component import NEXT, Component
from runtime.fields import Params, param
from runtime.wording import Wording

Reason = Literal["caller", "operator", "scenario", "system"]
_LONGEST_S = 60


class OnHangupParams(Params):
    reasons: list[Reason] = param(
        "Кто положил трубку",
        "Who hung up",
        default=["caller"],
        choices={
            "caller": Wording("звонящий или сеть", "caller or network"),
            "operator": Wording("оператор", "operator"),
            "scenario": Wording("сценарий в конце", "scenario at its end"),
            "system": Wording("система после сбоя", "system after failing"),
        },
        min_length=1,
    )
    max_s: float = param(
        "Ветвь длится не дольше",
        "The lane takes at most",
        default=_LONGEST_S,
        unit="s",
        gt=0,
        le=_LONGEST_S,
    )


class OnHangup(Component):
    """Begins the lane that runs once the caller is gone.

    Only data and messages make sense here: nothing can be played, heard or dialled any more. A failure in
    this lane ends it.
    """

    type = "on_hangup"
    title = Wording("При отбое", "On hang-up")
    known_as = Wording("положил трубку, повесил, ушёл", "hangup, hung up, caller left")
    help_ru = """Начинает ветвь, которая идёт, когда звонящего уже нет на линии.

    Здесь уместны только данные и сообщения: ни проиграть, ни услышать, ни набрать уже ничего нельзя. Сбой
    в этой ветви заканчивает её.
    """
    family = "control"
    icon = "phone-off"
    Params = OnHangupParams
    outputs = (NEXT,)
    lane = True

    async def run(self, call: Call, params: Any) -> str:
        return "next"
