"""Repeats that go round without a moment for the caller: nothing played, heard or waited for."""

from collections.abc import Iterator

from runtime.wording import Wording

from .drawing import Drawing
from .issue import Issue


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Every repeat that closes a way round on which no node takes time on the line."""
    import networkx

    quiet = {node.id for node in drawing.nodes.values() if node.kind is not None and not node.waits}
    if not any(node.repeats for node in drawing.nodes.values()):
        return
    ways = networkx.DiGraph()
    ways.add_edges_from(
        (node, target) for node in quiet for _, target in drawing.nodes[node].ways() if target in quiet
    )
    together = {}
    for number, group in enumerate(networkx.strongly_connected_components(ways)):
        together.update(dict.fromkeys(group, number))
    for source in quiet:
        node = drawing.nodes[source]
        for output, repeat in node.repeats.items():
            if repeat.target in together and together[repeat.target] == together[source]:
                target = drawing.nodes[repeat.target].title
                yield Issue(
                    "quiet_loop",
                    "warning",
                    Wording(
                        f"Повтор из «{node.title}» в «{target}» идёт по кругу без участия звонящего.",
                        f"The repeat from “{node.title}” to “{target}” goes round without the caller.",
                    ),
                    Wording(
                        "Поставьте на этом пути проигрывание, ввод или задержку.",
                        "Place something played, heard or waited for on this way.",
                    ),
                    node=node.id,
                    output=output,
                )
