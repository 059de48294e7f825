"""What can go wrong while a call runs, in the closed list of classes that scenarios and people see."""

from typing import Final

from runtime.wording import Wording

FAILURE_CLASSES: Final[dict[str, Wording]] = {
    "timeout": Wording("таймаут", "timeout"),
    "network": Wording("ошибка сети", "network error"),
    "bad_response": Wording("ответ с ошибкой", "error response"),
    "bad_data": Wording("неверные данные", "bad data"),
    "no_resource": Wording("нет ресурса", "missing resource"),
    "forbidden": Wording("запрещено", "forbidden"),
    "internal": Wording("внутренняя", "internal"),
    "loop_limit": Wording("предел повторов", "repeat limit"),
    "unwired": Wording("выход не подключён", "output not connected"),
    "resume_incomplete": Wording("неполное восстановление", "incomplete resume"),
}


class Failure(Exception):
    """A step could not do its work; `failure_class` is a key of FAILURE_CLASSES, `text` is for people."""

    def __init__(self, failure_class: str, text: Wording) -> None:
        if failure_class not in FAILURE_CLASSES:
            raise ValueError(f"unknown failure class {failure_class!r}")
        super().__init__(text.en)
        self.failure_class = failure_class
        self.text = text


class CallMoved(Exception):
    """Another session has taken this call over; whoever runs it here stops without a word."""


class StateUnreadable(Exception):
    """A checkpoint could not be opened: damaged, of another call, or sealed with another key."""


class ScenarioRefused(Exception):
    """A stored graph cannot be compiled because it has errors; `issues` holds them."""

    def __init__(self, issues: "list[object]") -> None:
        super().__init__(f"{len(issues)} errors")
        self.issues = issues
