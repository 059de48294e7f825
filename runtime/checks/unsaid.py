"""What was begun and not written: empty texts in lists, and voice menus that offer nothing or say nothing."""

from collections.abc import Iterator
from typing import Final

from runtime.expressions import Template
from runtime.wording import Wording

from .drawing import Drawing, Placed
from .fix import Fix, RemoveParam
from .issue import Issue
from .values import Leaf

_REMOVE: Final = Wording("Убрать строку", "Remove the row")


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Every place where a caller would meet silence because somebody has not gone on writing."""
    for node in drawing.nodes.values():
        if node.params is None:
            continue
        for leaf in node.leaves:
            if leaf.row >= 0 and isinstance(leaf.value, Template) and not leaf.value.source.strip():
                yield _empty_text(node, leaf)
        if node.type == "voice_menu":
            yield from _of_menu(node)


def _empty_text(node: Placed, leaf: Leaf) -> Issue:
    label = node.label(leaf.param)
    param, _, rest = leaf.param.partition(".")
    is_only_one = len(node.stored[param]) == 1
    row = f"{param}.{rest.partition('.')[0]}"
    return Issue(
        "empty_text",
        "error",
        Wording(
            f"«{node.title}», {label.ru}: здесь ничего не написано.",
            f"“{node.title}”, {label.en}: nothing is written here.",
        ),
        Wording("Напишите, что должно быть, или уберите строку.", "Write what is meant, or remove the row."),
        node=node.id,
        param=leaf.param,
        fixes=() if is_only_one else (Fix("remove_row", _REMOVE, RemoveParam(node.id, row)),),
    )


def _of_menu(node: Placed) -> Iterator[Issue]:
    if not node.params.options and node.params.direct_dial == "none":
        yield Issue(
            "no_options",
            "error",
            Wording(
                f"«{node.title}»: выбирать не из чего, нет ни одного пункта.",
                f"“{node.title}”: there is nothing to choose, not one option.",
            ),
            Wording(
                "Добавьте пункт или разрешите набор добавочного.",
                "Add an option, or let callers dial an extension.",
            ),
            node=node.id,
            param="options",
        )
    if not node.params.prompt:
        yield Issue(
            "silent_menu",
            "warning",
            Wording(
                f"«{node.title}»: меню молчит, звонящий не узнает, какие есть клавиши.",
                f"“{node.title}”: the menu is silent, so callers cannot know its keys.",
            ),
            Wording(
                "Напишите приглашение, если его не произносит узел перед меню.",
                "Write a prompt, unless a node before the menu says it.",
            ),
            node=node.id,
            param="prompt",
        )
