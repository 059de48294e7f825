"""What has changed between two revisions, node by node, for people to read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from django.conf import settings

from runtime.checks.drawing import Drawing, Placed
from runtime.graph import Document
from runtime.names import NamesOffline
from runtime.reading import read_document
from runtime.wording import Wording
from scenarios.changed_values import ChangedValue, changed_params
from scenarios.differences import WORDS, differences
from scenarios.value_words import same

ChangeKind = Literal["added", "removed", "changed"]
_OF_THE_WHOLE: Final = ("settings", "variables", "layout")
_Nodes = Mapping[str, Placed]


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
    old, new = _placed(before), _placed(after)
    tags = differences(before, after)
    return Comparison(
        tuple(_changed_nodes(old, new)),
        tuple(_changed_wires(old, new)),
        tuple(WORDS[tag] for tag in _OF_THE_WHOLE if tag in tags),
    )


def _placed(document: Document) -> _Nodes:
    sound = read_document(document).sound
    return {} if sound is None else Drawing(sound, NamesOffline(), settings.CALLWRIGHT.region).nodes


def _changed_nodes(old: _Nodes, new: _Nodes) -> Iterator[ChangedNode]:
    for id_, node in new.items():
        if id_ not in old:
            yield ChangedNode(id_, node.title, "added")
    for id_, node in old.items():
        if id_ not in new:
            yield ChangedNode(id_, node.title, "removed")
        elif values := tuple(_changed_values(node, new[id_])):
            yield ChangedNode(id_, new[id_].title, "changed", values)


def _changed_values(old: Placed, new: Placed) -> Iterator[ChangedValue]:
    if old.title != new.title:
        yield ChangedValue(Wording("название", "title"), same(old.title), same(new.title))
    if old.type != new.type:
        yield ChangedValue(Wording("компонент", "component"), _kind(old), _kind(new))
    if old.main != new.main:
        yield ChangedValue(Wording("основной выход", "main output"), _main(old), _main(new))
    yield from changed_params(new.kind, old.stored, new.stored)


def _kind(node: Placed) -> Wording:
    return node.kind.title if node.kind is not None else same(node.type)


def _main(node: Placed) -> Wording:
    return node.output_title(node.main or "")


def _changed_wires(old: _Nodes, new: _Nodes) -> Iterator[ChangedWire]:
    before, after = _wires(old), _wires(new)
    for wire in sorted(after - before):
        yield _wire(*wire, {**old, **new}, "added")
    for wire in sorted(before - after):
        yield _wire(*wire, {**new, **old}, "removed")


def _wire(source: str, output: str, target: str, limit: int, nodes: _Nodes, kind: ChangeKind) -> ChangedWire:
    title = nodes[source].output_title(output)
    return ChangedWire(nodes[source].title, title, nodes[target].title, limit, kind)


def _wires(nodes: _Nodes) -> set[tuple[str, str, str, int]]:
    edges = {(id_, output, target, 0) for id_, node in nodes.items() for output, target in node.edges.items()}
    return edges | {
        (id_, output, repeat.target, repeat.limit)
        for id_, node in nodes.items()
        for output, repeat in node.repeats.items()
    }
