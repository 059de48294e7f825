"""The variables of a scenario: declared or assigned, of what type, secret or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .drawing import Drawing, Placed

OF_ERROR_LANE: Final[Mapping[str, str]] = {"error": "object", "ошибка": "object"}
"""What the interpreter itself sets when a step fails."""


@dataclass(frozen=True, slots=True)
class Variables:
    """`types`: each variable that expressions may use, with its type; `assigned`: those that nodes assign."""

    types: Mapping[str, str]
    secrets: frozenset[str]
    assigned: frozenset[str]
    lasting: frozenset[str]
    """Assigned for longer than a call, so that an earlier call may have set them."""


def variables(drawing: Drawing) -> Variables:
    """What the drawing says of its variables; a declared type wins, two different assigned ones are "any"."""
    types: dict[str, str] = {}
    secrets = {name for name, declaration in drawing.declared.items() if declaration["secret"]}
    lasting: set[str] = set()
    for node in drawing.nodes.values():
        for assigned in node.assigns:
            known = types.setdefault(assigned.name, assigned.type)
            if known != assigned.type:
                types[assigned.name] = "any"
            if assigned.secret:
                secrets.add(assigned.name)
            if assigned.shared:
                lasting.add(assigned.name)
    names = frozenset(types)
    declared = {name: declaration["type"] for name, declaration in drawing.declared.items()}
    return Variables({**types, **declared, **OF_ERROR_LANE}, frozenset(secrets), names, frozenset(lasting))


def known_before(node: Placed, row: int) -> frozenset[str]:
    """What the node itself has assigned when it comes to this row of its parameters; -1: at its end.

    The rows of an assignment are carried out in order; the check of an input sees what was just put in.
    """
    own = node.assigns if row < 0 else node.assigns[:row]
    return frozenset(assigned.name for assigned in own)
