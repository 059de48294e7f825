"""The lanes: exactly one start, at most one for hang-up, at most one for each failure class."""

from collections.abc import Iterator

from runtime.errors import FAILURE_CLASSES
from runtime.wording import Wording

from .drawing import Drawing, Placed
from .fix import AddLane, Fix
from .issue import Issue


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Lanes that are missing, doubled, or meant for the same failures."""
    if not drawing.starts:
        yield Issue(
            "no_start",
            "error",
            Wording(
                "Нет узла «Старт»: звонку некуда войти.", "There is no “Start”: a call has nowhere to begin."
            ),
            Wording("Добавьте «Старт».", "Add a “Start”."),
            fixes=(Fix("new_start", Wording("Добавить «Старт»", "Add a “Start”"), AddLane("start")),),
        )
    yield from _extra(drawing.starts, "several_starts")
    yield from _extra(drawing.of_type("on_hangup"), "several_on_hangup")
    yield from _overlapping(drawing)


def _extra(nodes: list[Placed], code: str) -> Iterator[Issue]:
    for node in nodes[1:]:
        first = nodes[0].title
        yield Issue(
            code,
            "error",
            Wording(
                f"«{node.title}» лишний: эту ветвь уже начинает «{first}».",
                f"“{node.title}” is one too many: “{first}” begins this lane already.",
            ),
            Wording("Оставьте один из них.", "Keep one of them."),
            node=node.id,
        )


def _overlapping(drawing: Drawing) -> Iterator[Issue]:
    taken: dict[str, Placed] = {}
    for node in drawing.of_type("on_error"):
        if node.params is None:
            continue
        for failure_class in node.params.classes or [""]:
            first = taken.setdefault(failure_class, node)
            if first is not node:
                what = FAILURE_CLASSES.get(failure_class, Wording("все ошибки", "all errors"))
                yield Issue(
                    "overlapping_error_lanes",
                    "error",
                    Wording(
                        f"«{node.title}» и «{first.title}» ловят одно и то же: {what.ru}.",
                        f"“{node.title}” and “{first.title}” catch the same: {what.en}.",
                    ),
                    Wording("Оставьте этот класс в одной ветви.", "Leave this class to one lane."),
                    node=node.id,
                    param="classes",
                )
