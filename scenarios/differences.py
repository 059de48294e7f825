"""What has changed between two drafts, in a few words: for the audit, never to merge by."""

import json
from collections.abc import Mapping
from typing import Any, Final

from runtime.graph import Document
from runtime.wording import Wording

WORDS: Final[dict[str, Wording]] = {
    "document": Wording("документ", "document"),
    "layout": Wording("расположение", "layout"),
    "main_outputs": Wording("основные выходы", "main outputs"),
    "nodes": Wording("состав узлов", "nodes"),
    "params": Wording("параметры", "parameters"),
    "settings": Wording("свойства сценария", "settings"),
    "titles": Wording("названия", "titles"),
    "variables": Wording("переменные", "variables"),
    "wiring": Wording("переходы", "wiring"),
}
_NODE_PARTS: Final = {
    "type": "nodes",
    "params": "params",
    "title": "titles",
    "position": "layout",
    "size": "layout",
    "main": "main_outputs",
}
_GRAPH_PARTS: Final = {"variables": "variables", "repeats": "wiring"}


def differences(before: Document, after: Document) -> tuple[str, ...]:
    """Sorted tags, keys of `WORDS`; empty when both are the same. Drafts may be broken in any way."""
    if _text(before) == _text(after):
        return ()
    tags: set[str] = set()
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if _text(old) == _text(new):
            continue
        if key == "graph":
            tags |= _changed_parts(old, new, _GRAPH_PARTS, otherwise="settings")
        elif key == "nodes":
            tags |= _changed_nodes(old, new)
        else:
            tags.add("wiring" if key == "edges" else "document")
    return tuple(sorted(tags))


def _changed_nodes(before: object, after: object) -> set[str]:
    old, new = _by_id(before), _by_id(after)
    if old is None or new is None:
        return {"document"}
    tags = {"nodes"} if old.keys() != new.keys() else set()
    for node_id in old.keys() & new.keys():
        tags |= _changed_parts(old[node_id], new[node_id], _NODE_PARTS, otherwise="document")
    # The same nodes in another order: what is drawn on top of what.
    return tags or {"layout"}


def _changed_parts(before: object, after: object, parts: Mapping[str, str], *, otherwise: str) -> set[str]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return {"document"}
    return {
        parts.get(key, otherwise)
        for key in before.keys() | after.keys()
        if _text(before.get(key)) != _text(after.get(key))
    }


def _by_id(nodes: object) -> dict[str, Any] | None:
    """Node id -> node; None when the nodes are no list of nodes with ids of their own."""
    if not isinstance(nodes, list):
        return None
    found = {node["id"]: node for node in nodes if isinstance(node, dict) and isinstance(node.get("id"), str)}
    return found if len(found) == len(nodes) else None


def _text(value: object) -> str:
    """Equal for equal JSON only: in Python 1, 1.0 and True are equal too."""
    return json.dumps(value, sort_keys=True)
