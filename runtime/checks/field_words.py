"""What the inspector calls the fields of a component's parameters, and how their values are written."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from runtime.wording import Wording

Hints = Mapping[str, Any]
"""What `param()` says of a field: its label, `x-written`, `x-choices`."""


def hints_along(model: type[BaseModel], path: Sequence[str | int]) -> list[Hints]:
    """The hints of every named step of a path like ("values", 2, "value"), {} for one that is no field."""
    found: list[Hints] = []
    models: tuple[type[BaseModel], ...] = (model,)
    for step in path:
        if isinstance(step, int):
            continue
        hints, models = next((fields[step] for one in models if step in (fields := _fields(one))), ({}, ()))
        found.append(hints)
    return found


def words_of(hints: Hints, key: str) -> Wording | None:
    """A text of the hints, such as the "label"."""
    told = hints.get(key)
    return Wording(**told) if told else None


def label_of(model: type[BaseModel], path: Sequence[str | int]) -> Wording:
    """The way to a value as people see it: the parameter's label, the row's number, the label in the row."""
    if not path:
        return Wording("параметры", "parameters")
    names = iter(hints_along(model, path))
    ru, en = ["параметр "], ["parameter "]
    for step in path:
        if isinstance(step, int):
            ru.append(f", строка {step + 1}")
            en.append(f", row {step + 1}")
            continue
        label = words_of(next(names), "label") or Wording(step, step)
        ru.append(f"«{label.ru}»" if len(ru) == 1 else f", «{label.ru}»")
        en.append(f"“{label.en}”" if len(en) == 1 else f", “{label.en}”")
    return Wording("".join(ru), "".join(en))


@cache
def _fields(model: type[BaseModel]) -> dict[str, tuple[Hints, tuple[type[BaseModel], ...]]]:
    """(its hints, what its value or rows may be) of each field by its stored name."""
    found: dict[str, tuple[Hints, tuple[type[BaseModel], ...]]] = {}
    for name, field in model.model_fields.items():
        hints = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        found[field.alias or name] = (hints, tuple(_models(field.annotation)))
    return found


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
