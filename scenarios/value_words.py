"""What stands in a parameter, in words, read by the JSON Schema of the component's parameters."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from runtime.wording import Wording

Schema = Mapping[str, Any]
UNITS: Final = {"s": Wording("с", "s"), "min": Wording("мин", "min")}
"""By `x-unit`."""
YES_NO: Final = {True: Wording("да", "yes"), False: Wording("нет", "no")}


def said(value: object, schema: Schema, root: Schema) -> Wording:
    """The value on one line, "" for none; `schema` is that of its place, `root` the one of all parameters."""
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, list):
        return joined(", ", (said(item, item_of(schema, root), root) for item in value))
    if isinstance(value, dict):
        parts = (said(part, field_of(schema, key, root), root) for key, part in value.items() if key != "id")
        return joined(" · ", parts)
    text = "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)
    if text in schema.get("x-choices", {}):
        return Wording(**schema["x-choices"][text])
    if schema.get("x-widget") == "template" and text:
        return Wording(f"«{text}»", f"“{text}”")
    unit = UNITS.get(schema.get("x-unit", ""))
    # A time may be an expression, which has a unit of its own.
    if unit and text.replace(".", "", 1).isdecimal():
        return Wording(f"{text} {unit.ru}", f"{text} {unit.en}")
    return same(text)


def field_of(schema: Schema, name: str, root: Schema) -> Schema:
    """The field of this name; where several things may stand, that of the first one that has it."""
    alternatives = (_resolved(one, root).get("properties", {}) for one in (schema, *schema.get("oneOf", ())))
    return _resolved(next((fields[name] for fields in alternatives if name in fields), {}), root)


def item_of(schema: Schema, root: Schema) -> Schema:
    """What each item of a list may be; the words of what is chosen from stand at the list."""
    choices = {key: words for key, words in schema.items() if key == "x-choices"}
    return _resolved({**schema.get("items", {}), **choices}, root)


def joined(sign: str, words: Iterable[Wording]) -> Wording:
    """All that are not empty, with this sign between them."""
    told = [word for word in words if word.en]
    return Wording(sign.join(word.ru for word in told), sign.join(word.en for word in told))


def same(text: str) -> Wording:
    """What somebody has written, which is the same in both languages."""
    return Wording(text, text)


def _resolved(schema: Schema, root: Schema) -> Schema:
    name = schema.get("$ref", "").rpartition("/")[2]
    return {**root["$defs"][name], **schema} if name else schema
