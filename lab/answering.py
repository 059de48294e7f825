"""An answering side in this very process, with scenarios from memory and tones for words: for tests that
listen.

Only storage and speech are stand-ins; listener, phone, interpreter and checkpoint are the product's own.
"""

import asyncio
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from lab.asterisk import AMI_SECRET, AMI_USER, Asterisk
from lab.trace_log import TraceLog, path_of
from runtime.answering import AmiAccount, Answering
from runtime.asterisk.media import MediaFile
from runtime.checkpoint import Seal
from runtime.graph import CompiledGraph, compile_graph
from runtime.names import DialRule, DialRules
from runtime.phone import Silence, Sound, Speech, Utterance
from runtime.server import CallServerSettings
from runtime.stores import Surroundings

__all__ = ["LabAnswering", "ScenariosInMemory", "TonesForWords", "lab_surroundings", "path_of"]

OTHER_WORDS_HZ: Final = 1400
"""What a text sounds like that no test gave a tone of its own."""
LAB_RULES: Final = (DialRule("8XXXXXXXXXX", "PJSIP/{number}@trunk"),)


def lab_surroundings() -> Surroundings:
    """The real clock, and dial rules that lead long numbers to the lab's trunk."""
    return Surroundings(dial_rules=DialRules.from_rows([(rule.pattern, rule.dial) for rule in LAB_RULES]))


class ScenariosInMemory:
    """Implements `runtime.stores.ScenarioStore`: numbers to graphs, and one main graph for all others."""

    def __init__(self) -> None:
        self.routes: dict[str, CompiledGraph] = {}
        self.main: CompiledGraph | None = None

    def graph_for(self, called: str, trunk: str) -> CompiledGraph | None:
        return self.routes.get(called, self.main)

    async def graph_by_hash(self, revision: str) -> CompiledGraph | None:
        graphs = [*self.routes.values(), *([self.main] if self.main else [])]
        return next((graph for graph in graphs if graph.revision == revision), None)


class TonesForWords:
    """Implements `runtime.asterisk.media.Media`: every text is a tone of one second (`tones`: text -> Hz).

    A sound named "missing" is known to nobody, one named "broken" is a file that Asterisk does not find.
    """

    def __init__(self, tone: Callable[[int, float], str], tones: Mapping[str, int]) -> None:
        """`tone` gives the path of a tone of so many Hz and seconds."""
        self._tone = tone
        self.tones = dict(tones)

    async def files_of(self, utterance: Utterance) -> tuple[MediaFile, ...]:
        match utterance:
            case Silence(seconds):
                return (MediaFile(self._tone(0, seconds), round(seconds * 1000)),)
            case Sound("missing", _):
                return ()
            case Sound("broken", _):
                return (MediaFile("/nowhere/broken", 1000),)
            case Sound(name, _):
                return (MediaFile(self._tone(int(name), 1.0), 1000),)
            case Speech(text, _):
                return (MediaFile(self._tone(self.tones.get(text, OTHER_WORDS_HZ), 1.0), 1000),)
        raise AssertionError(utterance)


class LabAnswering(TraceLog):
    """An `Answering` at `asterisk`, which sends it every new call while this runs.

    Its trace log tells what happened to the calls: `await trace(n)` is the whole trace of the n-th call that
    ended.
    """

    def __init__(self, asterisk: Asterisk, tones: Mapping[str, int] | None = None, **settings: Any) -> None:
        super().__init__()
        self._asterisk = asterisk
        self.scenarios = ScenariosInMemory()
        self.media = TonesForWords(asterisk.tone, tones or {})
        self.settings = CallServerSettings(
            name="lab", recordings=str(asterisk.spool / "recording"), **settings
        )
        self.surroundings = lab_surroundings()
        self.answering: Answering

    def publish(self, scenario: Path | dict[str, Any], *numbers: str) -> CompiledGraph:
        """Compile a scenario (a file or its document) and route these numbers to it; none: it is the main
        one.
        """
        document = json.loads(scenario.read_text()) if isinstance(scenario, Path) else scenario
        graph = compile_graph(document)
        for number in numbers:
            self.scenarios.routes[number] = graph
        if not numbers:
            self.scenarios.main = graph
        return graph

    async def __aenter__(self) -> Self:
        ami = AmiAccount("127.0.0.1", self._asterisk.ami_port, AMI_USER, AMI_SECRET)
        self.answering = Answering(
            self.settings,
            self.scenarios,
            self.surroundings,
            media=self.media,
            seal=Seal(os.urandom(32)),
            sinks=[self.keep],
            host="127.0.0.1",
            port=0,
            ami=ami,
        )
        await self.answering.start()
        await asyncio.to_thread(self._asterisk.set_servers, [f"127.0.0.1:{self.answering.listener.port}"])
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.answering.stop(0)
