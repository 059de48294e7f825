"""Outputs that lead nowhere, edges from outputs that are not there, and edges to where no call can go."""

from collections.abc import Iterator
from typing import Final

from runtime.component import HANG_UP_OUTPUT, Output
from runtime.wording import Wording

from .drawing import SPENT, Drawing, Placed
from .failing_over import where
from .issue import Issue, Severity
from .wiring_fixes import WaysOut, removed

_UNWIRED: Final[dict[str, tuple[str, Severity, Wording, Wording]]] = {
    "required": (
        "unwired_required",
        "error",
        Wording("не подключён, а подключить его нужно", "is not connected, but has to be"),
        Wording("Проведите из него переход.", "Draw a wire from it."),
    ),
    "ending": (
        "unwired_ending",
        "warning",
        Wording("никуда не ведёт: сценарий здесь закончится", "leads nowhere: the scenario ends here"),
        Wording(
            "Проведите переход; если здесь и задуман конец, поставьте «Разрыв связи» или «Стоп».",
            "Draw a wire; if the end is meant here, place a “Hang up” or a “Stop”.",
        ),
    ),
    "fallback": (
        "unwired_fallback",
        "hint",
        Wording("не подключён", "is not connected"),
        Wording(
            "Проведите переход, если здесь нужен свой ответ.",
            "Draw a wire if it needs an answer of its own.",
        ),
    ),
}
_NOT_DRAWN: Final = Wording(
    "Если здесь нужен свой ответ, подключите этот выход справа, в списке «Выходы».",
    "If it needs an answer of its own, connect it on the right, under “Outputs”.",
)
"""An error output is folded away on the drawing until it leads somewhere."""


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Everything that is wrong with the ends of edges and repeats."""
    after_hang_up = drawing.hang_up_lane - drawing.main_lane - drawing.error_lanes
    ways_out = WaysOut(drawing)
    for node in drawing.nodes.values():
        yield from _bad_targets(drawing, node)
        if node.kind is not None:
            yield from _bad_outputs(drawing, node)
            is_open = node.id in drawing.reachable and node.id not in after_hang_up
            yield from _unwired(drawing, node, ways_out, is_open=is_open)


def _unwired(drawing: Drawing, node: Placed, ways_out: WaysOut, *, is_open: bool) -> Iterator[Issue]:
    """`is_open`: a caller on the line can be here, so that the end of the path is an event worth a word."""
    for output in _expected(node):
        if output.id in node.edges or output.id in node.repeats or output.kind == "optional":
            continue
        if node.is_idle(output):
            continue
        code, severity, why, fix = _UNWIRED[output.kind]
        if severity == "error" or is_open:
            if output.kind == "fallback":
                after = output.unwired or where(drawing, node, output.id)
                why = Wording(f"{why.ru}: {after.ru}", f"{why.en}: {after.en}")
                fix = _NOT_DRAWN if output.id == "error" else fix
            title = node.output_title(output.id)
            yield Issue(
                code,
                severity,
                Wording(
                    f"«{node.title}»: выход «{title.ru}» {why.ru}.",
                    f"“{node.title}”: the output “{title.en}” {why.en}.",
                ),
                fix,
                node=node.id,
                output=output.id,
                fixes=ways_out.fixes(node, output),
            )


def _expected(node: Placed) -> Iterator[Output]:
    yield from node.outputs.values()
    for key in node.repeats:
        if key in node.outputs:
            yield Output(key + SPENT, "fallback", node.output_title(key + SPENT))


def _bad_outputs(drawing: Drawing, node: Placed) -> Iterator[Issue]:
    for key, target in node.ways():
        output = key.removesuffix(SPENT)
        if key in node.repeats and key == HANG_UP_OUTPUT:
            yield Issue(
                "repeat_after_hang_up",
                "error",
                Wording(
                    f"«{node.title}»: выход «отбой» не может быть повтором: вернуться уже некому.",
                    f"“{node.title}”: “caller hung up” cannot be a repeat: nobody is left to go back.",
                ),
                Wording("Проведите обычный переход или удалите его.", "Draw a plain wire, or remove it."),
                node=node.id,
                output=key,
                fixes=removed(node.id, key),
            )
        elif output not in node.outputs or (key != output and output not in node.repeats):
            titles = [output.title for output in _expected(node)]
            there = Wording(
                ", ".join(f"«{title.ru}»" for title in titles), ", ".join(f"“{title.en}”" for title in titles)
            )
            end = drawing.nodes[target].title
            yield Issue(
                "unknown_output",
                "error",
                Wording(
                    f"«{node.title}»: переход в «{end}» начинается в выходе, которого нет.",
                    f"“{node.title}”: the wire to “{end}” begins at an output that does not exist.",
                ),
                Wording(
                    f"Удалите его или проведите из другого выхода: {there.ru}.",
                    f"Remove it, or draw it from another output: {there.en}.",
                )
                if titles
                else Wording("Удалите этот переход.", "Remove this wire."),
                node=node.id,
                output=key,
                fixes=removed(node.id, key),
            )


def _bad_targets(drawing: Drawing, node: Placed) -> Iterator[Issue]:
    for key, target_id in node.ways():
        target = drawing.nodes[target_id]
        if target.kind is None or (target.kind.executed and not target.kind.lane):
            continue
        why = Wording("с него ветвь начинается", "a lane begins there")
        if not target.kind.executed:
            why = Wording("он не исполняется", "it is never executed")
        yield Issue(
            "bad_target",
            "error",
            Wording(
                f"«{node.title}»: переход в «{target.title}» невозможен: {why.ru}.",
                f"“{node.title}”: no wire can lead to “{target.title}”: {why.en}.",
            ),
            Wording("Ведите переход к следующему узлу.", "Lead the wire to the node that follows."),
            node=node.id,
            output=key,
            fixes=removed(node.id, key),
        )
