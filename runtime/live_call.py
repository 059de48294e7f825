"""A call that runs on this server, and how it learns why its connection to Asterisk has closed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Literal

from runtime.asterisk.agi import AgiSession
from runtime.asterisk.parting import Parting, PartingKind

SIGN_WITHIN_S: Final = 2.0
ChannelPlace = Literal["gone", "ours", "elsewhere"]
"""Where a channel is: nowhere any more, in our dialplan, or where somebody else has led it."""
WhereIs = Callable[[str], Awaitable[ChannelPlace | None]]
"""Asks for a channel by its unique id; None when nobody can tell."""

# A channel that is still in our dialplan is on its way to a server or there already: the dead-man switch or a
# cut connection made it go on.
_PARTINGS: Final[dict[ChannelPlace | None, PartingKind]] = {
    "ours": "moved",
    "elsewhere": "taken_away",
    "gone": "hung_up",
    None: "hung_up",
}


class LiveCall:
    """One call of this server. Implements `runtime.asterisk.parting.Signs`."""

    def __init__(self, call_id: str, session: AgiSession, where_is: WhereIs) -> None:
        self.call_id = call_id
        self.stopped = asyncio.Event()
        self._session = session
        self._where_is = where_is
        self._sign: asyncio.Future[Parting] = asyncio.get_running_loop().create_future()

    def tell(self, parting: Parting) -> None:
        """A sign has come; the first one counts."""
        if not self._sign.done():
            self._sign.set_result(parting)

    def let_go(self) -> None:
        """Another server is to go on with this call."""
        self.tell(Parting("moved"))
        self._session.close()

    async def parting(self) -> Parting:
        """The first sign, or what is most likely when none comes in two seconds."""
        try:
            return await asyncio.wait_for(asyncio.shield(self._sign), SIGN_WITHIN_S)
        except TimeoutError:
            return Parting(_PARTINGS[await self._where_is(self.call_id)])
