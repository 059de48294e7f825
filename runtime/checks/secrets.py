"""A secret variable in a text that people read: notifications, logs, addresses."""

from collections.abc import Iterator

from runtime.wording import Wording

from .drawing import Drawing
from .issue import Issue
from .variables import variables


def issues(drawing: Drawing) -> Iterator[Issue]:
    """Every use of a secret variable in a parameter that its component shows to others than the caller."""
    secret = variables(drawing).secrets
    if not secret:
        return
    for node in drawing.nodes.values():
        for leaf in node.leaves:
            if node.kind is None or leaf.param.split(".")[0] not in node.kind.shown:
                continue
            for expression, offset in leaf.expressions():
                for name, at in expression.names:
                    if name in secret:
                        yield Issue(
                            "secret_shown",
                            "error",
                            Wording(
                                f"«{node.title}»: секретную переменную «{name}» увидят посторонние.",
                                f"“{node.title}”: others would read the secret variable “{name}”.",
                            ),
                            Wording(
                                "Уберите её из текста или снимите с неё пометку «секрет».",
                                "Take it out of the text, or stop marking it as secret.",
                            ),
                            node=node.id,
                            param=leaf.param,
                            offset=offset + at,
                        )
