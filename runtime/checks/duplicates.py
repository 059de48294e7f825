"""Rows of a menu that can never be taken, and keys that a caller has to wait after."""

import re
from collections.abc import Iterator
from typing import Any, Final

from runtime.numbers import norm_number
from runtime.wording import Wording

from .drawing import Drawing, Placed
from .fix import Fix, RemoveParam
from .issue import Issue

_LIST_ENDS: Final = re.compile(r"[,;\n]")


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Values that stand twice in a menu; keys that stand twice or begin others in a voice menu."""
    for node in drawing.nodes.values():
        if node.params is None:
            continue
        if node.type == "menu":
            yield from _values(node, drawing.region)
        elif node.type == "voice_menu":
            yield from _keys(node)
        elif node.type == "queue":
            yield from _repeated(node, "exit_keys", "key")


def _values(node: Placed, region: str) -> Iterator[Issue]:
    first: dict[tuple[str, str], int] = {}
    for index, row in enumerate(node.params.values):
        for value in _compared(row, node.params.match, region):
            before = first.setdefault(value, index)
            if before != index:
                yield _duplicate(node, f"values.{index}.value", row.value, before)
                break


def _compared(row: Any, match: str, region: str) -> Iterator[tuple[str, str]]:
    """(kind, value) of all that the row stands for, in the form in which it is compared."""
    if row.kind not in ("text", "list"):
        yield row.kind, row.value.strip()
        return
    for text in [row.value] if row.kind == "text" else _LIST_ENDS.split(row.value):
        value = text.strip()
        if match == "number":
            value = norm_number(value, region)
        elif match == "ignore_case":
            value = value.casefold()
        yield "text", value


def _keys(node: Placed) -> Iterator[Issue]:
    yield from _repeated(node, "options", "keys")
    first: dict[str, int] = {}
    for index, row in enumerate(node.params.options):
        first.setdefault(row.keys, index)
    repeat_key = node.params.repeat_key
    if repeat_key and repeat_key in first:
        yield _duplicate(node, "repeat_key", repeat_key, first[repeat_key])
    for keys, index in first.items():
        longer = [other for other in first if other != keys and other.startswith(keys)]
        if longer:
            yield Issue(
                "prefix_of_another",
                "warning",
                Wording(
                    f"«{node.title}»: с «{keys}» начинается и «{longer[0]}»: после {keys} придётся ждать.",
                    f"“{node.title}”: “{longer[0]}” begins with “{keys}” too: after {keys} the caller waits.",
                ),
                Wording(
                    "Дайте вариантам коды, не начинающие друг друга.",
                    "Give the options keys that do not begin each other.",
                ),
                node=node.id,
                param=f"options.{index}.keys",
            )


def _repeated(node: Placed, rows: str, name: str) -> Iterator[Issue]:
    first: dict[str, int] = {}
    for index, row in enumerate(getattr(node.params, rows)):
        value = getattr(row, name)
        before = first.setdefault(value, index)
        if before != index:
            yield _duplicate(node, f"{rows}.{index}.{name}", value, before)


def _duplicate(node: Placed, param: str, value: str, before: int) -> Issue:
    return Issue(
        "duplicate_value",
        "error",
        Wording(
            f"«{node.title}»: «{value}» уже есть в строке {before + 1}.",
            f"“{node.title}”: “{value}” already stands in row {before + 1}.",
        ),
        Wording(
            "Оставьте одну из строк: сработает только первая.",
            "Keep one of the rows: only the first is taken.",
        ),
        node=node.id,
        param=param,
        fixes=(Fix("remove_row", _title(param), RemoveParam(node.id, param.rpartition(".")[0] or param)),),
    )


def _title(param: str) -> Wording:
    """Of the fix that takes the row of this parameter out, or the parameter that is no row."""
    _, *inside = param.split(".")
    if not inside:
        return Wording("Убрать это значение", "Remove this value")
    row = int(inside[0]) + 1
    return Wording(f"Убрать строку {row}", f"Remove row {row}")
