"""A variable under another name in a whole drawing: declared, set and read.

The texts are changed at the names that their own reader finds, and nowhere else. Each changed expression is
read again: it has to name the same variables at the same places. A new name goes into backticks where it is
no plain word, and behind a dot where a loop of the expression has a variable of that name.
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from runtime.expressions import Expression, ExpressionError
from runtime.graph import Document
from runtime.stored_texts import Path, StoredText
from runtime.variable_places import Mention, mentions, nodes, spans, texts_of


class CannotRename(Exception):
    """The new name does not fit into the text at `param` of `node`."""

    def __init__(self, node: str, param: str) -> None:
        super().__init__(f"the new name does not fit into {param} of {node}")
        self.node = node
        self.param = param


def renamed(document: Document, old: str, new: str) -> Document:
    """The document with `new` wherever `old` stood; everything else is as it was. A secret stays secret when
    two variables become one. Raises CannotRename.
    """
    changed: Document = copy.deepcopy(dict(document))
    for node in nodes(changed):
        for text in list(texts_of(node)):
            written = _renamed_text(node["id"], text, old, new)
            if written != text.text:
                _put(node.setdefault("params", {}), text.path, written)
    graph = changed.get("graph")
    if isinstance(graph, dict) and isinstance(graph.get("variables"), dict):
        graph["variables"] = _renamed_declarations(graph["variables"], old, new)
    return changed


def _renamed_text(node: str, text: StoredText, old: str, new: str) -> str:
    if text.kind == "variable":
        return new if text.text == old else text.text
    wanted = [mention for mention in mentions(text) if mention.name == old]
    result = text.text
    # From the end to the beginning, so that the places before keep their offsets.
    for start, end in reversed(spans(text)):
        own = [mention for mention in wanted if start <= mention.offset < end]
        if not own:
            continue
        source = text.text[start:end]
        written = _renamed_expression(source, [_moved(mention, -start) for mention in own], old, new)
        if written is None:
            raise CannotRename(node, text.param)
        result = result[:start] + written + result[end:]
    return result


def _renamed_expression(source: str, own: list[Mention], old: str, new: str) -> str | None:
    """The expression with the new name, None when it cannot stand there."""
    before = _names(source)
    wanted = None if before is None else [new if name == old else name for name in before]
    for spelling in _spellings(new):
        written = source
        for mention in reversed(own):
            end = mention.offset + mention.length
            written = written[: mention.offset] + spelling + written[end:]
        # What could not be read before is not asked to be read now; backticks are right in any case.
        if _names(written) == wanted and (wanted is not None or spelling.startswith("`")):
            return written
    return None


def _spellings(name: str) -> Iterator[str]:
    """How a variable can be written, the plainest first."""
    if name.isidentifier():
        yield name
    yield f"`{name}`"
    yield f".`{name}`"


def _names(source: str) -> list[str] | None:
    """The variables of an expression in source order, None when it cannot be read."""
    try:
        return [name for name, _ in Expression(source).names]
    except ExpressionError:
        return None


def _moved(mention: Mention, by: int) -> Mention:
    return mention._replace(offset=mention.offset + by)


def _put(params: Any, path: Path, text: str) -> None:
    *way, last = path
    for part in way:
        params = params[part]
    params[last] = text


def _renamed_declarations(declared: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    """In their order; of two that become one the declaration of `new` stays."""
    if old not in declared or old == new:
        return dict(declared)
    kept = declared.get(new, declared[old])
    if isinstance(kept, dict) and isinstance(declared[old], dict) and declared[old].get("secret") is True:
        kept = {**kept, "secret": True}
    if new in declared:
        return {name: kept if name == new else value for name, value in declared.items() if name != old}
    return {new if name == old else name: kept if name == old else value for name, value in declared.items()}
