"""The values inside a node's parameters, whatever their model looks like."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from runtime.expressions import Expression, Template
from runtime.prompt import Prompt, PromptSay, PromptSilence, PromptSound, PromptText


class Leaf(NamedTuple):
    """An expression, a template or a name; `widget` is what its field or list is edited with.

    `gives` names the types that an expression here may give, "" for any. `row` is the number of the first
    list row on the way to it, -1 when there is none.
    """

    param: str
    value: Any
    widget: str
    gives: str
    row: int

    def expressions(self) -> Iterator[tuple[Expression, int]]:
        """(expression, its offset in the stored text) of each expression here."""
        if isinstance(self.value, Expression):
            yield self.value, 0
        elif isinstance(self.value, Template):
            yield from self.value.expressions

    def text(self) -> str | None:
        """The text when it is known before any call."""
        if isinstance(self.value, Template):
            return self.value.source if self.value.is_constant else None
        return self.value if isinstance(self.value, str) else None


def leaves(params: BaseModel) -> Iterator[Leaf]:
    """Every expression, template and name in a node's parameters, in the order of their declaration."""
    return _of_model(params, "", -1)


def prompts(params: BaseModel) -> Iterator[tuple[str, Prompt]]:
    """(param, items) of every prompt in a node's parameters."""
    for name in type(params).model_fields:
        value = getattr(params, name)
        if not isinstance(value, list) or not value:
            continue
        if isinstance(value[0], (PromptText, PromptSound, PromptSay, PromptSilence)):
            yield name, value


def _of_model(model: BaseModel, prefix: str, row: int) -> Iterator[Leaf]:
    for field in _fields(type(model)):
        yield from _of_value(getattr(model, field.name), prefix + field.stored, field, row)


def _of_value(value: Any, path: str, field: "_Field", row: int) -> Iterator[Leaf]:
    if isinstance(value, BaseModel):
        yield from _of_model(value, f"{path}.", row)
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _of_value(item, f"{path}.{index}", field, index if row < 0 else row)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _of_value(item, f"{path}.{key}", field, row)
    elif isinstance(value, (Expression, Template)) or (field.widget and isinstance(value, str)):
        yield Leaf(path, value, field.widget, field.gives, row)


class _Field(NamedTuple):
    name: str
    stored: str
    widget: str
    gives: str


@cache
def _fields(model: type[BaseModel]) -> tuple[_Field, ...]:
    found = []
    for name, field in model.model_fields.items():
        hints = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        widget, gives = str(hints.get("x-widget", "")), str(hints.get("x-gives", ""))
        found.append(_Field(name, field.alias or name, widget, gives))
    return tuple(found)
