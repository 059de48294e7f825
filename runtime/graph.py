"""The frozen graph a call runs on, and how a stored revision becomes one.

A stored revision is JSON that networkx itself reads. It is checked when it is saved or published
(`runtime.checking`); here it is compiled: every node gets its component, its parameters without Pydantic,
and its outputs already resolved to the next node, so that a step costs two dictionary look-ups however large
the drawing is.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from runtime.component import Component, components
from runtime.fields import frozen_twin

FORMAT: Final = 1
MAX_STEPS: Final = 10_000
"""The proven bound may not exceed it, and the run-time guard stands at it (design, section 3)."""

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A repeat edge: one call may take it `limit` times, then the output is spent."""

    target: str
    limit: int


@dataclass(frozen=True, slots=True)
class CompiledNode:
    """One step as it runs."""

    id: str
    type: str
    title: str
    component: Component
    params: Any
    edges: Mapping[str, str]
    repeats: Mapping[str, Repeat]
    kinds: Mapping[str, str]
    """Output id -> required, ending, fallback or optional."""
    wired: frozenset[str]


@dataclass(frozen=True, slots=True)
class CompiledGraph:
    """A revision, frozen."""

    name: str
    language: str
    revision: str
    start: str
    nodes: Mapping[str, CompiledNode]
    on_hangup: str | None = None
    on_error: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    """Declared name -> type."""
    secrets: frozenset[str] = frozenset()

    def error_entry(self, failure_class: str) -> str | None:
        """Where the lane for this class of failures begins: one made for it, else the one for all."""
        classes = {node_id: self.nodes[node_id].params.classes for node_id in self.on_error}
        exact = (node_id for node_id, own in classes.items() if failure_class in own)
        for_all = (node_id for node_id, own in classes.items() if not own)
        return next(exact, None) or next(for_all, None)

    def hang_up_entry(self, reason: str) -> str | None:
        """Where the hang-up lane begins, if it is for this reason."""
        lane = self.on_hangup
        return lane if lane is not None and reason in self.nodes[lane].params.reasons else None


def canonical(document: Document) -> bytes:
    """The document as the bytes its hash is taken over: sorted keys, no spaces, NFC, UTF-8."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text).encode()


def content_hash(document: Document) -> str:
    """The name of this exact content, 64 hex digits."""
    return hashlib.sha256(canonical(document)).hexdigest()


def compile_graph(document: Document) -> CompiledGraph:
    """The frozen graph of a document that passed its checks.

    A document with errors gives whatever exception its first error causes; check it before.
    """
    graph = document["graph"]
    declared = graph.get("variables", {})
    edges: dict[str, dict[str, str]] = {}
    for edge in document["edges"]:
        edges.setdefault(edge["source"], {})[edge["key"]] = edge["target"]
    repeats: dict[str, dict[str, Repeat]] = {}
    for repeat in graph.get("repeats", []):
        own = repeats.setdefault(repeat["source"], {})
        own[repeat["key"]] = Repeat(repeat["target"], repeat["limit"])
    nodes: dict[str, CompiledNode] = {}
    for node in document["nodes"]:
        if components()[node["type"]].executed:
            nodes[node["id"]] = _compile_node(node, edges.get(node["id"], {}), repeats.get(node["id"], {}))
    return CompiledGraph(
        name=graph["name"],
        language=graph.get("language", "ru"),
        revision=content_hash(document),
        start=next(node.id for node in nodes.values() if node.type == "start"),
        nodes=nodes,
        on_hangup=next((node.id for node in nodes.values() if node.type == "on_hangup"), None),
        on_error=tuple(node.id for node in nodes.values() if node.type == "on_error"),
        variables={name: declaration.get("type", "any") for name, declaration in declared.items()},
        secrets=frozenset(name for name, declaration in declared.items() if declaration.get("secret")),
    )


def _compile_node(node: dict[str, Any], edges: dict[str, str], repeats: dict[str, Repeat]) -> CompiledNode:
    component = components()[node["type"]]
    params = frozen_twin(component.Params.model_validate(node.get("params", {})))
    return CompiledNode(
        id=node["id"],
        type=node["type"],
        title=node.get("title", ""),
        component=component,
        params=params,
        edges=edges,
        repeats=repeats,
        kinds={output.id: output.kind for output in component.outputs_of(params)},
        wired=frozenset(edges) | frozenset(repeats),
    )
