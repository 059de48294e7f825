"""What Pydantic found wrong with a stored value, put into words that say what to do."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from runtime.wording import Wording

from .field_words import Hints, hints_along, words_of

MistakeKind = Literal["missing", "unknown", "wrong", "expression"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One wrong place in a stored value: `path` leads to it, `offset` is a place in its expression."""

    kind: MistakeKind
    path: tuple[str | int, ...]
    message: Wording
    fix: Wording
    offset: int | None = None

    @property
    def param(self) -> str:
        """The path as issues show it: `values.2.value`."""
        return ".".join(str(part) for part in self.path)


def mistakes(model: type[BaseModel], value: object) -> tuple[BaseModel | None, tuple[Mistake, ...]]:
    """The value as a model, or None and everything that is wrong with it, one mistake for each place."""
    try:
        return model.model_validate(value), ()
    except ValidationError as error:
        found: dict[tuple[str | int, ...], Mistake] = {}
        for details in error.errors(include_url=False):
            mistake = _mistake(details, value, model)
            found.setdefault(mistake.path, mistake)
        return None, tuple(found.values())


def wording_of(details: ErrorDetails | Mapping[str, Any], hints: Hints = MappingProxyType({})) -> Wording:
    """What one of Pydantic's findings says, in both languages; `hints` are those of the field it is about."""
    kind, context = details["type"], details.get("ctx", {})
    if "ru" in context and "en" in context:
        return Wording(str(context["ru"]), str(context["en"]))
    if _is_empty(details):
        return Wording("заполните поле", "fill this in")
    if kind == "string_pattern_mismatch" and (written := words_of(hints, "x-written")):
        return Wording(f"это пишется так: {written.ru}", f"this is written as {written.en}")
    if kind == "literal_error" and "x-choices" in hints:
        choices = [Wording(**words) for words in hints["x-choices"].values()]
        ru, en = (
            ", ".join(quoted) for quoted in zip(*((f"«{c.ru}»", f"“{c.en}”") for c in choices), strict=True)
        )
        return Wording(f"допустимо одно из: {ru}", f"it has to be one of {en}")
    told = _TOLD.get(kind)
    return told(context) if told else Wording(f"значение не подходит ({details['msg']})", details["msg"])


def after_colon(text: str) -> str:
    """A sentence as it goes on after a colon: without its capital, an abbreviation keeps its own."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _mistake(details: ErrorDetails, value: object, model: type[BaseModel]) -> Mistake:
    kind, context = details["type"], details.get("ctx", {})
    path = _path(details["loc"], value, is_missing=kind == "missing")
    hints = next(reversed(hints_along(model, path)), {})
    message = wording_of(details, hints)
    if kind == "expression":
        fix = Wording(
            "Исправьте выражение в отмеченном месте.", "Correct the expression at the marked place."
        )
        return Mistake("expression", path, message, fix, context.get("offset"))
    if kind == "missing":
        return Mistake("missing", path, message, Wording("Заполните его.", "Fill it in."))
    if kind == "extra_forbidden":
        return Mistake(
            "unknown",
            path,
            message,
            Wording("Удалите его или исправьте имя.", "Remove it or correct its name."),
        )
    if _is_empty(details):
        return Mistake("wrong", path, message, _filling(hints))
    return Mistake("wrong", path, message, Wording("Исправьте это значение.", "Correct this value."))


def _is_empty(details: ErrorDetails | Mapping[str, Any]) -> bool:
    """A text is wanted where none is: what is wrong with "" as a text of its kind helps nobody."""
    return details["type"] in ("string_too_short", "string_pattern_mismatch") and details.get("input") == ""


def _filling(hints: Hints) -> Wording:
    """How to fill a field, with an example where there is one."""
    if written := words_of(hints, "x-written"):
        return Wording(f"Это пишется так: {written.ru}.", f"This is written as {written.en}.")
    return Wording("Впишите сюда текст.", "Write a text here.")


def _path(loc: tuple[str | int, ...], value: object, *, is_missing: bool) -> tuple[str | int, ...]:
    """The place in the stored value; Pydantic also puts the names of unions' branches into `loc`."""
    found = next(_paths(loc, value, is_missing), None)
    if found is not None:
        return found
    reached: list[str | int] = []
    for part in loc:
        inner = _inside(value, part)
        if inner is _NOTHING:
            break
        reached.append(part)
        value = inner
    return tuple(reached)


_NOTHING: Final = object()


def _paths(loc: tuple[str | int, ...], value: object, is_missing: bool) -> Iterator[tuple[str | int, ...]]:
    if not loc:
        yield ()
        return
    part, rest = loc[0], loc[1:]
    inner = _inside(value, part)
    if inner is not _NOTHING:
        for path in _paths(rest, inner, is_missing):
            yield (part, *path)
    if rest:
        yield from _paths(rest, value, is_missing)
    elif is_missing and isinstance(value, Mapping) and inner is _NOTHING:
        yield (part,)


def _inside(value: object, part: str | int) -> object:
    if isinstance(value, Mapping):
        return value.get(part, _NOTHING)
    if isinstance(value, (list, tuple)) and isinstance(part, int) and part < len(value):
        return value[part]
    return _NOTHING


def _one_of(context: Mapping[str, Any]) -> Wording:
    expected = str(context["expected"])
    ru = re.sub("'([^']*)'", r"«\1»", expected).replace(" or ", " или ")
    en = re.sub("'([^']*)'", r"“\1”", expected)
    return Wording(f"допустимо только {ru}", f"only {en} is allowed")


def _wanted(ru: str, en: str) -> Callable[[Mapping[str, Any]], Wording]:
    def told(context: Mapping[str, Any]) -> Wording:
        limits = {name: _short(value) for name, value in context.items()}
        return Wording(ru.format(**limits), en.format(**limits))

    return told


def _short(value: object) -> object:
    """A limit as people write it: 60, and not the 60.0 of a parameter that takes fractions."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


_TOLD: Final[dict[str, Callable[[Mapping[str, Any]], Wording]]] = {
    "missing": _wanted("нет обязательного значения", "a required value is missing"),
    "extra_forbidden": _wanted("такого параметра нет", "there is no such parameter"),
    "string_type": _wanted("нужен текст", "a text is needed"),
    "int_type": _wanted("нужно целое число", "a whole number is needed"),
    "int_from_float": _wanted("нужно целое число", "a whole number is needed"),
    "float_type": _wanted("нужно число", "a number is needed"),
    "finite_number": _wanted("нужно обычное число", "an ordinary number is needed"),
    "bool_type": _wanted("нужно да или нет (true или false)", "yes or no is needed (true or false)"),
    "list_type": _wanted("нужен список", "a list is needed"),
    "tuple_type": _wanted("нужен список", "a list is needed"),
    "dict_type": _wanted("нужен объект", "an object is needed"),
    "model_type": _wanted("нужен объект", "an object is needed"),
    "model_attributes_type": _wanted("нужен объект", "an object is needed"),
    "none_required": _wanted("нужно пустое значение (null)", "an empty value is needed (null)"),
    "literal_error": _one_of,
    "greater_than": _wanted("нужно больше {gt}", "more than {gt} is needed"),
    "greater_than_equal": _wanted("нужно не меньше {ge}", "{ge} or more is needed"),
    "less_than": _wanted("нужно меньше {lt}", "less than {lt} is needed"),
    "less_than_equal": _wanted("нужно не больше {le}", "{le} or less is needed"),
    "multiple_of": _wanted("нужно кратное {multiple_of}", "a multiple of {multiple_of} is needed"),
    "string_too_short": _wanted(
        "знаков должно быть не меньше {min_length}", "at least {min_length} characters are needed"
    ),
    "string_too_long": _wanted(
        "длина должна быть не больше {max_length}", "the length must be at most {max_length}"
    ),
    "string_pattern_mismatch": _wanted("так это не пишется", "this is not how it is written"),
    "too_short": _wanted(
        "число строк должно быть не меньше {min_length}", "the number of rows must be at least {min_length}"
    ),
    "too_long": _wanted(
        "число строк должно быть не больше {max_length}", "the number of rows must be at most {max_length}"
    ),
    "union_tag_invalid": _wanted(
        "такого вида нет, есть {expected_tags}", "there is no such kind, only {expected_tags}"
    ),
    "union_tag_not_found": _wanted("не указан вид", "the kind is missing"),
    "value_error": _wanted("значение не подходит ({error})", "{error}"),
}
