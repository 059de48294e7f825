"""Which parameters of a node differ between two revisions, as its author knows them.

The rows of a list are told apart by their ids, which no author sees, and called by what is written in them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from runtime.component import Component
from runtime.wording import Wording
from scenarios.value_words import Schema, field_of, item_of, joined, said, same

_VALUE_CHARS_MAX: Final = 200
_NAMES_OF_ROWS: Final = ("keys", "key", "label", "variable", "value")
"""The fields a row is called by: the first one with a text in it."""
_Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A title, type, parameter or main output of a node; a text that is "" was not there."""

    label: Wording
    before: Wording
    after: Wording


def changed_params(
    kind: Component | None, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[ChangedValue]:
    """The values inside the parameters that differ; `kind` None is a component nobody knows."""
    # Most nodes are as they were, and a schema takes a millisecond to make.
    if before == after:
        return
    root = kind.Params.model_json_schema() if kind is not None else {}
    yield from _Comparing(root).values((), root, before, after)


class _Comparing:
    def __init__(self, root: Schema) -> None:
        self._root = root

    def values(
        self, labels: tuple[Wording, ...], schema: Schema, before: Any, after: Any
    ) -> Iterator[ChangedValue]:
        if before == after:
            return
        old, new = _rows_by_id(before), _rows_by_id(after)
        if old is not None and new is not None:
            yield from self._rows(labels, item_of(schema, self._root), old, new)
        elif isinstance(before, Mapping) and isinstance(after, Mapping):
            for name in {**before, **after}:
                field = field_of(schema, name, self._root)
                label = Wording(**field["label"]) if "label" in field else same(name)
                yield from self.values((*labels, label), field, before.get(name), after.get(name))
        else:
            told = (said(value, schema, self._root) for value in (before, after))
            yield ChangedValue(joined(" › ", labels), *_where_they_differ(*told))

    def _rows(
        self, labels: tuple[Wording, ...], schema: Schema, old: _Rows, new: _Rows
    ) -> Iterator[ChangedValue]:
        names = {**_names(old), **_names(new)}
        for id_, name in names.items():
            yield from self.values((*labels, name), schema, old.get(id_), new.get(id_))
        orders = [[id_ for id_ in rows if id_ in old and id_ in new] for rows in (old, new)]
        if orders[0] != orders[1]:
            before, after = (joined(", ", (names[id_] for id_ in order)) for order in orders)
            yield ChangedValue(joined(" › ", (*labels, Wording("порядок", "order"))), before, after)


def _rows_by_id(value: object) -> _Rows | None:
    """None for everything but a list of rows that all have an id."""
    if not isinstance(value, list):
        return None
    rows = {row["id"]: row for row in value if isinstance(row, dict) and isinstance(row.get("id"), str)}
    return rows if len(rows) == len(value) else None


def _names(rows: _Rows) -> dict[str, Wording]:
    return {id_: _name(row, number) for number, (id_, row) in enumerate(rows.items(), 1)}


def _name(row: Mapping[str, Any], number: int) -> Wording:
    written = (row.get(field) for field in _NAMES_OF_ROWS)
    name = next((text for text in written if isinstance(text, str) and text), "")
    return Wording(f"«{name}»", f"“{name}”") if name else Wording(f"строка {number}", f"row {number}")


def _where_they_differ(before: Wording, after: Wording) -> Sequence[Wording]:
    pairs = (_cut_to_difference(*texts) for texts in zip(before, after, strict=True))
    return [Wording(ru, en) for ru, en in zip(*pairs, strict=True)]


def _cut_to_difference(before: str, after: str) -> tuple[str, str]:
    """Both texts, long ones from shortly before the first sign that is another one."""
    if max(len(before), len(after)) <= _VALUE_CHARS_MAX:
        return before, after
    pairs = enumerate(zip(before, after, strict=False))
    place = next((at for at, (one, other) in pairs if one != other), min(len(before), len(after)))
    start = max(0, place - _VALUE_CHARS_MAX // 4)
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    end = start + _VALUE_CHARS_MAX
    return f"{'…' if start else ''}{text[start:end]}{'…' if len(text) > end else ''}"
