"""Fixes of wires: where an output that leads nowhere could lead, and wires that cannot stay."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from runtime.component import ERROR, Output, components
from runtime.wording import Wording

from .drawing import Drawing, Placed
from .failing_over import catch_all
from .fix import AddLane, Connect, ConnectNew, Disconnect, Fix

_OUTPUT: Final = re.compile(r"[a-z0-9_]{1,32}(\.spent)?")
"""What an edge may come from; a row whose id is wrong is mended first."""


class WaysOut:
    """The places of a drawing that any output may end at: its hang-up, and the way after an error."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing

    def fixes(self, node: Placed, output: Output) -> tuple[Fix, ...]:
        """The edges that could be drawn from this output without closing a circle; for an error that nothing
        takes, a lane.
        """
        if node.id in self._drawing.hang_up_lane or not _OUTPUT.fullmatch(output.id):
            return ()
        found = (self._to_hang_up(node, output.id), *self._after_an_error(node, output))
        # What fails is seldom meant to end as what went well does.
        ordered = reversed(found) if output.id == ERROR.id else found
        return tuple(fix for fix in ordered if fix is not None)

    def _to_hang_up(self, node: Placed, output: str) -> Fix | None:
        if self._hang_up is None:
            kind = components()["hangup"]
            return Fix(
                "to_new_hang_up",
                Wording(
                    f"Добавить «{kind.title.ru}» и провести туда",
                    f"Add a “{kind.title.en}” and lead it there",
                ),
                ConnectNew(node.id, output, kind.type),
            )
        if self._hang_up is node:
            return None
        title = self._hang_up.title
        return Fix(
            "to_hang_up",
            Wording(f"Провести в «{title}»", f"Lead it to “{title}”"),
            Connect(node.id, output, self._hang_up.id),
        )

    def _after_an_error(self, node: Placed, output: Output) -> Iterator[Fix]:
        if node.id in self._drawing.error_lanes:
            return
        if self._after_error is not None:
            title = self._after_error.title
            yield Fix(
                "to_error_lane",
                Wording(f"Провести в «{title}», куда ведут ошибки", f"Lead it to “{title}”, where errors go"),
                Connect(node.id, output.id, self._after_error.id),
            )
        elif output.id == ERROR.id and output.unwired is None and catch_all(self._drawing) is None:
            kind = components()["on_error"]
            yield Fix(
                "new_error_lane",
                Wording(
                    f"Добавить ветвь «{kind.title.ru}» для всех ошибок",
                    f"Add a lane “{kind.title.en}” for all errors",
                ),
                AddLane(kind.type),
            )

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


def removed(source: str, output: str) -> tuple[Fix, ...]:
    """The fix that takes a wire away; its node need not be there."""
    return (Fix("remove_wire", Wording("Убрать переход", "Remove the wire"), Disconnect(source, output)),)
