"""Kinds of parameter values: expressions and templates inside Pydantic models, and the frozen twins a call
runs on.

A component declares its parameters as one Pydantic model: it checks stored values with a place for every
mistake and gives the JSON Schema the inspector draws. While a call is on the line no Pydantic model is
touched: `frozen_twin()` turns a checked model into a slotted dataclass with the same attributes, expressions
and templates already compiled.
"""

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from runtime.expressions import Expression, ExpressionError, Template
from runtime.wording import Wording
from runtime.written import ROW_ID, Written


class Params(BaseModel):
    """Base of every component's parameters: strict, frozen, no unknown names."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


def param(
    ru: str,
    en: str,
    *,
    default: Any = ...,
    help_ru: str = "",
    help_en: str = "",
    unit: str = "",
    widget: str = "",
    gives: str = "",
    show_if: dict[str, Any] | None = None,
    choices: Mapping[str, Wording] | None = None,
    written: Written | None = None,
    **constraints: Any,
) -> Any:
    """A parameter with its label and help in both languages, and hints for the inspector.

    `unit` is "s" or "min"; `widget` names the inspector's field; `gives` is what an expression here must
    give, such as "yes_no" or "number|duration"; `show_if` is {"field": name, "equals": value} or {"field":
    name, "in": [values]}, of a field beside it; `choices` has the words for each value of a closed list;
    `written` is what a text looks like; `constraints` are Pydantic's own (ge, le, max_length ...). Without
    `default` the parameter is required.
    """
    hints: dict[str, Any] = {"label": {"ru": ru, "en": en}}
    if choices:
        hints["x-choices"] = {value: words._asdict() for value, words in choices.items()}
    if written:
        hints["x-written"] = written.words._asdict()
        constraints["pattern"] = written.pattern
    if help_ru or help_en:
        hints["help"] = {"ru": help_ru, "en": help_en}
    for name, hint in (("x-unit", unit), ("x-widget", widget), ("x-gives", gives), ("x-show-if", show_if)):
        if hint:
            hints[name] = hint
    return Field(default, json_schema_extra=hints, **constraints)


def written_field(written: Written) -> Any:
    """The part of an annotation that says what a text looks like."""
    return Field(pattern=written.pattern, json_schema_extra={"x-written": written.words._asdict()})


class _CompiledFrom:
    """Pydantic annotation: a stored text that becomes `kind(text)`; a mistake in it carries code and
    offset.
    """

    def __init__(self, kind: type[Expression] | type[Template], widget: str) -> None:
        self._kind = kind
        # What is compiled never changes, and an edit of a scenario leaves nearly all its texts as they were.
        self._read: Callable[[str], Expression | Template] = lru_cache(maxsize=4096)(lambda text: kind(text))
        self._widget = widget

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self._compiled,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.source),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "x-widget": self._widget}

    def _compiled(self, value: object) -> Expression | Template:
        if isinstance(value, self._kind):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "a text is expected here")
        try:
            return self._read(value)
        except ExpressionError as error:
            context = {
                "code": error.code,
                "offset": error.offset,
                "ru": error.message.ru,
                "en": error.message.en,
            }
            raise PydanticCustomError("expression", "{en}", context) from error


RowId = Annotated[str, written_field(ROW_ID)]
"""The `id` of a row that is an output of its own; stays when the row's other values change."""
Expr = Annotated[Expression, _CompiledFrom(Expression, "expression")]
TemplateText = Annotated[Template, _CompiledFrom(Template, "template")]


def frozen_twin(value: Any) -> Any:
    """The value without Pydantic: models become slotted dataclasses, lists tuples; everything else stays as
    it is.
    """
    if isinstance(value, BaseModel):
        kind = type(value)
        return _twin_class(kind)(**{name: frozen_twin(getattr(value, name)) for name in kind.model_fields})
    if isinstance(value, (list, tuple)):
        return tuple(frozen_twin(item) for item in value)
    if isinstance(value, dict):
        return {name: frozen_twin(item) for name, item in value.items()}
    return value


@cache
def _twin_class(model: type[BaseModel]) -> type:
    constants = {name: getattr(model, name) for name in model.__class_vars__ if hasattr(model, name)}
    fields = [(name, Any) for name in model.model_fields]
    return dataclasses.make_dataclass(model.__name__, fields, frozen=True, slots=True, namespace=constants)
