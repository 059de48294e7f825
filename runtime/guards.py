"""The last walls: no call walks for ever, whatever its drawing says (design, section 3: the proven bound)."""

from typing import Final

from runtime.call import Call
from runtime.errors import Failure
from runtime.graph import MAX_STEPS
from runtime.wording import Wording

MAX_QUIET_STEPS: Final = 200
"""Steps in a row without a second of media, a key or a wait."""
MAX_AGE_S: Final = 4 * 3600

_TOO_MANY: Final = Wording(
    f"больше {MAX_STEPS} шагов в одном звонке", f"more than {MAX_STEPS} steps in one call"
)
_TOO_QUIET: Final = Wording(
    f"{MAX_QUIET_STEPS} шагов, за которые звонящий ничего не услышал и не сделал",
    f"{MAX_QUIET_STEPS} steps in which the caller heard and did nothing",
)
_TOO_OLD: Final = Wording("звонок длится больше 4 часов", "the call is older than 4 hours")


class OutOfBounds(Failure):
    """A guard stopped the call; the node did not run, so its own error output is not asked."""

    def __init__(self, text: Wording) -> None:
        super().__init__("internal", text)


def guard(call: Call) -> None:
    """Raise OutOfBounds when the call has gone on too long; the error lane gets a few steps of its own."""
    position = call.position
    in_main = position.lane == "main"
    if position.steps > MAX_STEPS + (0 if in_main else MAX_QUIET_STEPS):
        raise OutOfBounds(_TOO_MANY)
    if position.quiet_steps > MAX_QUIET_STEPS:
        raise OutOfBounds(_TOO_QUIET)
    if in_main and call.trace.elapsed_s() > MAX_AGE_S:
        raise OutOfBounds(_TOO_OLD)
