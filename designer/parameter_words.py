"""What a parameter of a component takes, in words, read from its JSON Schema."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from designer.templatetags.two_languages import plural
from runtime.wording import Wording
from scenarios.value_words import UNITS, YES_NO, Schema

_WIDGETS: Final[dict[str, Wording]] = {
    "expression": Wording("выражение", "expression"),
    "template": Wording("текст с переменными", "text with variables"),
    "multiline": Wording("текст", "text"),
    "prompt": Wording("что произнести", "what to say"),
    "variable": Wording("имя переменной", "name of a variable"),
    "sound": Wording("имя записи", "name of a recording"),
    "queue": Wording("имя очереди", "name of a queue"),
    "phone": Wording("номера телефонов", "phone numbers"),
    "box": Wording("имя ящика", "name of a voicemail box"),
    "extensions": Wording("внутренние номера", "extensions"),
    "colour": Wording("цвет", "colour"),
}
_TYPES: Final[dict[str, Wording]] = {
    "string": Wording("текст", "text"),
    "integer": Wording("целое число", "whole number"),
    "number": Wording("число", "number"),
    "boolean": Wording("да или нет", "yes or no"),
    "array": Wording("список", "list"),
    "object": Wording("несколько полей", "several fields"),
}
_ANY_OF: Final = Wording("любые из", "any of")
_SOME_OF: Final = Wording("одно или несколько из", "one or more of")
_EMPTY: Final = Wording("пусто", "empty")
_BOUNDS: Final = ("minimum", "exclusiveMinimum", "maximum")
_RANGES: Final = {
    ("minimum", "maximum"): Wording(" от {minimum} до {maximum}", " from {minimum} to {maximum}"),
    ("exclusiveMinimum", "maximum"): Wording(
        " больше {exclusiveMinimum} и до {maximum}", " above {exclusiveMinimum} and up to {maximum}"
    ),
    ("minimum",): Wording(" от {minimum}", " from {minimum}"),
    ("exclusiveMinimum",): Wording(" больше {exclusiveMinimum}", " above {exclusiveMinimum}"),
    ("maximum",): Wording(" до {maximum}", " up to {maximum}"),
}
_ROWS: Final = (("строки", "строк", "строк"), ("row", "rows"))
_CHARACTERS: Final = (("знака", "знаков", "знаков"), ("character", "characters"))


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter, or one field of a row of it. `default` is None for one that has to be given."""

    name: str
    label: Wording
    help: Wording | None
    kind: Wording
    """With the limits of its value: whole number from 1 to 10."""
    default: Wording | None
    written: Wording | None
    """What its text looks like, with an example."""
    choices: tuple[Wording, ...]
    condition: Wording | None
    fields: tuple["Parameter", ...]
    """Those of one row."""
    is_alternative: bool = False
    """A row has this field or another alternative, never two."""


def parameters(schema: Schema) -> tuple[Parameter, ...]:
    """Those of a component, by the schema of its parameters."""
    return tuple(_described(schema, schema, schema.get("$defs", {})))


def _described(owner: Schema, root: Schema, known: Schema) -> Iterator[Parameter]:
    for name, stored in owner.get("properties", {}).items():
        yield Parameter(
            name,
            _label(name, stored),
            _words(stored.get("help")),
            _limited(_kind(stored), stored),
            _default(stored),
            _words(stored.get("x-written")),
            tuple(Wording(**words) for words in stored.get("x-choices", {}).values()),
            _condition(stored.get("x-show-if"), owner),
            tuple(_fields(stored, root, known)),
        )


def _fields(stored: Schema, root: Schema, known: Schema) -> Iterator[Parameter]:
    """The fields of a row; of rows that may be one of several things, those of each."""
    rows = stored.get("items", {})
    if "oneOf" not in rows:
        yield from _row(rows, root, known)
    for row in rows.get("oneOf", ()):
        yield from _alternative(tuple(_row(row, root, known)))


def _row(row: Schema, root: Schema, known: Schema) -> Iterator[Parameter]:
    name = row.get("$ref", "").rpartition("/")[2]
    return _described(known.get(name, {}), root, known)


def _alternative(fields: tuple[Parameter, ...]) -> Iterator[Parameter]:
    """The fields of one thing that a row may be: those that it has to have tell it from the others, the rest
    stand beside them only.
    """
    ru = ", ".join(f"«{field.label.ru}»" for field in fields if field.default is None)
    en = ", ".join(f"“{field.label.en}”" for field in fields if field.default is None)
    beside = Wording(f"только вместе с {ru}", f"only together with {en}")
    for field in fields:
        is_telling = field.default is None
        condition = field.condition if is_telling else field.condition or beside
        yield replace(field, is_alternative=is_telling, condition=condition)


def _label(name: str, stored: Schema) -> Wording:
    return _words(stored.get("label")) or Wording(name, name)


def _words(stored: Schema | None) -> Wording | None:
    return None if stored is None else Wording(stored["ru"], stored["en"])


def _kind(stored: Schema) -> Wording:
    if "anyOf" in stored:
        return _kind(stored["anyOf"][0])
    if "enum" in stored:
        return Wording("одно из", "one of")
    if "x-choices" in stored:
        return _SOME_OF if stored.get("minItems") else _ANY_OF
    return _WIDGETS.get(stored.get("x-widget", "")) or _TYPES.get(stored.get("type", ""), _TYPES["object"])


def _default(stored: Schema) -> Wording | None:
    """None when there is none."""
    if "default" not in stored:
        return None
    value = stored["default"]
    choices = stored.get("x-choices", {})
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, str) and value in choices:
        return Wording(**choices[value])
    if value in ("", None, []):
        return _EMPTY
    if isinstance(value, list):
        chosen = [Wording(**choices[item]) for item in value if isinstance(item, str) and item in choices]
        shown = Wording(", ".join(word.ru for word in chosen), ", ".join(word.en for word in chosen))
        return shown if chosen else Wording("одна строка", "one row")
    return _then(f"{value}", f"{value}", stored)


def _limited(kind: Wording, stored: Schema) -> Wording:
    """The kind with its limits: whole number from 1 to 10; text, up to 100 characters."""
    if "x-choices" in stored:
        return kind
    limits = [
        _range(stored),
        _count(stored.get("minItems"), stored.get("maxItems"), _ROWS),
        _count(None, stored.get("maxLength"), _CHARACTERS),
    ]
    told = [limit for limit in limits if limit]
    return Wording(
        kind.ru + "".join(limit.ru for limit in told), kind.en + "".join(limit.en for limit in told)
    )


def _range(stored: Schema) -> Wording | None:
    """Between which numbers a number lies, their unit said once."""
    words = _RANGES.get(tuple(bound for bound in _BOUNDS if bound in stored))
    return words and _then(words.ru.format(**stored), words.en.format(**stored), stored)


def _then(ru: str, en: str, stored: Schema) -> Wording:
    unit = UNITS.get(stored.get("x-unit", ""), Wording("", ""))
    return Wording(f"{ru} {unit.ru}".rstrip(), f"{en} {unit.en}".rstrip())


def _count(least: int | None, most: int | None, nouns: tuple[Sequence[str], Sequence[str]]) -> Wording | None:
    """How many rows or characters: «, от 1 до 50 строк», ", up to 100 characters"."""
    if most is None:
        return None
    ru, en = plural(most, nouns[0], "ru"), plural(most, nouns[1], "en")
    if least:
        return Wording(f", от {least} до {most} {ru}", f", {least} to {most} {en}")
    return Wording(f", до {most} {ru}", f", up to {most} {en}")


def _condition(stored: Schema | None, owner: Schema) -> Wording | None:
    """When the parameter counts; `owner` has the other field that this hangs on."""
    if stored is None:
        return None
    other = owner["properties"][stored["field"]]
    label, wanted = _label(stored["field"], other), stored.get("in", [stored.get("equals")])
    values = [_default({**other, "default": value}) or _EMPTY for value in wanted]
    ru, en = " или ".join(value.ru for value in values), " or ".join(value.en for value in values)
    return Wording(f"только если «{label.ru}»: {ru}", f"only if “{label.en}” is: {en}")
