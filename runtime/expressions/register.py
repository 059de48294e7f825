"""All functions under all their names."""

from typing import Any

from runtime.wording import Wording

from .function import Function, Param
from .functions import conversions, dates, general, mathematics, of_call, texts

_ALL: tuple[Function, ...] = (
    *of_call.FUNCTIONS,
    *general.FUNCTIONS,
    *texts.FUNCTIONS,
    *conversions.FUNCTIONS,
    *dates.FUNCTIONS,
    *mathematics.FUNCTIONS,
)
_BY_NAME: dict[str, Function] = {
    name: function for function in _ALL for name in (function.name, *function.aliases)
}


def is_function(name: str) -> bool:
    """Whether a function has this name, dots included."""
    return name in _BY_NAME


def function_named(name: str) -> Function | None:
    """The function under this name or alias, None when there is none."""
    return _BY_NAME.get(name)


def function_names() -> list[str]:
    """Every name and alias that can be called, macros included."""
    return [*_BY_NAME, *(name for macro in _MACROS for name in (macro["name"], *macro["aliases"]))]


def _macro(
    name: str, aliases: list[str], params: list[tuple[str, str]], returns: str, text: Wording
) -> dict[str, Any]:
    listed = [{"name": param, "type": kind, "optional": False} for param, kind in params]
    return {
        "name": name,
        "aliases": aliases,
        "params": listed,
        "returns": returns,
        "pure": True,
        "help": text,
    }


_LOOP = [("list", "list|object"), ("name", "any"), ("condition", "yes_no")]
_MACROS = [
    _macro(
        "if",
        ["если"],
        [("condition", "yes_no"), ("yes", "any"), ("no", "any")],
        "any",
        Wording(
            "Одно из двух значений по условию; считается только нужное.",
            "One of two values by the condition; only that one is evaluated.",
        ),
    ),
    _macro(
        "has",
        [],
        [("field", "any")],
        "yes_no",
        Wording(
            "Есть ли поле у объекта: `has(ответ.имя)`.",
            "Whether the object has the field: `has(reply.name)`.",
        ),
    ),
    _macro(
        "all",
        [],
        _LOOP,
        "yes_no",
        Wording(
            "Верно ли условие для всех элементов: `список.all(x, x > 0)`.",
            "Whether the condition holds for all items: `list.all(x, x > 0)`.",
        ),
    ),
    _macro(
        "exists",
        [],
        _LOOP,
        "yes_no",
        Wording(
            "Верно ли условие хотя бы для одного: `список.exists(x, x > 0)`.",
            "Whether the condition holds for some item: `list.exists(x, x > 0)`.",
        ),
    ),
    _macro(
        "exists_one",
        ["existsOne"],
        _LOOP,
        "yes_no",
        Wording(
            "Верно ли условие ровно для одного элемента.", "Whether the condition holds for exactly one item."
        ),
    ),
    _macro(
        "filter",
        [],
        _LOOP,
        "list",
        Wording(
            "Список элементов, для которых условие верно.",
            "The list of the items for which the condition holds.",
        ),
    ),
    _macro(
        "map",
        [],
        [("list", "list|object"), ("name", "any"), ("value", "any")],
        "list",
        Wording(
            "Список значений, посчитанных для каждого элемента: `список.map(x, x + 1)`.",
            "The list of values made from each item: `list.map(x, x + 1)`.",
        ),
    ),
]


def functions() -> list[dict[str, Any]]:
    """Every function and macro as data: name, aliases, params, returns, pure, help (a Wording).

    A parameter is {name, type, optional}; its types are joined by `|`.
    """
    rows = [
        {
            "name": function.name,
            "aliases": list(function.aliases),
            "params": [_param(param) for param in function.params],
            "returns": function.returns,
            "pure": function.pure,
            "help": function.help,
        }
        for function in _ALL
    ]
    return rows + [dict(macro) for macro in _MACROS]


def _param(param: Param) -> dict[str, Any]:
    return {"name": param.name, "type": "|".join(param.kinds), "optional": param.is_optional}
