"""The answering side with this installation's store, prompts and history around it."""

import asyncio
import socket
from collections.abc import Callable, Mapping

from django.conf import settings

from runtime.answering import AmiAccount, Answering
from runtime.checkpoint import Seal
from runtime.server import CallServerSettings
from runtime.speech import SpeechStore
from scenarios.causes import CauseCount
from scenarios.history.answered import AnsweredHistory
from scenarios.history.reading import spool_root
from scenarios.live.answer_side import LiveEvents
from scenarios.pbx.reading import pbx_names_kept
from scenarios.prompts import PromptsByUrl
from scenarios.published import PublishedScenarios
from scenarios.shared_variables import SharedWrittenBehind
from scenarios.status import ANSWER, StatusFile
from scenarios.surroundings import surroundings


class InstallationAnswering:
    """Answers the calls of this installation: `open()` in a thread, then `run(stop)` in an event loop, then
    `close()`.
    """

    def __init__(self, seal_key: bytes) -> None:
        self._seal = Seal(seal_key)
        self._shared = SharedWrittenBehind()
        self._surroundings = surroundings(self._shared)
        self._scenarios = PublishedScenarios(self._surroundings, self._shared.learn)
        self._history = AnsweredHistory(spool_root(), self._surroundings.clock.now)
        self._live = LiveEvents(server_name(), self._surroundings.clock.now)
        self._causes = CauseCount()

    def open(self) -> None:
        """Read the store and begin to keep it current; DatabaseError when the database is away."""
        self._shared.start()
        self._scenarios.start()
        self._history.start()
        self._live.open()

    def close(self) -> None:
        """Store what is left to store."""
        self._scenarios.stop()
        self._shared.stop()
        self._history.stop()
        self._live.close()

    async def run(self, stop: asyncio.Event, began: Callable[[], None]) -> int:
        """Take calls until `stop` is set, let the live ones finish; how many had to be cut. `began` is called
        when the port is open.

        OSError when the FastAGI port is taken.
        """
        chosen = settings.CALLWRIGHT
        speech = SpeechStore(chosen.data)
        name = server_name()
        answering = Answering(
            CallServerSettings(
                name=name,
                recordings=chosen.recordings,
                trunk_sources=dict(chosen.trunk_sources),
            ),
            self._scenarios,
            self._surroundings,
            media=PromptsByUrl(speech, chosen.prompt_url),
            seal=self._seal,
            sinks=(self._history.sink, self._live.sink, self._causes.sink),
            host=chosen.agi_bind,
            port=chosen.agi_port,
            allowed=chosen.agi_allow,
            ami=ami_account(),
        )
        try:
            await answering.start()
            began()
            with StatusFile(f"{ANSWER}{chosen.agi_port}", lambda: self._figures(answering)):
                async with self._live.told():
                    async with pbx_names_kept(name, answering.ami):
                        await stop.wait()
                    return await answering.stop(chosen.drain_s)
        finally:
            await speech.close()

    def _figures(self, answering: Answering) -> Mapping[str, object]:
        """How it does, for the status file; asked from another thread."""
        ami = answering.ami
        return {
            "live": answering.calls.live,
            "is_draining": answering.calls.draining,
            "calls": dict(answering.calls.counters),
            "causes": dict(self._causes.counts),
            "agi": dict(answering.listener.counters),
            "ami": ami and ami.state,
            "is_ami_connected": ami and ami.connected,
            "live_events": self._live.figures(),
            "history": self._history.figures(),
        }


def server_name() -> str:
    """What this answering side is called among others: machine and FastAGI port."""
    return f"{socket.gethostname()}:{settings.CALLWRIGHT.agi_port}"


def ami_account() -> AmiAccount | None:
    """The AMI account of the settings, or None when no user is set."""
    chosen = settings.CALLWRIGHT
    if not chosen.ami_user:
        return None
    return AmiAccount(chosen.ami_host, chosen.ami_port, chosen.ami_user, chosen.ami_secret)
