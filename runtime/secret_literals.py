"""Literals in a drawing that are the values of secret variables: what may not leave the installation.

They are a constant given to a secret variable (`PIN := "4711"`), and a literal that one is compared with
(`PIN == "4711"`). A secret variable is one that is declared so, or that a `collect` with `secret` fills.
"""

import copy
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, Final

from runtime.expressions import ExpressionError
from runtime.expressions.tokens import Token, tokens
from runtime.graph import Document
from runtime.stored_texts import Path, StoredText
from runtime.variable_places import nodes, spans, texts_of

_EMPTY: Final = "''"
_COMPARISONS: Final = frozenset({"==", "!="})


@dataclass(frozen=True, slots=True)
class SecretLiteral:
    """Where one stands: characters `start` to `end` of the parameter at `path` of a node."""

    node: str
    title: str
    path: Path
    start: int
    end: int
    is_empty: bool

    @property
    def param(self) -> str:
        """The path as issues show it."""
        return ".".join(str(part) for part in self.path)


def secret_literals(document: Document) -> Iterator[SecretLiteral]:
    """All of them, empty ones too, in a document that may have any mistakes."""
    secrets = _secrets(document)
    if not secrets:
        return
    for node in nodes(document):
        texts = list(texts_of(node))
        variables = {text.path[:-1]: text.text for text in texts if text.kind == "variable"}
        for text in texts:
            is_given = text.path[-1] == "value" and variables.get(text.path[:-1]) in secrets
            for start, end in _literals(text, secrets, is_given=is_given):
                is_empty = text.text[start:end] in (_EMPTY, '""')
                title = str(node.get("title", node["id"]))
                yield SecretLiteral(node["id"], title, text.path, start, end, is_empty)


def without_secret_literals(document: Document) -> Document:
    """The document with an empty text in the place of each; the same one when there are none."""
    found = [literal for literal in secret_literals(document) if not literal.is_empty]
    if not found:
        return document
    emptied: Document = copy.deepcopy(dict(document))
    params = {node["id"]: node["params"] for node in nodes(emptied) if "params" in node}
    # From the end to the beginning, so that the places before keep their offsets.
    for literal in reversed(found):
        *way, last = literal.path
        inner: Any = params[literal.node]
        for part in way:
            inner = inner[part]
        inner[last] = inner[last][: literal.start] + _EMPTY + inner[last][literal.end :]
    return emptied


def _secrets(document: Document) -> set[str]:
    graph = document.get("graph")
    declared = graph.get("variables") if isinstance(graph, Mapping) else None
    secrets = {
        name
        for name, declaration in (declared.items() if isinstance(declared, Mapping) else ())
        if isinstance(declaration, Mapping) and declaration.get("secret") is True
    }
    for node in nodes(document):
        params = node.get("params")
        if isinstance(params, Mapping) and params.get("secret") is True:
            secrets |= {text.text for text in texts_of(node) if text.kind == "variable"}
    return secrets


def _literals(text: StoredText, secrets: Set[str], *, is_given: bool) -> Iterator[tuple[int, int]]:
    """Where in a text they begin and end; none in an expression that cannot be read."""
    for start, end in spans(text):
        try:
            found = list(tokens(text.text[start:end]))[:-1]
        except ExpressionError:
            continue
        if is_given and found and all(token.kind in ("value", "sign") for token in found):
            yield start + found[0].offset, start + _end(found[-1])
            continue
        for left, sign, right in zip(found, found[1:], found[2:], strict=False):
            if sign.text in _COMPARISONS:
                for one, other in ((left, right), (right, left)):
                    if one.kind == "value" and _names(other, secrets):
                        yield start + one.offset, start + _end(one)


def _names(token: Token, secrets: Set[str]) -> bool:
    return token.kind in ("name", "quoted_name") and token.text in secrets


def _end(token: Token) -> int:
    return token.offset + len(token.text)
