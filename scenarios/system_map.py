"""What calls can come to in the whole installation: numbers, scenarios, and what the scenarios name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from runtime.checks.drawing import Drawing
from runtime.checks.values import Leaf
from runtime.errors import Failure
from runtime.expressions import Template
from runtime.names import DialRules, NameKind
from runtime.reading import read_document
from scenarios.arrival import of_the_rest
from scenarios.models import Route, Scenario
from scenarios.names import StoredNames
from scenarios.revisions import checked_here, current_document
from scenarios.routes import exactness

_KINDS: Final[tuple[NameKind, ...]] = ("scenario", "queue", "phone", "box")
_Known = Mapping[NameKind, frozenset[str] | None]


@dataclass(frozen=True, slots=True)
class Target:
    """What a scenario names, at the first of its nodes that does.

    `is_missing`: there is none of this name here, or no dial rule allows the number. `is_computed`: the name
    is an expression, so only a call can tell.
    """

    kind: NameKind
    name: str
    node: str
    is_missing: bool
    is_computed: bool


@dataclass(frozen=True, slots=True)
class MappedScenario:
    """A scenario with what leads into it and what it leads to, as calls find it; unpublished, as drawn."""

    scenario: Scenario
    routes: tuple[Route, ...]
    takes_rest: bool
    """It is the main one, and no route for any number leads past it."""
    targets: tuple[Target, ...]
    errors: int


def mapped(scenarios: Iterable[Scenario]) -> list[MappedScenario]:
    """These scenarios in the order given."""
    names = StoredNames()
    rules = names.dial_rules()
    known = {kind: names.known(kind) for kind in _KINDS}
    rest = of_the_rest().scenario
    found = []
    for scenario in scenarios:
        document = current_document(scenario)
        checked = checked_here(document, names)
        sound = read_document(document).sound
        drawing = None if sound is None else Drawing(sound, names, settings.CALLWRIGHT.region)
        found.append(
            MappedScenario(
                scenario,
                tuple(sorted(scenario.routes.all(), key=exactness)),
                scenario.is_main and scenario.name == rest,
                tuple(_targets(drawing, known, rules)) if drawing is not None else (),
                sum(issue.severity == "error" for issue in checked.issues),
            )
        )
    return found


def _targets(drawing: Drawing, known: _Known, rules: DialRules) -> Iterator[Target]:
    """Each name once."""
    seen: set[tuple[NameKind, str]] = set()
    for node in drawing.nodes.values():
        for leaf in node.leaves:
            kind = next((kind for kind in _KINDS if kind == leaf.widget), None)
            name = "" if kind is None else _source(leaf)
            if kind is None or not name or (kind, name) in seen:
                continue
            seen.add((kind, name))
            is_computed = leaf.text() is None
            yield Target(
                kind, name, node.id, not is_computed and _is_missing(kind, name, known, rules), is_computed
            )


def _source(leaf: Leaf) -> str:
    """The name, or the text that gives it."""
    value = leaf.value
    return value.source if isinstance(value, Template) else leaf.text() or ""


def _is_missing(kind: NameKind, name: str, known: _Known, rules: DialRules) -> bool:
    if kind == "phone":
        try:
            rules.dial_string(name)
        except Failure:
            return True
    there = known[kind]
    return there is not None and name not in there
