"""При ошибке / On error: begins a lane for failures that no output takes."""

from typing import Any, Literal

from runtime.call import Call
from runtime.component import NEXT, Component
from runtime.errors import FAILURE_CLASSES
from runtime.fields import Params, param
from runtime.wording import Wording

FailureClass = Literal[
    "timeout",
    "network",
    "bad_response",
    "bad_data",
    "no_resource",
    "forbidden",
    "internal",
    "loop_limit",
    "unwired",
    "resume_incomplete",
]


class OnErrorParams(Params):
    classes: list[FailureClass] = param(
        "Какие ошибки",
        "Which failures",
        default=[],
        choices=FAILURE_CLASSES,
        help_ru="Пусто – все, для которых нет своей ветви.",
        help_en="Empty: all that have no lane of their own.",
    )


class OnError(Component):
    """Begins the lane for failures that no output of the failed step takes.

    What happened is in `error.class`, `error.text` and `error.node`. A failure inside this lane is not
    caught again: the caller hears an apology and the call ends.
    """

    type = "on_error"
    title = Wording("При ошибке", "On error")
    known_as = Wording("сбой, исключение, неполадка", "failure, exception, fallback")
    help_ru = """Начинает ветвь для ошибок, которые не забрал ни один выход шага.

    Что случилось, видно в переменных `ошибка.класс`, `ошибка.текст` и `ошибка.узел`. Ошибка внутри этой
    ветви второй раз не ловится: звонящий слышит извинение, и звонок заканчивается.
    """
    family = "control"
    icon = "alert-triangle"
    Params = OnErrorParams
    outputs = (NEXT,)
    lane = True

    async def run(self, call: Call, params: Any) -> str:
        return "next"
