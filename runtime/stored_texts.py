"""The texts inside a node's stored parameters: expressions, texts with holes, names of variables.

They are found by what the component declares, in what is stored. So they are found in a node with mistakes
too, whose parameters no model takes: an edit of the whole drawing leaves no node out.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from runtime.component import Component
from runtime.expressions import Expression, Template

Kind = Literal["expression", "template", "variable"]
Path = tuple[str | int, ...]


class StoredText(NamedTuple):
    """A text, where it stands in the parameters, and how it is read."""

    path: Path
    text: str
    kind: Kind

    @property
    def param(self) -> str:
        """The path as issues show it: `values.2.value`."""
        return ".".join(str(part) for part in self.path)


def stored_texts(component: Component, params: object) -> Iterator[StoredText]:
    """Every text of these parameters, in the order in which the component declares them."""
    found: dict[Path, StoredText] = {}
    for text in _of_model(component.Params, params, ()):
        found.setdefault(text.path, text)
    yield from found.values()


def unwritten_variables(component: Component, params: object) -> Iterator[StoredText]:
    """The variables that a node sets under the name they have by default, which stands nowhere in it."""
    stored = params if isinstance(params, Mapping) else {}
    model = component.Params
    defaults = {
        field.stored: model.model_fields[name].default
        for name, field in zip(model.model_fields, _fields(model), strict=True)
        if _kind(field.annotation, field.widget) == "variable" and field.stored not in stored
    }
    named = {path: name for path, name in defaults.items() if isinstance(name, str) and name}
    if not named:
        return
    # Without Pydantic: a mistake in another parameter must not hide the variable.
    given = {name: value for name, value in stored.items() if name in model.model_fields}
    assigned = {one.name for one in component.assigns(model.model_construct(**given))}
    for param, name in named.items():
        if name in assigned:
            yield StoredText((param,), name, "variable")


class _Field(NamedTuple):
    stored: str
    annotation: Any
    widget: str


@cache
def _fields(model: type[BaseModel]) -> tuple[_Field, ...]:
    found = []
    for name, field in model.model_fields.items():
        hints = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        found.append(_Field(field.alias or name, field.annotation, str(hints.get("x-widget", ""))))
    return tuple(found)


def _of_model(model: type[BaseModel], value: object, path: Path) -> Iterator[StoredText]:
    if isinstance(value, Mapping):
        for field in _fields(model):
            if field.stored in value:
                inner = value[field.stored]
                yield from _of_value(field.annotation, field.widget, inner, (*path, field.stored))


def _of_value(annotation: Any, widget: str, value: object, path: Path) -> Iterator[StoredText]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _of_value(arguments[0], widget, value, path)
    elif origin in (Union, UnionType):
        for branch in arguments:
            yield from _of_value(branch, widget, value, path)
    elif origin in (list, tuple):
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield from _of_value(arguments[0], widget, item, (*path, index))
    elif origin is dict:
        for key, item in value.items() if isinstance(value, Mapping) else ():
            yield from _of_value(arguments[1], widget, item, (*path, key))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _of_model(annotation, value, path)
    elif isinstance(value, str) and value:
        kind = _kind(annotation, widget)
        if kind is not None:
            yield StoredText(path, value, kind)


def _kind(annotation: Any, widget: str) -> Kind | None:
    if annotation is Expression:
        return "expression"
    if annotation is Template:
        return "template"
    return "variable" if annotation is str and widget == "variable" else None
