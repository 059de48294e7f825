"""Rows that are outputs of their own: each needs an id that is unique and that no built-in output has."""

import re
from collections.abc import Iterator
from typing import Any, Final

from runtime.component import Component
from runtime.wording import Wording
from runtime.written import ROW_ID

from .drawing import Drawing, Placed
from .issue import Issue

_ROW_ID: Final = re.compile(ROW_ID.pattern)


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Every row whose id cannot name an output."""
    for node in drawing.nodes.values():
        if node.kind is None or not node.kind.rows_of:
            continue
        rows = node.stored.get(node.kind.rows_of)
        if isinstance(rows, list):
            yield from _of_node(node, node.kind, rows)


def _of_node(node: Placed, kind: Component, rows: list[Any]) -> Iterator[Issue]:
    built_in = {output.id for output in kind.fixed_outputs()}
    told = {mistake.param for mistake in node.mistakes}
    seen: set[str] = set()
    for index, row in enumerate(rows):
        id_ = row.get("id") if isinstance(row, dict) else None
        param = f"{kind.rows_of}.{index}.id"
        if not isinstance(id_, str) or param in told:
            continue
        if not _ROW_ID.fullmatch(id_):
            yield _issue(node, param, "bad_row_id", _BAD)
        elif id_ in built_in:
            yield _issue(node, param, "reserved_row_id", _RESERVED)
        elif id_ in seen:
            yield _issue(node, param, "duplicate_row_id", _DUPLICATE)
        seen.add(id_)


_BAD: Final = Wording(f"оно пишется так: {ROW_ID.words.ru}", f"it is written as {ROW_ID.words.en}")
_RESERVED: Final = Wording(
    "так называется собственный выход компонента", "the component has an output of this name"
)
_DUPLICATE: Final = Wording("он уже есть у другой строки", "another row has it already")


def _issue(node: Placed, param: str, code: str, why: Wording) -> Issue:
    row = node.label(param.rpartition(".")[0])
    return Issue(
        code,
        "error",
        Wording(
            f"«{node.title}», {row.ru}: внутреннее имя строки не годится: {why.ru}.",
            f"“{node.title}”, {row.en}: the row's inner name cannot be used: {why.en}.",
        ),
        Wording(
            "Удалите строку и добавьте её заново или исправьте её id в файле.",
            "Remove the row and add it again, or correct its id in the file.",
        ),
        node=node.id,
        param=param,
    )
