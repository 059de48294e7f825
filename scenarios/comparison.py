"""What has changed between two revisions, node by node, for people to read."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from runtime.component import components
from runtime.graph import Document
from runtime.wording import Wording
from scenarios.differences import WORDS, differences

ChangeKind = Literal["added", "removed", "changed"]
_VALUE_CHARS_MAX: Final = 200
_OF_THE_WHOLE: Final = ("settings", "variables", "layout")
_Nodes = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A title, type, parameter or main output of a node; a text that is "" was not there."""

    label: Wording
    before: Wording
    after: Wording


@dataclass(frozen=True, slots=True)
class ChangedNode:
    """A node that was added or removed, or whose values changed."""

    id: str
    title: str
    kind: ChangeKind
    values: tuple[ChangedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedWire:
    """A way from a node's output to another node; `limit` is that of a repeat, else 0."""

    source: str
    output: Wording
    target: str
    limit: int
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs. `rest` names what is told in a word only, such as the layout."""

    nodes: tuple[ChangedNode, ...]
    wires: tuple[ChangedWire, ...]
    rest: tuple[Wording, ...]

    @property
    def is_same(self) -> bool:
        """Nothing differs."""
        return not (self.nodes or self.wires or self.rest)


def compared(before: Document, after: Document) -> Comparison:
    """The changes that lead from one sound document to the other."""
    old, new = _by_id(before), _by_id(after)
    tags = differences(before, after)
    return Comparison(
        tuple(_changed_nodes(old, new)),
        tuple(_changed_wires(before, after, {**old, **new})),
        tuple(WORDS[tag] for tag in _OF_THE_WHOLE if tag in tags),
    )


def _changed_nodes(old: _Nodes, new: _Nodes) -> Iterator[ChangedNode]:
    for id_, node in new.items():
        if id_ not in old:
            yield ChangedNode(id_, _title(node), "added")
    for id_, node in old.items():
        if id_ not in new:
            yield ChangedNode(id_, _title(node), "removed")
        elif values := tuple(_changed_values(node, new[id_])):
            yield ChangedNode(id_, _title(new[id_]), "changed", values)


def _changed_values(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[ChangedValue]:
    for key, label in (("title", Wording("название", "title")), ("type", Wording("компонент", "component"))):
        if old.get(key) != new.get(key):
            yield ChangedValue(label, _same(_shown(old.get(key))), _same(_shown(new.get(key))))
    if old.get("main") != new.get("main"):
        label = Wording("основной выход", "main output")
        yield ChangedValue(label, *(_output_title(node, node.get("main", "")) for node in (old, new)))
    before, after = old.get("params", {}), new.get("params", {})
    for name in sorted(before.keys() | after.keys()):
        was, is_now = _shown(before.get(name)), _shown(after.get(name))
        if was != is_now:
            yield ChangedValue(_label(new["type"], name), *map(_same, _where_they_differ(was, is_now)))


def _changed_wires(before: Document, after: Document, nodes: _Nodes) -> Iterator[ChangedWire]:
    old, new = _wires(before), _wires(after)
    for source, output, target, limit in sorted(new - old):
        yield _wire(source, output, target, limit, nodes, "added")
    for source, output, target, limit in sorted(old - new):
        yield _wire(source, output, target, limit, nodes, "removed")


def _wire(source: str, output: str, target: str, limit: int, nodes: _Nodes, kind: ChangeKind) -> ChangedWire:
    title = _output_title(nodes[source], output)
    return ChangedWire(_title(nodes[source]), title, _title(nodes[target]), limit, kind)


def _output_title(node: Mapping[str, Any], output: str) -> Wording:
    """What an output is called; that of a row by its id."""
    component = components().get(node["type"])
    known = component.fixed_outputs() if component is not None else ()
    return next((way.title for way in known if way.id == output), _same(output))


def _same(text: str) -> Wording:
    return Wording(text, text)


def _wires(document: Document) -> set[tuple[str, str, str, int]]:
    edges = {(edge["source"], edge["key"], edge["target"], 0) for edge in document["edges"]}
    repeats = document["graph"].get("repeats", ())
    return edges | {(row["source"], row["key"], row["target"], row["limit"]) for row in repeats}


def _by_id(document: Document) -> _Nodes:
    return {node["id"]: node for node in document["nodes"]}


def _title(node: Mapping[str, Any]) -> str:
    return str(node.get("title") or node["id"])


def _label(type_: str, name: str) -> Wording:
    """What the parameter is called in the inspector."""
    kind = components().get(type_)
    found = kind.Params.model_fields.get(name) if kind is not None else None
    extra = found.json_schema_extra if found is not None else None
    label = extra.get("label") if isinstance(extra, dict) else None
    return Wording(str(label["ru"]), str(label["en"])) if isinstance(label, dict) else Wording(name, name)


def _shown(value: object) -> str:
    """A text as it is, anything else as JSON; "" for what is not there."""
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _where_they_differ(before: str, after: str) -> tuple[str, str]:
    """Both texts, long ones from shortly before the first sign that is another one."""
    if max(len(before), len(after)) <= _VALUE_CHARS_MAX:
        return before, after
    pairs = enumerate(zip(before, after, strict=False))
    place = next((at for at, (one, other) in pairs if one != other), min(len(before), len(after)))
    start = max(0, place - _VALUE_CHARS_MAX // 4)
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    end = start + _VALUE_CHARS_MAX
    return f"{'…' if start else ''}{text[start:end]}{'…' if len(text) > end else ''}"
