"""A scenario as the checks see it: nodes with component, parameters and outputs, and their graph."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from runtime.component import HANG_UP_OUTPUT, Assigned, Component, Output, components, said_of_row
from runtime.fields import Params
from runtime.graph import Document, Repeat
from runtime.names import Names
from runtime.wording import Wording

from .field_words import hints_along, label_of
from .mistakes import Mistake, mistakes
from .node_titles import title_of
from .values import Leaf, leaves

SPENT: Final = ".spent"


@dataclass(slots=True)
class Placed:
    """One node of the drawing.

    `kind` is None for an unknown type; `params` is None when the stored ones have `mistakes`. `edges` and
    `repeats` go by output, as in the compiled graph.
    """

    id: str
    type: str
    title: str
    kind: Component | None
    stored: Mapping[str, Any]
    params: Any
    mistakes: tuple[Mistake, ...]
    outputs: Mapping[str, Output]
    main: str | None = None
    """The output that is marked as main, if it is a text at all."""
    leaves: tuple[Leaf, ...] = ()
    assigns: tuple[Assigned, ...] = ()
    edges: dict[str, str] = field(default_factory=dict)
    repeats: dict[str, Repeat] = field(default_factory=dict)

    @property
    def is_step(self) -> bool:
        """A call can be in it: it is no note and no frame; what an unknown type is nobody knows."""
        return self.kind is None or self.kind.executed

    @property
    def uses_line(self) -> bool:
        return self.kind is not None and self.kind.uses_line

    @property
    def waits(self) -> bool:
        return self.kind is not None and self.kind.waits

    def is_idle(self, output: Output) -> bool:
        """No call can leave by it; of mistaken parameters the stored value tells, as on the drawing."""
        if not output.needs:
            return False
        needed = self.stored.get(output.needs) if self.params is None else getattr(self.params, output.needs)
        return needed in ("", "none", False, None)

    def ways(self) -> Iterator[tuple[str, str]]:
        """(output, target) of every edge and repeat."""
        yield from self.edges.items()
        for output, repeat in self.repeats.items():
            yield output, repeat.target

    def label(self, param: str) -> Wording:
        """What a place in the parameters is called in the inspector, such as `values.2.value`."""
        path = [int(step) if step.isdecimal() else step for step in param.split(".") if step]
        return label_of(self.kind.Params if self.kind is not None else Params, path)

    def output_title(self, output: str) -> Wording:
        """What an output is called on the drawing."""
        if output.endswith(SPENT):
            title = self.output_title(output.removesuffix(SPENT))
            return Wording(f"{title.ru} – повторы исчерпаны", f"{title.en} – repeats used up")
        known = self.outputs.get(output)
        return known.title if known is not None else Wording(output, output)


class Drawing:
    """The sound part of a document, and everything that more than one check asks of it.

    `names` knows the sounds, queues and boxes; `region` is the installation's country for phone numbers.
    """

    def __init__(self, sound: Document, names: Names, region: str) -> None:
        import networkx

        self.names = names
        self.region = region
        self.declared: Mapping[str, Mapping[str, Any]] = sound["graph"]["variables"]
        language = sound["graph"]["language"]
        self.nodes = {node["id"]: _placed(node, language) for node in sound["nodes"]}
        for edge in sound["edges"]:
            self.nodes[edge["source"]].edges[edge["key"]] = edge["target"]
        for repeat in sound["graph"]["repeats"]:
            self.nodes[repeat["source"]].repeats[repeat["key"]] = Repeat(repeat["target"], repeat["limit"])
        self.network = networkx.node_link_graph(sound, edges="edges")
        """The nodes and edges, without repeats: a MultiDiGraph."""

    @cached_property
    def circles(self) -> list[frozenset[str]]:
        """The groups of nodes that lead to each other by edges alone; none in a sound drawing."""
        import networkx

        return [
            frozenset(group)
            for group in networkx.strongly_connected_components(self.network)
            if len(group) > 1 or any(self.network.has_edge(node, node) for node in group)
        ]

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each node in a topological order; nodes of a circle share one."""
        import networkx

        if not self.circles:
            return {node: place for place, node in enumerate(networkx.topological_sort(self.network))}
        groups = networkx.condensation(self.network)
        ordered = enumerate(networkx.topological_sort(groups))
        return {node: place for place, group in ordered for node in groups.nodes[group]["members"]}

    @cached_property
    def starts(self) -> list[Placed]:
        return self.of_type("start")

    @cached_property
    def main_lane(self) -> frozenset[str]:
        """The nodes a call can come to from its start while all goes well."""
        return self.reached(node.id for node in self.starts)

    @cached_property
    def error_lanes(self) -> frozenset[str]:
        """The nodes a call can come to after a failure."""
        return self.reached(node.id for node in self.of_type("on_error"))

    @cached_property
    def hang_up_lane(self) -> frozenset[str]:
        """The nodes a call can come to when the caller is gone."""
        own = (node.edges[HANG_UP_OUTPUT] for node in self.nodes.values() if HANG_UP_OUTPUT in node.edges)
        return self.reached([*(node.id for node in self.of_type("on_hangup")), *own])

    @cached_property
    def reachable(self) -> frozenset[str]:
        """The nodes a call can come to at all."""
        return self.main_lane | self.error_lanes | self.hang_up_lane

    def of_type(self, type_: str) -> list[Placed]:
        """The nodes of one type, in stored order."""
        return [node for node in self.nodes.values() if node.type == type_]

    def reached(self, entries: Iterable[str]) -> frozenset[str]:
        """The entries and every node that edges and repeats lead to from them while the caller stays."""
        seen = set(entries)
        waiting = list(seen)
        while waiting:
            for output, target in self.nodes[waiting.pop()].ways():
                if target not in seen and output != HANG_UP_OUTPUT:
                    seen.add(target)
                    waiting.append(target)
        return frozenset(seen)


def _placed(node: Mapping[str, Any], language: str) -> Placed:
    kind = components().get(node["type"])
    stored = node.get("params", {})
    title = title_of(node, language)
    if kind is None:
        return Placed(node["id"], node["type"], title, None, stored, None, (), {})
    params, wrong = mistakes(kind.Params, stored)
    outputs = {output.id: output for output in _outputs(kind, params, stored)}
    main = node["main"] if isinstance(node.get("main"), str) else None
    found = Placed(node["id"], node["type"], title, kind, stored, params, wrong, outputs, main)
    if params is not None:
        found.leaves = tuple(leaves(params))
        found.assigns = tuple(kind.assigns(params))
    else:
        found.assigns = tuple(Assigned(name) for name in _variables_named(kind, stored))
    return found


def _variables_named(kind: Component, stored: Mapping[str, Any]) -> Iterator[str]:
    """The variables that mistaken parameters name all the same: to read them is no mistake."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), stored)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, key), part) for key, part in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, row), part) for row, part in enumerate(value)]
        elif (
            isinstance(value, str)
            and value
            and hints_along(kind.Params, path)[-1].get("x-widget") == "variable"
        ):
            yield value


def _outputs(kind: Component, params: Any, stored: Mapping[str, Any]) -> Iterable[Output]:
    """The outputs as declared; of a node with mistakes those that can be told."""
    if params is not None:
        return kind.outputs_of(params)
    rows = stored.get(kind.rows_of) if kind.rows_of else None
    own = (
        Output(row["id"], kind.rows_kind, said_of_row(_written_in(row), place))
        for place, row in enumerate(rows if isinstance(rows, list) else (), 1)
        if isinstance(row, dict) and isinstance(row.get("id"), str)
    )
    return (*own, *kind.fixed_outputs())


def _written_in(row: Mapping[str, Any]) -> Wording:
    """What a row is known by, whatever is wrong with it."""
    texts = (row.get(name) for name in ("keys", "key", "value", "label"))
    title = " ".join(text for text in texts if isinstance(text, str) and text)
    return Wording(title, title)
