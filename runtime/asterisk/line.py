"""One caller's line: requests that survive the death of this process, with a dead-man switch, and their end.

A request is an MSet that keeps the call's state, clears the variables in which the answer will stand and arms
the dead-man switch, and then the application itself. The application leaves its answer in channel variables,
so whoever reads them later, this process or another, knows what happened without doing it again.
"""

import math
import time
from collections.abc import Mapping, Sequence
from typing import Final, NoReturn

from runtime.errors import CallMoved
from runtime.phone import HungUp

from .agi import AgiSession, Reply
from .errors import LineClosed
from .line_state import Assignment, set_commands, state_assignments
from .parting import Signs

QUICK_S: Final = 10.0
"""Deadline of commands that take no time of the caller's."""
_MARGIN_S: Final = 5.0


class AsteriskLine:
    """The AGI session of one call.

    `deadman_margin_s`: how long after the end of a request a silent server keeps the call. `resuming`: the
    first request was already made by the server before us.
    """

    def __init__(
        self,
        session: AgiSession,
        signs: Signs,
        *,
        deadman_margin_s: float,
        resuming: bool = False,
        request: int = 0,
        slot: str = "B",
    ) -> None:
        self._session = session
        self._signs = signs
        self._deadman_margin_s = deadman_margin_s
        self._state: bytes | None = None
        self._request = request
        self._slot = slot
        self._parted: HungUp | None = None
        self.resuming = resuming

    @staticmethod
    def clock_ms() -> float:
        """Milliseconds on a clock that never jumps."""
        return time.monotonic() * 1000

    def keep(self, state: bytes) -> None:
        """Write this state with the next request."""
        self._state = state
        self._request += 1

    async def request(
        self,
        *application: str,
        clears: Sequence[str] = (),
        sets: Mapping[str, str] | None = None,
        longest_s: float | None,
    ) -> Reply:
        """Run one application or AGI command as a request.

        `clears` and `sets` are channel variables written before it; `longest_s` is how long it may take the
        caller (None: as long as people talk, no dead-man switch). Raises HungUp or CallMoved when the line
        ends.
        """
        self.resuming = False
        deadman_s = 0 if longest_s is None else math.ceil(longest_s + self._deadman_margin_s)
        state: list[Assignment] = []
        if self._state is not None:
            # Never into the slot that the pointer names: whoever follows after half a write needs that one.
            self._slot = "A" if self._slot == "B" else "B"
            state = state_assignments(self._state, self._request, self._slot)
            self._state = None
        # The pointer to the new state and the clearing of the old answer belong together, at the end: else a
        # server that follows after half of it would do the request before this one again.
        assignments: list[Assignment] = [*state[:-1], *(sets or {}).items()]
        assignments += [(name, "") for name in clears]
        assignments += [("TIMEOUT(absolute)", str(deadman_s)), *state[-1:]]
        timeout_s = _FOREVER_S if longest_s is None else longest_s + _MARGIN_S
        try:
            replies = await self._session.commands(
                [*set_commands(assignments), application], timeout_s=timeout_s
            )
        except LineClosed:
            await self.gone()
        return replies[-1]

    async def command(self, *words: str, timeout_s: float = QUICK_S) -> Reply:
        """A further AGI command of the same request; raises as `request` does."""
        try:
            return await self._session.command(*words, timeout_s=timeout_s)
        except LineClosed:
            await self.gone()

    async def read(self, template: str) -> str:
        """The value of a constant template such as "${DIALSTATUS}"."""
        return (await self.command("GET", "FULL", "VARIABLE", template)).data

    async def gone(self, played_ms: int = 0) -> NoReturn:
        """The connection is closed: find out why and raise it."""
        if self._parted is None:
            parting = await self._signs.parting()
            if parting.kind == "moved":
                raise CallMoved
            by_operator = parting.kind == "taken_away"
            self._parted = HungUp(
                "operator" if by_operator else "caller",
                keys=parting.keys,
                played_ms=played_ms,
                talked=parting.talked,
                who=parting.who,
                talk_ms=parting.talk_ms,
                taken_away=by_operator,
            )
        raise self._parted

    async def finish(self, cause: int | None, *, sorry: bool = False) -> None:
        """The last word on this line: the scenario is done, the dialplan hangs up with `cause`."""
        # The dialplan speaks its own apology before it hangs up when CW_SORRY is set.
        ending = [
            ("CW_CAUSE", "" if cause is None else str(cause)),
            ("CW_SORRY", "1" if sorry else ""),
            ("CW_DONE", "1"),
        ]
        try:
            await self._session.commands(set_commands(ending), timeout_s=QUICK_S)
        except LineClosed:
            await self.gone()
        self._session.close()


_FOREVER_S: Final = 6 * 3600.0
"""Longer than any call is allowed to last."""
