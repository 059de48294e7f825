"""One check a file: each looks at a whole drawing and gives back what is wrong as data, in both languages."""

from collections.abc import Callable, Iterator
from typing import Final

from . import (
    assigned,
    cycles,
    dialling,
    duplicates,
    effort,
    expressions,
    hang_up_lane,
    kinds,
    lanes,
    length,
    lookalikes,
    main_output,
    named,
    parameters,
    quiet_loops,
    reachability,
    rows,
    secrets,
    unsaid,
    variable_names,
    wiring,
)
from .drawing import Drawing
from .issue import Issue

CHECKS: Final[tuple[Callable[[Drawing], Iterator[Issue]], ...]] = (
    lanes.issues,
    kinds.issues,
    parameters.issues,
    rows.issues,
    unsaid.issues,
    wiring.issues,
    main_output.issues,
    cycles.issues,
    length.issues,
    reachability.issues,
    hang_up_lane.issues,
    quiet_loops.issues,
    variable_names.issues,
    expressions.issues,
    assigned.issues,
    lookalikes.issues,
    secrets.issues,
    duplicates.issues,
    named.issues,
    dialling.issues,
    effort.issues,
)
