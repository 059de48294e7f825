"""Nothing can be played or heard once the caller is gone."""

from collections.abc import Iterator

from runtime.wording import Wording

from .drawing import Drawing
from .issue import Issue


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Every node that needs the line and that a call can come to after hang-up."""
    for node in drawing.nodes.values():
        if node.uses_line and node.id in drawing.hang_up_lane:
            yield Issue(
                "media_after_hang_up",
                "error",
                Wording(
                    f"«{node.title}» нужен звонящий на линии, а сюда звонок приходит и после отбоя.",
                    f"“{node.title}” needs the caller on the line, but a call also comes here after hang-up.",
                ),
                Wording(
                    "Оставьте после отбоя только данные и сообщения: уберите переход сюда.",
                    "Leave only data and messages after hang-up: remove the wire that leads here.",
                ),
                node=node.id,
            )
