"""What became of a call whose AGI connection closed: a closed socket alone does not say.

The caller may have hung up; an operator may have moved the call elsewhere; the dead-man switch or a cut
connection may have led it to another session, here or on another server. Whoever listens for the signs
(`runtime.server`) answers through the port below.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from .agi import AgiSession
from .causes import dial_result

RESULTS: Final = (
    "${READSTATUS}|${CW_KEYS}|${DIALSTATUS}|${FILTER(0-9,${HANGUPCAUSE})}|${FILTER(0-9,${ANSWEREDTIME})}"
    "|${DIALEDPEERNAME}|${MEMBERINTERFACE}|${TRANSFERSTATUS}"
)
"""What the hang-up handler's session reads of the interrupted request: one constant template."""
_READ_TIMEOUT_S: Final = 2.0
_KEYS: Final = re.compile(r"[0-9A-D*#]{0,256}")

PartingKind = Literal["hung_up", "moved", "taken_away"]


@dataclass(frozen=True, slots=True)
class Parting:
    """How a session ended. `keys` were pressed before; `talked`: the caller had been connected to a
    person, `who` (a channel or a queue member's interface), for `talk_ms`.
    """

    kind: PartingKind
    keys: str = ""
    talked: bool = False
    who: str = ""
    talk_ms: int = 0


class Signs(Protocol):
    """Knows how a line ended, from the hang-up handler, from AMI, or because no sign came in time."""

    async def parting(self) -> Parting:
        """Waits for the first sign, two seconds at most."""


async def confirm(session: AgiSession) -> None:
    """Tell the hang-up handler that no other server needs to hear of this end."""
    await session.command("SET", "VARIABLE", "CW_HEARD", "1", timeout_s=_READ_TIMEOUT_S)


async def read_parting(session: AgiSession) -> Parting:
    """The parting of a caller who hung up, read in the hang-up handler's own session."""
    reply = await session.command("GET", "FULL", "VARIABLE", RESULTS, timeout_s=_READ_TIMEOUT_S)
    fields = reply.data.split("|")
    if len(fields) != RESULTS.count("|") + 1:
        return Parting("hung_up")
    read_status, keys, dial_status, cause, talk_s, peer, member, transfer_status = fields
    heard = keys if read_status and _KEYS.fullmatch(keys) else ""
    talked = dial_result(dial_status, int(cause or 0)) == "answered" or bool(member)
    talked = talked or transfer_status == "SUCCESS"
    if not talked:
        return Parting("hung_up", keys=heard)
    # The end of a channel's name, "-0000001a", is of no use to people.
    who = member or peer.rpartition("-")[0]
    return Parting("hung_up", keys=heard, talked=True, who=who, talk_ms=int(talk_s or 0) * 1000)
