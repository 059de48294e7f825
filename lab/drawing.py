"""Scenarios in a few words, for tests and benches: nodes as tuples, edges as "n1.next > n2"."""

from collections.abc import Mapping, Sequence
from typing import Any

Document = dict[str, Any]
Node = tuple[str, str, Mapping[str, Any]]


def drawing(
    nodes: Sequence[Node],
    edges: str,
    *,
    repeats: str = "",
    variables: Mapping[str, Any] | None = None,
    name: str = "проба",
) -> Document:
    """A stored scenario. `edges`: one "source.output > target" a line; `repeats` the same with "x3" at the
    end.
    """
    return {
        "directed": True,
        "multigraph": True,
        "graph": {
            "format": 1,
            "name": name,
            "language": "ru",
            "variables": dict(variables or {}),
            "repeats": [
                {**_edge(line.rpartition("x")[0]), "limit": int(line.rpartition("x")[2])}
                for line in _lines(repeats)
            ],
        },
        "nodes": [
            {
                "id": node_id,
                "type": kind,
                "title": node_id,
                "params": dict(params),
                "position": [280 * place, 0],
            }
            for place, (node_id, kind, params) in enumerate(nodes)
        ],
        "edges": [_edge(line) for line in _lines(edges)],
    }


def say(text: str) -> list[dict[str, str]]:
    """A prompt of one text."""
    return [{"text": text}]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.replace(";", "\n").splitlines() if line.strip()]


def _edge(line: str) -> dict[str, str]:
    """ "n1.back.spent > n2" as a stored edge; the node's id ends at the first dot."""
    start, _, target = line.partition(">")
    source, _, key = start.strip().partition(".")
    return {"source": source, "target": target.strip(), "key": key}
