"""The answering side as one thing to start and stop: FastAGI listener, AMI connection and call server."""

import gc
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from panoramisk.message import Message

from runtime.asterisk.agi import LOOPBACK, AgiListener, Network
from runtime.asterisk.ami import AmiClient
from runtime.asterisk.errors import AmiError
from runtime.asterisk.media import Media
from runtime.checkpoint import Seal
from runtime.live_call import ChannelPlace
from runtime.server import CallServer, CallServerSettings
from runtime.stores import ScenarioStore, Surroundings
from runtime.trace import Sink

_EVENTS: Final = ("Hangup", "BlindTransfer")
_OUR_CONTEXTS: Final = "callwright"
"""How the names of all contexts of our dialplan begin."""


@dataclass(frozen=True, slots=True)
class AmiAccount:
    """Where the PBX's manager interface is and how to log in."""

    host: str
    port: int
    user: str
    secret: str = field(repr=False)


class Answering:
    """Answers the calls of one Asterisk or several.

    Without an AMI account calls run all the same, but an operator's blind transfer looks like a hang-up, and
    queue names cannot be checked.
    """

    def __init__(
        self,
        settings: CallServerSettings,
        store: ScenarioStore,
        surroundings: Surroundings,
        *,
        media: Media,
        seal: Seal,
        sinks: Sequence[Sink],
        host: str,
        port: int,
        allowed: Sequence[Network] = (),
        ami: AmiAccount | None = None,
    ) -> None:
        """`allowed` are the networks FastAGI connections may come from; loopback when empty."""
        self.calls = CallServer(
            settings,
            store,
            surroundings,
            media=media,
            seal=seal,
            sinks=sinks,
            where_is=self._where_is,
        )
        self.listener = AgiListener(self.calls.handle, host=host, port=port, allowed=allowed or LOOPBACK)
        self.ami = (
            AmiClient(ami.host, ami.port, ami.user, ami.secret, on_event=self._hear, event_names=_EVENTS)
            if ami
            else None
        )

    async def start(self) -> None:
        """Open the port and begin to connect to AMI; OSError when the port is taken."""
        await self.listener.start()
        # What is loaded by now stays; looking through it for garbage would hold all calls up for 120 ms.
        gc.freeze()
        if self.ami is not None:
            self.ami.start()

    async def stop(self, drain_s: float) -> int:
        """Take no new calls, let the live ones finish for so long, hand over the rest, end everything; how
        many were handed over.
        """
        left = await self.calls.drain(drain_s)
        await self.calls.hand_over()
        await self.listener.stop()
        if self.ami is not None:
            await self.ami.close()
        gc.unfreeze()
        return left

    def _hear(self, event: Message) -> None:
        if event.event == "Hangup":
            self.calls.hung_up(str(event.uniqueid))
        elif event.event == "BlindTransfer":
            self.calls.taken_away(str(event.transfereeuniqueid))

    async def _where_is(self, call_id: str) -> ChannelPlace | None:
        """Where Asterisk has this channel; None when AMI cannot tell."""
        if self.ami is None:
            return None
        try:
            rows = await self.ami.action(
                "CoreShowChannels", list_end="CoreShowChannelsComplete", timeout_s=2.0
            )
        except AmiError:
            return None
        contexts = [str(row.context) for row in rows if str(row.uniqueid) == call_id]
        if not contexts:
            return "gone"
        return "ours" if contexts[0].startswith(_OUR_CONTEXTS) else "elsewhere"
