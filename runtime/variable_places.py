"""Where a drawing sets its variables and where it reads them."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from runtime.checks.spelling import name_at
from runtime.component import components
from runtime.expressions import Expression, ExpressionError
from runtime.expressions.loose import loose_names
from runtime.expressions.template import holes
from runtime.graph import Document
from runtime.stored_texts import StoredText, stored_texts, unwritten_variables

Use = Literal["set", "read"]


class Mention(NamedTuple):
    """A variable's name inside a text: `length` characters from `offset` on, its backticks included."""

    name: str
    offset: int
    length: int


class Place(NamedTuple):
    """A place of a variable; offset and length are None where the whole parameter is its name."""

    variable: str
    node: str
    param: str
    kind: Use
    offset: int | None
    length: int | None


def places(document: Document) -> Iterator[Place]:
    """Every place in the order of the document, also in nodes with mistakes and in texts that cannot be read
    to their end.
    """
    for node in nodes(document):
        for text in texts_of(node):
            if text.kind == "variable":
                yield Place(text.text, node["id"], text.param, "set", None, None)
            for mention in mentions(text):
                yield Place(mention.name, node["id"], text.param, "read", mention.offset, mention.length)


def nodes(document: Document) -> Iterator[dict[str, Any]]:
    """The nodes of a document that may be anything: those with an id and a type."""
    stored = document.get("nodes")
    for node in stored if isinstance(stored, list) else ():
        if isinstance(node, dict) and isinstance(node.get("id"), str) and isinstance(node.get("type"), str):
            yield node


def texts_of(node: Mapping[str, Any]) -> Iterator[StoredText]:
    """The texts of a node, unwritten names of variables that it sets included; of an unknown type none."""
    component = components().get(node["type"])
    if component is not None:
        yield from stored_texts(component, node.get("params"))
        yield from unwritten_variables(component, node.get("params"))


def mentions(text: StoredText) -> Iterator[Mention]:
    """The variables that an expression or a text with holes reads, in source order."""
    for start, end in spans(text):
        for name, at in _names(text.text[start:end]):
            written = name_at(text.text, start + at)
            if written:
                yield Mention(name, start + at, len(written))


def spans(text: StoredText) -> tuple[tuple[int, int], ...]:
    """Where the expressions of a text begin and end."""
    if text.kind == "expression":
        return ((0, len(text.text)),)
    return tuple(holes(text.text)) if text.kind == "template" else ()


@lru_cache(maxsize=4096)
def _names(source: str) -> tuple[tuple[str, int], ...]:
    """The names of an expression; of one that cannot be read those that look like variables."""
    try:
        return Expression(source).names
    except ExpressionError:
        return loose_names(source)
