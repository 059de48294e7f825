"""Очередь / Queue: the caller waits for an operator and talks."""

import math
from typing import Any, Final, cast

from runtime.call import Call
from runtime.component import ERROR, Component, Output
from runtime.errors import Failure
from runtime.expressions import EvaluationError, Expression
from runtime.fields import Expr, Params, RowId, param
from runtime.phone import QueueRequest
from runtime.wording import Wording
from runtime.written import KEY, MUSIC_CLASS, PBX_NAME

_PRIORITY_MAX: Final = 1_000_000


class ExitKey(Params):
    """A key that leaves the queue, with an output of its own."""

    id: RowId = param("Выход", "Output")
    key: str = param("Клавиша", "Key", written=KEY)


class QueueParams(Params):
    queue: str = param("Очередь", "Queue", widget="queue", written=PBX_NAME)
    priority: Expr = param(
        "Приоритет",
        "Priority",
        default="0",
        validate_default=True,
        gives="number",
        help_ru="Чем больше число, тем ближе звонящий к началу очереди.",
        help_en="The higher it is, the nearer the caller is to the head of the queue.",
    )
    max_wait_s: float = param("Ждать не дольше", "Wait at most", default=300, unit="s", ge=1, le=14_400)
    music: str = param(
        "Музыка",
        "Music",
        default="",
        written=MUSIC_CLASS,
        help_ru="Имя набора музыки на АТС; пусто – как настроено у очереди.",
        help_en="The name of a music class on the PBX; empty: as the queue has it.",
    )
    exit_keys: list[ExitKey] = param(
        "Клавиши выхода",
        "Exit keys",
        default=[],
        max_length=12,
        help_ru="Другие клавиши не действуют: звонящий остаётся на своём месте.",
        help_en="Other keys do nothing: the caller keeps their place.",
    )


class Queue(Component):
    """The caller waits for a free operator, with music, and talks; then the scenario goes on.

    When the queue is full, has no operators, or its last operator has left, the caller comes back to the
    scenario at once, each time by an output of its own.
    """

    type = "queue"
    title = Wording("Очередь", "Queue")
    known_as = Wording("операторы, ожидание, колл-центр", "agents, operators, hold, call centre, ACD")
    help_ru = """Звонящий ждёт свободного оператора под музыку и говорит с ним; потом сценарий идёт дальше.

    Если очередь полна, в ней нет операторов или ушёл последний, звонящий сразу возвращается в сценарий;
    для каждого случая есть свой выход.
    """
    family = "routing"
    icon = "users"
    Params = QueueParams
    outputs = (
        Output("completed", "ending", Wording("завершён", "completed")),
        Output("timeout", "fallback", Wording("таймаут", "timeout")),
        Output("full", "fallback", Wording("полна", "full")),
        Output("no_agents", "fallback", Wording("нет операторов", "no operators")),
        Output("agents_left", "fallback", Wording("ушли операторы", "operators gone")),
        ERROR,
    )
    rows_of = "exit_keys"
    uses_line = True
    waits = True

    @classmethod
    def row_title(cls, row: Any) -> Wording:
        return Wording(f"клавиша {row.key}", f"key {row.key}")

    async def run(self, call: Call, params: Any) -> str:
        if "priority" not in call.progress:
            # Kept with the request, so that a resumed call asks for the same place.
            call.progress["priority"] = _priority(call, params.priority)
        request = QueueRequest(
            queue=params.queue,
            priority=cast(int, call.progress["priority"]),
            max_wait_s=params.max_wait_s,
            music=params.music,
            exit_keys="".join(row.key for row in params.exit_keys),
        )
        queued = await call.phone.queue(request)
        if queued.result == "key":
            call.last_keys = queued.key
            return next(str(row.id) for row in params.exit_keys if row.key == queued.key)
        if queued.result == "taken_out":
            raise Failure(
                "bad_response",
                Wording(
                    f"звонящего убрали из очереди «{params.queue}»",
                    f"the caller was taken out of the queue {params.queue!r}",
                ),
            )
        if queued.result == "error":
            raise Failure(
                "no_resource",
                Wording(
                    f"очередь «{params.queue}» не принимает звонящего",
                    f"the queue {params.queue!r} does not take the caller",
                ),
            )
        return queued.result


def _priority(call: Call, priority: Expression) -> int:
    """A whole number from 0; 0 with a warning for anything else."""
    try:
        value = call.evaluate(priority)
    except EvaluationError as error:
        call.warn(error.text.under(Wording("у приоритета нет значения", "the priority has no value")))
        return 0
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, float))
        or not math.isfinite(value)
        or value < 0
    ):
        call.warn(Wording("приоритет – не число от 0", "the priority is no number from 0 up"))
        return 0
    return int(min(value, _PRIORITY_MAX))
