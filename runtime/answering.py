"""The answering side as one thing to start and stop: FastAGI listener, AMI connection and call server."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from panoramisk.message import Message

from runtime.asterisk.agi import LOOPBACK, AgiListener, Network
from runtime.asterisk.ami import AmiClient
from runtime.asterisk.errors import AmiError
from runtime.asterisk.media import Media
from runtime.checkpoint import Seal
from runtime.server import CallServer, CallServerSettings
from runtime.stores import ScenarioStore, Surroundings
from runtime.trace import Sink

_EVENTS: Final = ("Hangup", "BlindTransfer")


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
            channel_lives=self._channel_lives,
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
        if self.ami is not None:
            self.ami.start()

    async def stop(self, drain_s: float) -> int:
        """Take no new calls, let the live ones finish for so long, end everything; how many had to be cut."""
        self.calls.draining = True
        left = await self.calls.drain(drain_s)
        await self.listener.stop()
        if self.ami is not None:
            await self.ami.close()
        return left

    def _hear(self, event: Message) -> None:
        if event.event == "Hangup":
            self.calls.hung_up(str(event.uniqueid))
        elif event.event == "BlindTransfer":
            self.calls.taken_away(str(event.transfereeuniqueid))

    async def _channel_lives(self, call_id: str) -> bool | None:
        """Whether Asterisk still has this channel; None when AMI cannot tell."""
        if self.ami is None:
            return None
        try:
            rows = await self.ami.action(
                "CoreShowChannels", list_end="CoreShowChannelsComplete", timeout_s=2.0
            )
        except AmiError:
            return None
        return any(str(row.uniqueid) == call_id for row in rows if row.event == "CoreShowChannel")
