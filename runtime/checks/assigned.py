"""A variable that is read where, on some paths, nothing has assigned it yet."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Final

from runtime.component import HANG_UP_OUTPUT
from runtime.wording import Wording

from .drawing import SPENT, Drawing, Placed
from .issue import Issue
from .variables import known_before, variables

_INTERRUPTED: Final = frozenset({"error", HANG_UP_OUTPUT})
"""Outputs of a step that was not finished: what it assigns counts only where it says so."""


def issues(drawing: Drawing) -> Iterator[Issue]:
    """One warning for each node and variable; nothing when edges go round, since then no order holds."""
    if drawing.circles:
        return
    known = variables(drawing)
    flow = _Flow(drawing, sorted(known.assigned - known.lasting))
    for node in drawing.nodes.values():
        if node.id in drawing.reachable:
            yield from _of_node(flow, node)


def _of_node(flow: "_Flow", node: Placed) -> Iterator[Issue]:
    told: set[str] = set()
    for leaf in node.leaves:
        for expression, offset in leaf.expressions():
            for name, at in expression.names:
                if name in told or flow.is_set(node, name) or name in known_before(node, leaf.row):
                    continue
                if name in expression.tested:
                    continue
                told.add(name)
                place = flow.where_missing(node, name)
                yield Issue(
                    "perhaps_unset",
                    "warning",
                    Wording(
                        f"«{node.title}»: переменная «{name}» задана не на всех путях: нет {place.ru}.",
                        f"“{node.title}”: the variable “{name}” is not set on every path: not {place.en}.",
                    ),
                    Wording(
                        f"Присвойте «{name}» и на этом пути или проверьте её тут же через пусто().",
                        f"Assign “{name}” on this path too, or test it right here with empty().",
                    ),
                    node=node.id,
                    param=leaf.param,
                    offset=offset + at,
                )


class _Flow:
    """Which variables are surely set when a call enters a node.

    Sets are the bits of whole numbers. Every node begins with all of them; then each loses what some way into
    it lacks, until nothing changes. Lanes are entered from wherever a hang-up or a failure can happen.
    """

    def __init__(self, drawing: Drawing, names: Iterable[str]) -> None:
        self._drawing = drawing
        self._bits = {name: 1 << place for place, name in enumerate(names)}
        self._into = dict.fromkeys(drawing.nodes, (1 << len(self._bits)) - 1)
        self._gains = {node.id: self._gain(node) for node in drawing.nodes.values() if node.assigns}
        self._hang_up_lane = [node.id for node in drawing.of_type("on_hangup")]
        self._error_lanes = [node.id for node in drawing.of_type("on_error")]
        self._settle()

    def is_set(self, node: Placed, name: str) -> bool:
        """True also for names that nothing in this drawing assigns."""
        bit = self._bits.get(name, 0)
        return self._into[node.id] & bit == bit

    def where_missing(self, target: Placed, name: str) -> Wording:
        """A way into the node on which the variable is not set."""
        bit = self._bits[name]
        for source, output in self._ways_in.get(target.id, ()):
            if not self._out(source, output) & bit:
                title = source.output_title(output)
                return Wording(
                    f"из «{source.title}» по выходу «{title.ru}»",
                    f"from “{source.title}” by the output “{title.en}”",
                )
        return Wording("в начале ветви", "at the beginning of the lane")

    @cached_property
    def _ways_in(self) -> dict[str, list[tuple[Placed, str]]]:
        """(node, output) of every way that leads to a node."""
        found: dict[str, list[tuple[Placed, str]]] = {}
        for node in self._drawing.nodes.values():
            if node.id in self._drawing.reachable:
                for output, target in node.ways():
                    found.setdefault(target, []).append((node, output))
        return found

    def _settle(self) -> None:
        order = self._drawing.order
        for start in self._drawing.starts:
            self._into[start.id] = 0
        waiting = [(order[node], node) for node in self._drawing.reachable]
        heapify(waiting)
        queued = set(self._drawing.reachable)
        while waiting:
            _, id_ = heappop(waiting)
            queued.discard(id_)
            for target, known in self._passes_on(self._drawing.nodes[id_]):
                if self._into[target] & known != self._into[target]:
                    self._into[target] &= known
                    if target not in queued:
                        queued.add(target)
                        heappush(waiting, (order[target], target))

    def _passes_on(self, node: Placed) -> Iterator[tuple[str, int]]:
        """(node, what is set for sure) for every way a call can go from here."""
        for output, target in node.ways():
            yield target, self._out(node, output)
        if node.waits or node.uses_line:
            for lane in self._hang_up_lane:
                yield lane, self._into[node.id]
            if any(
                output.kind == "fallback" and output.id not in node.edges for output in node.outputs.values()
            ):
                for lane in self._error_lanes:
                    yield lane, self._into[node.id]

    def _out(self, node: Placed, output: str) -> int:
        always, by_output = self._gains.get(node.id, _NOTHING)
        output = output.removesuffix(SPENT)
        gained = by_output.get(output, 0) | (0 if output in _INTERRUPTED else always)
        return self._into[node.id] | gained

    def _gain(self, node: Placed) -> tuple[int, dict[str, int]]:
        """(what the node sets on every way out, what it sets on one) as bits."""
        always, by_output = 0, dict[str, int]()
        for assigned in node.assigns:
            bit = self._bits.get(assigned.name, 0)
            if assigned.output:
                by_output[assigned.output] = by_output.get(assigned.output, 0) | bit
            else:
                always |= bit
        return always, by_output


_NOTHING: Final[tuple[int, dict[str, int]]] = (0, {})
