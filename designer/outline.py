"""A scenario as a text to read from top to bottom: each lane a tree of nodes and outputs.

A node with one connected output is followed by the next node in the same column, so that a straight line
stays straight; where the flow forks, each output opens a column of its own. A node that several outputs lead
to stands once, the others point to it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.conf import settings

from designer.summaries import Summary, summary
from runtime.checks.drawing import Drawing, Placed
from runtime.checks.issue import Issue
from runtime.component import Output
from runtime.graph import Document
from runtime.names import NamesOffline
from runtime.reading import read_document
from runtime.wording import Wording

DEPTH_MAX: Final = 12
"""Columns; what lies deeper stays in the last one, the outputs still tell where it belongs."""
_MARKS: Final = ("warning", "error")
"""The last one counts where a node has both."""
_NO_KIND: Final = Wording("неизвестный компонент", "unknown component")


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node: what it is, what it does, its outputs that lead nowhere, and the worst that the checks say of
    it: `mark` is "error", "warning" or "".
    """

    depth: int
    id: str
    title: str
    kind: Wording
    icon: str
    family: str
    summary: Summary
    loose: tuple["LooseOutput", ...]
    mark: str


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


def lanes(document: Document, issues: Sequence[Issue] = ()) -> list[Lane]:
    """The lanes that have nodes, in the order a call meets them; none of a document that is no scenario.
    Nodes that the `issues` name are marked.
    """
    sound = read_document(document).sound
    if sound is None:
        return []
    marks = {issue.node: severity for severity in _MARKS for issue in issues if issue.severity == severity}
    walk = _Walk(Drawing(sound, NamesOffline(), settings.CALLWRIGHT.region), marks)
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

    def __init__(self, drawing: Drawing, marks: Mapping[str | None, str]) -> None:
        self._nodes: Mapping[str, Placed] = drawing.nodes
        self._marks = marks
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
        """All but those that somebody has wired into the flow: they stand there, with what the checks say."""
        notes = (node for node in self._nodes.values() if not node.is_step and node.id not in self._shown)
        return tuple(self._node(node, 0) for node in notes)

    def _from(self, entry: str) -> Iterator[NodeRow | ExitRow]:
        waiting: list[_Step | _Way] = [_Step(entry, 0)]
        while waiting:
            item = waiting.pop()
            if isinstance(item, _Way):
                # Only now it is known whether an earlier output has shown the node already.
                is_elsewhere = item.target in self._shown or item.output in item.source.repeats
                yield self._exit(item, item.target if is_elsewhere else "")
                if not is_elsewhere:
                    waiting.append(_Step(item.target, min(DEPTH_MAX, item.depth + 1)))
            elif item.node not in self._shown:
                self._shown.add(item.node)
                node = self._nodes[item.node]
                yield self._node(node, item.depth)
                waiting += reversed(self._after(node, item.depth))

    def _after(self, node: Placed, depth: int) -> "list[_Step | _Way]":
        """What follows a node: the next node in its column, or each of its outputs."""
        ways = list(node.ways())
        if len(ways) == 1 and not node.repeats and ways[0][1] not in self._shown:
            return [_Step(ways[0][1], depth)]
        return [_Way(node, output, target, depth) for output, target in ways]

    def _node(self, node: Placed, depth: int) -> NodeRow:
        kind: Any = node.kind
        return NodeRow(
            depth,
            node.id,
            node.title,
            kind.title if kind else _NO_KIND,
            kind.icon if kind else "alert-circle",
            kind.family if kind else "unknown",
            summary(node),
            tuple(LooseOutput(output.title, output.kind) for output in _loose(node)),
            self._marks.get(node.id, ""),
        )

    def _exit(self, way: "_Way", pointer: str) -> ExitRow:
        repeat = way.source.repeats.get(way.output)
        return ExitRow(
            way.depth,
            way.source.output_title(way.output),
            pointer,
            self._nodes[pointer].title if pointer else "",
            repeat.limit if repeat else 0,
        )


class _Step(NamedTuple):
    """A node to show, in its column."""

    node: str
    depth: int


class _Way(NamedTuple):
    """A connected output to show, and what it leads to."""

    source: Placed
    output: str
    target: str
    depth: int


def _loose(node: Placed) -> Iterator[Output]:
    """Outputs without a wire that a call may take with the node's parameters, and that should have one."""
    for output in node.outputs.values():
        is_wired = output.id in node.edges or output.id in node.repeats
        if output.kind != "optional" and not is_wired and not node.is_idle(output):
            yield output
