"""The sound part of a stored scenario: what networkx can read without repairing it."""

from collections.abc import Iterator
from typing import Any, Literal, get_args

from runtime.graph import Document
from runtime.wording import Wording

from .fix import Fix
from .issue import Issue
from .mistakes import Mistake
from .node_titles import title_of
from .wiring_fixes import removed

VariableType = Literal["text", "number", "date", "duration", "yes_no", "list", "object", "any"]


class Sieve:
    """Keeps what networkx can read without repairing it, and says why the rest was left out."""

    def __init__(self, document: Document, wrong: tuple[Mistake, ...]) -> None:
        self._document = document
        self._unusable = {place for mistake in wrong if (place := _unusable_place(mistake)) is not None}
        self._issues: list[Issue] = []
        self._language = str(document["graph"].get("language") or "ru")
        self._titles: dict[str, str] = {}
        """Of every node that has an id, sound or not."""

    def sift(self) -> tuple[Document, list[Issue]]:
        """The sound part of the document, and the issues of what stands between its parts."""
        for node in items(self._document, "nodes"):
            if isinstance(node, dict) and isinstance(node.get("id"), str):
                self._titles.setdefault(node["id"], title_of(node, self._language))
        nodes = list(self._nodes())
        ids = {node["id"] for node in nodes}
        taken: set[tuple[str, str]] = set()
        edges, repeats = (
            [
                wire
                for place, wire in self._wires(*path)
                if self._fits(place, wire, taken) and {wire["source"], wire["target"]} <= ids
            ]
            for path in (("edges",), ("graph", "repeats"))
        )
        settings = self._document["graph"]
        graph = {
            "name": settings.get("name", ""),
            "language": self._language,
            "variables": _declarations(settings.get("variables")),
            "repeats": repeats,
        }
        sound = {"directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "edges": edges}
        return sound, self._issues

    def _nodes(self) -> Iterator[dict[str, Any]]:
        seen: set[str] = set()
        for index, node in enumerate(items(self._document, "nodes")):
            if ("nodes", index) in self._unusable:
                continue
            if node["id"] in seen:
                first, second = self._titles[node["id"]], title_of(node, self._language)
                self._report(
                    "duplicate_id",
                    Wording(
                        f"У узлов «{first}» и «{second}» один и тот же id.",
                        f"The nodes “{first}” and “{second}” have the same id.",
                    ),
                    Wording("Дайте второму другой id.", "Give the second one another id."),
                    param=f"nodes.{index}.id",
                )
                continue
            seen.add(node["id"])
            yield node

    def _wires(self, *path: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for index, wire in enumerate(items(self._document, *path)):
            if (*path, index) not in self._unusable:
                yield ".".join([*path, str(index)]), wire

    def _fits(self, place: str, wire: dict[str, Any], taken: set[tuple[str, str]]) -> bool:
        """Whether networkx may read this edge or repeat as it is."""
        source, output = wire["source"], wire["key"]
        missing = next((end for end in ("source", "target") if wire[end] not in self._titles), None)
        if missing is not None:
            self._report(
                "dangling_edge",
                self._dangling(wire),
                Wording("Удалите переход или укажите другой узел.", "Remove the wire or name another node."),
                param=f"{place}.{missing}",
                # A wire from nowhere is not drawn, and no output has it: nobody could take it away by hand.
                fixes=removed(source, output) if missing == "source" else (),
            )
            return False
        if (source, output) in taken:
            title, target = self._titles[source], self._titles[wire["target"]]
            self._report(
                "doubled_output",
                Wording(
                    f"«{title}»: из одного выхода ведут два перехода, второй в «{target}».",
                    f"“{title}”: two wires leave one output, the second one to “{target}”.",
                ),
                Wording("Оставьте один: либо переход, либо повтор.", "Keep one: either a wire or a repeat."),
                node=source,
                output=output,
            )
            return False
        taken.add((source, output))
        return True

    def _dangling(self, wire: dict[str, Any]) -> Wording:
        source, target = self._titles.get(wire["source"]), self._titles.get(wire["target"])
        if source is not None:
            return Wording(
                f"«{source}»: переход ведёт в узел, которого нет.",
                f"“{source}”: a wire leads to a node that does not exist.",
            )
        if target is not None:
            return Wording(
                f"В «{target}» ведёт переход из узла, которого нет.",
                f"A wire to “{target}” comes from a node that does not exist.",
            )
        return Wording("Переход соединяет узлы, которых нет.", "A wire joins nodes that do not exist.")

    def _report(
        self,
        code: str,
        message: Wording,
        fix: Wording,
        *,
        node: str | None = None,
        output: str | None = None,
        param: str | None = None,
        fixes: tuple[Fix, ...] = (),
    ) -> None:
        self._issues.append(Issue(code, "error", message, fix, node, output, param, fixes=fixes))


def items(document: Document, *path: str) -> list[Any]:
    """The list at this path, [] when there is none."""
    value: Any = document
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, list) else []


def _unusable_place(mistake: Mistake) -> tuple[str | int, ...] | None:
    """The node, edge or repeat that cannot be used at all because of this mistake."""
    if mistake.kind == "unknown":
        return None
    match mistake.path:
        case ("nodes", int(), *rest) if rest in ([], ["id"], ["type"], ["params"]):
            return mistake.path[:2]
        case ("edges", int(), *_):
            return mistake.path[:2]
        case ("graph", "repeats", int(), *_):
            return mistake.path[:3]
    return None


def _declarations(stored: object) -> dict[str, Any]:
    """Every declared variable; one whose declaration cannot be read may be anything."""
    if not isinstance(stored, dict):
        return {}
    return {name: _declaration(declaration) for name, declaration in stored.items()}


def _declaration(stored: object) -> dict[str, Any]:
    kind = stored.get("type") if isinstance(stored, dict) else None
    secret = stored.get("secret") if isinstance(stored, dict) else None
    return {"type": kind if kind in get_args(VariableType) else "any", "secret": secret is True}
