"""Where a call goes by an output that leads nowhere: to a lane for errors, or to the apology."""

from typing import Final

from runtime.wording import Wording

from .drawing import SPENT, Drawing, Placed

_APOLOGY: Final = Wording(
    "звонящий услышит извинение, и звонок закончится", "the caller hears an apology and the call ends"
)
_BY_CLASS: Final = Wording(
    "звонок уйдёт в ветвь для такой ошибки, а если её нет, звонящий услышит извинение",
    "the call goes to the lane for such an error; without one the caller hears an apology",
)


def catch_all(drawing: Drawing) -> Placed | None:
    """The lane for all errors."""
    return _lane(drawing, "")


def where(drawing: Drawing, node: Placed, output: str) -> Wording:
    """What happens to the call. A failure inside a lane for errors starts no other one."""
    if node.id in drawing.error_lanes and node.id not in drawing.main_lane:
        return _APOLOGY
    # An error goes by what has failed; any other output by its being loose.
    known = {"error": ""}.get(output, "loop_limit" if output.endswith(SPENT) else "unwired")
    lane = catch_all(drawing) or (_lane(drawing, known) if known else None)
    if lane is not None:
        return Wording(f"звонок уйдёт в ветвь «{lane.title}»", f"the call goes to the lane “{lane.title}”")
    return _BY_CLASS if not known and drawing.of_type("on_error") else _APOLOGY


def _lane(drawing: Drawing, failure_class: str) -> Placed | None:
    """The lane that catches this class; "" stands for all."""
    for lane in drawing.of_type("on_error"):
        if lane.params is not None and failure_class in (lane.params.classes or [""]):
            return lane
    return None
