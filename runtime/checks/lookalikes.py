"""Variables whose names look alike: CALLEDID beside CALLED ID, a Latin letter in a Russian word."""

from collections.abc import Iterator
from typing import Final

from runtime.wording import Wording

from .drawing import Drawing
from .fix import Fix, RenameVariable
from .issue import Issue

_TWINS: Final = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ", " _-\t")
"""Latin capitals to the Cyrillic ones that look the same; what people leave out is left out."""


def issues(drawing: Drawing) -> Iterator[Issue]:
    """A warning for each name that looks like one met before it, at the node that assigns it."""
    first: dict[str, str] = {}
    told: set[str] = set()
    for name, node in _names(drawing):
        before = first.setdefault(name.upper().translate(_TWINS), name)
        if before == name or name in told:
            continue
        told.add(name)
        title = drawing.nodes[node].title if node is not None else ""
        shown = Wording(f"«{title}»: ", f"“{title}”: ") if node is not None else Wording("", "")
        yield Issue(
            "look_alike_names",
            "warning",
            Wording(
                f"{shown.ru}имена «{name}» и «{before}» похожи, но это разные переменные.",
                f"{shown.en}“{name}” and “{before}” look alike, but are two variables.",
            ),
            Wording(
                "Если переменная одна, пишите её имя одинаково; если их две, переименуйте одну.",
                "If they are one, write the name the same everywhere; if they are two, rename one.",
            ),
            node=node,
            fixes=(
                Fix(
                    "one_name",
                    Wording(f"Писать везде «{before}»", f"Write “{before}” everywhere"),
                    RenameVariable(name, before),
                ),
            ),
        )


def _names(drawing: Drawing) -> Iterator[tuple[str, str | None]]:
    """(name, node) of every variable declared or assigned, nodes in their order in the flow."""
    for name in drawing.declared:
        yield name, None
    for node in sorted(drawing.nodes.values(), key=lambda node: drawing.order[node.id]):
        for assigned in node.assigns:
            yield assigned.name, node.id
