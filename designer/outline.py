"""A scenario as a text to read from top to bottom: each lane a tree of nodes and outputs.

A node with one connected output is followed by the next node in the same column, so that a straight line
stays straight; where the flow forks, each output opens a column of its own. A node that several outputs lead
to stands once, the others point to it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings

from designer.summaries import summary
from runtime.checks.drawing import Drawing, Placed
from runtime.graph import Document
from runtime.names import NamesOffline
from runtime.reading import read_document
from runtime.wording import Wording

DEPTH_MAX: Final = 12
"""Columns; what lies deeper stays in the last one, the outputs still tell where it belongs."""
_NO_KIND: Final = Wording("неизвестный компонент", "unknown component")


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node: what it is, what it does, and its outputs that lead nowhere."""

    depth: int
    id: str
    title: str
    kind: Wording
    icon: str
    family: str
    summary: str
    loose: tuple["LooseOutput", ...]


@dataclass(frozen=True, slots=True)
class LooseOutput:
    """An output without a wire; `output_kind` says what happens then."""

    title: Wording
    output_kind: str


@dataclass(frozen=True, slots=True)
class ExitRow:
    """A connected output. `pointer`: the node it leads to, when shown elsewhere; `limit`: of a repeat."""

    depth: int
    title: Wording
    pointer: str
    pointer_title: str
    limit: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One of the drawing's lanes, or the nodes that no call can reach, or the notes."""

    code: str
    title: Wording
    rows: tuple[NodeRow | ExitRow, ...]


def lanes(document: Document) -> list[Lane]:
    """The lanes that have nodes, in the order a call meets them; none of a document that is no scenario."""
    sound = read_document(document).sound
    if sound is None:
        return []
    walk = _Walk(Drawing(sound, NamesOffline(), settings.CALLWRIGHT.region))
    titles = {
        "start": Wording("Основная ветвь", "Main lane"),
        "on_error": Wording("При ошибке", "On error"),
        "on_hangup": Wording("При отбое", "On hang-up"),
    }
    found = [Lane(code, title, walk.from_type(code)) for code, title in titles.items()]
    found.append(Lane("unreachable", Wording("Сюда ничто не ведёт", "Nothing leads here"), walk.the_rest()))
    found.append(Lane("notes", Wording("Заметки", "Notes"), walk.notes()))
    return [lane for lane in found if lane.rows]


class _Walk:
    """Goes over the drawing and shows each node once."""

    def __init__(self, drawing: Drawing) -> None:
        self._nodes: Mapping[str, Placed] = drawing.nodes
        self._shown: set[str] = set()

    def from_type(self, type_: str) -> tuple[NodeRow | ExitRow, ...]:
        entries = [node.id for node in self._nodes.values() if node.type == type_]
        return tuple(row for entry in entries for row in self._from(entry))

    def the_rest(self) -> tuple[NodeRow | ExitRow, ...]:
        """Begins with nodes that nothing leads to, so that a loose branch is read from its head."""
        steps = [node for node in self._nodes.values() if node.is_step]
        led_to = {target for node in steps for _, target in node.ways() if target != node.id}
        ordered = sorted((node.id for node in steps), key=lambda id_: id_ in led_to)
        return tuple(row for entry in ordered for row in self._from(entry))

    def notes(self) -> tuple[NodeRow | ExitRow, ...]:
        return tuple(_node_row(node, 0) for node in self._nodes.values() if not node.is_step)

    def _from(self, entry: str) -> Iterator[NodeRow | ExitRow]:
        waiting: list[tuple[str, int] | ExitRow] = [(entry, 0)]
        while waiting:
            item = waiting.pop()
            if isinstance(item, ExitRow):
                yield item
                continue
            id_, depth = item
            if id_ in self._shown:
                continue
            self._shown.add(id_)
            node = self._nodes[id_]
            yield _node_row(node, depth)
            waiting += reversed(self._after(node, depth))

    def _after(self, node: Placed, depth: int) -> list[tuple[str, int] | ExitRow]:
        """What follows a node: the next node in its column, or its outputs each with what it leads to."""
        ways = list(node.ways())
        if len(ways) == 1 and not node.repeats and ways[0][1] not in self._shown:
            return [(ways[0][1], depth)]
        following: list[tuple[str, int] | ExitRow] = []
        claimed: set[str] = set()
        for output, target in ways:
            is_elsewhere = target in self._shown or target in claimed or output in node.repeats
            claimed.add(target)
            following.append(self._exit(node, output, target if is_elsewhere else "", depth))
            if not is_elsewhere:
                following.append((target, min(DEPTH_MAX, depth + 1)))
        return following

    def _exit(self, node: Placed, output: str, pointer: str, depth: int) -> ExitRow:
        repeat = node.repeats.get(output)
        return ExitRow(
            depth,
            node.output_title(output),
            pointer,
            self._nodes[pointer].title if pointer else "",
            repeat.limit if repeat else 0,
        )


def _node_row(node: Placed, depth: int) -> NodeRow:
    kind: Any = node.kind
    return NodeRow(
        depth,
        node.id,
        node.title,
        kind.title if kind else _NO_KIND,
        kind.icon if kind else "alert-circle",
        kind.family if kind else "unknown",
        summary(node),
        tuple(
            LooseOutput(output.title, output.kind)
            for output in node.outputs.values()
            if output.kind != "optional" and output.id not in node.edges and output.id not in node.repeats
        ),
    )
