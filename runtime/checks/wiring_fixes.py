"""Fixes of wires: where an output that leads nowhere could lead, and wires that cannot stay."""

import re
from functools import cached_property
from typing import Final

from runtime.component import components
from runtime.wording import Wording

from .drawing import Drawing, Placed
from .failing_over import catch_all
from .fix import Connect, ConnectNew, Disconnect, Fix

_OUTPUT: Final = re.compile(r"[a-z0-9_]{1,32}(\.spent)?")
"""What an edge may come from; a row whose id is wrong is mended first."""


class WaysOut:
    """The places of a drawing that any output may end at: its hang-up, and the way after an error."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing

    def fixes(self, node: Placed, output: str) -> tuple[Fix, ...]:
        """The edges that could be drawn from this output without closing a circle."""
        if node.id in self._drawing.hang_up_lane or not _OUTPUT.fullmatch(output):
            return ()
        found = []
        if self._hang_up is None:
            kind = components()["hangup"]
            found.append(
                Fix(
                    "to_new_hang_up",
                    Wording(
                        f"Добавить «{kind.title.ru}» и провести туда",
                        f"Add a “{kind.title.en}” and lead it there",
                    ),
                    ConnectNew(node.id, output, kind.type),
                )
            )
        elif self._hang_up is not node:
            title = self._hang_up.title
            found.append(
                Fix(
                    "to_hang_up",
                    Wording(f"Провести в «{title}»", f"Lead it to “{title}”"),
                    Connect(node.id, output, self._hang_up.id),
                )
            )
        if self._after_error is not None and node.id not in self._drawing.error_lanes:
            title = self._after_error.title
            found.append(
                Fix(
                    "to_error_lane",
                    Wording(
                        f"Провести, как при ошибке, в «{title}»", f"Lead it to “{title}”, as after an error"
                    ),
                    Connect(node.id, output, self._after_error.id),
                )
            )
        return tuple(found)

    @cached_property
    def _hang_up(self) -> Placed | None:
        """The first hang-up along the flow."""
        found = self._drawing.of_type("hangup")
        return min(found, key=lambda node: self._drawing.order[node.id], default=None)

    @cached_property
    def _after_error(self) -> Placed | None:
        """What comes first in the lane for all errors."""
        lane = catch_all(self._drawing)
        target = lane.edges.get("next") if lane is not None else None
        return self._drawing.nodes[target] if target is not None else None


def removed(node: Placed, output: str) -> tuple[Fix, ...]:
    """The fix that takes a wire away."""
    return (Fix("remove_wire", Wording("Убрать переход", "Remove the wire"), Disconnect(node.id, output)),)
