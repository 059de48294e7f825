"""What the code words of trace events are called on screen."""

from typing import Final

from runtime.errors import FAILURE_CLASSES
from runtime.trace import Event
from runtime.wording import Wording

NOTHING: Final = Wording("", "")
CAUSES: Final = {
    "completed": Wording("завершён", "completed"),
    "caller_hung_up": Wording("клиент положил трубку", "caller hung up"),
    "transferred": Wording("переведён", "transferred"),
    "abandoned": Wording("не дождался в очереди", "left the queue"),
    "broken_off": Wording("оборван", "broken off"),
    "failed": Wording("ошибка", "failed"),
    "rejected": Wording("отклонён", "rejected"),
    "taken_away": Wording("забран оператором", "taken away"),
    "interrupted": Wording("прерван", "interrupted"),
}
REASONS: Final = {
    "complete": NOTHING,
    "timeout": Wording("время вышло", "time ran out"),
    "partial": Wording("неполный ввод", "incomplete"),
    "hangup": Wording("положил трубку", "hung up"),
    "key": Wording("по клавише", "ended by a key"),
    "silence": Wording("по тишине", "ended by silence"),
    "operator": Wording("к оператору", "to the operator"),
    "error": Wording("ошибка", "error"),
}
RESULTS: Final = {
    "answered": Wording("ответил", "answered"),
    "busy": Wording("занято", "busy"),
    "no_answer": Wording("не ответил", "no answer"),
    "unreachable": Wording("недоступен", "unreachable"),
    "declined": Wording("отклонил", "declined"),
    "cancelled": Wording("клиент не дождался", "caller gave up"),
    "completed": Wording("поговорили", "talked"),
    "timeout": Wording("время вышло", "time ran out"),
    "full": Wording("полна", "full"),
    "no_agents": Wording("нет операторов", "no operators"),
    "agents_left": Wording("ушли операторы", "operators gone"),
    "key": Wording("вышел по клавише", "left by a key"),
    "taken_out": Wording("изъят", "taken out"),
    "error": Wording("ошибка", "error"),
}


def worded(event: Event) -> Event:
    """The event with `reason_shown`, `result_shown`, `class_shown` and `cause_shown` beside its code words.

    A word that this page does not know is shown as it is.
    """
    tables = {"reason": REASONS, "result": RESULTS, "class": FAILURE_CLASSES, "cause": CAUSES}
    shown: Event = {}
    for name, table in tables.items():
        code = str(event.get(name) or "")
        shown[f"{name}_shown"] = table.get(code, Wording(code, code))
    return {**event, **shown}
