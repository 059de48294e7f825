"""Which texts of a scenario are known before anybody calls."""

import dataclasses
from collections.abc import Iterator
from typing import Any

from runtime.expressions import Template
from runtime.graph import CompiledGraph
from runtime.interpreter import apology
from runtime.phone import Speech
from runtime.saying import fixed_parts, fixed_speech


def static_texts(graph: CompiledGraph) -> list[Speech]:
    """What publishing has to render, each once, in the order of the nodes: texts without holes, the fixed
    parts of those with holes, and the apology of the built-in fallback.
    """
    found: dict[Speech, None] = {}
    for node in graph.nodes.values():
        for template in _spoken_templates(node.params):
            speech = fixed_speech(fixed_parts(template), graph.language)
            if speech is not None:
                found[speech] = None
    return [*found, *(speech for speech in apology(graph.language) if speech not in found)]


def _spoken_templates(params: Any) -> Iterator[Template]:
    """The texts of every prompt inside a node's parameters (frozen twins, however deep)."""
    if isinstance(params, tuple):
        for item in params:
            yield from _spoken_templates(item)
    elif isinstance(params, dict):
        yield from _spoken_templates(tuple(params.values()))
    elif dataclasses.is_dataclass(params) and not isinstance(params, type):
        if getattr(params, "kind", "") == "text" and isinstance(
            text := getattr(params, "text", None), Template
        ):
            yield text
            return
        for field in dataclasses.fields(params):
            yield from _spoken_templates(getattr(params, field.name))
