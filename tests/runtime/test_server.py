"""What the server of calls does beside walking them."""

import gc
from collections.abc import Iterator, Sequence

import pytest

from lab.answering import ScenariosInMemory
from lab.drawing import drawing, say
from runtime.answering import Answering
from runtime.asterisk.media import MediaFile
from runtime.call import Call
from runtime.checkpoint import Seal
from runtime.graph import compile_graph
from runtime.phone import Utterance
from runtime.server import CallServerSettings
from runtime.stores import Surroundings
from runtime.trace import Event, Sink
from tests.faults.paper_line import PaperLine

SCENARIO = drawing(
    [
        ("n1", "start", {}),
        ("n2", "voice_menu", {"prompt": say("1"), "options": [{"id": "one", "keys": "1", "label": "1"}]}),
        ("n3", "stop", {}),
    ],
    "n1.next > n2; n2.one > n3",
)


class _Media:
    async def files_of(self, utterance: Utterance) -> tuple[MediaFile, ...]:
        return (MediaFile("beep", 500),)


def _answering(sinks: Sequence[Sink]) -> Answering:
    scenarios = ScenariosInMemory()
    scenarios.main = compile_graph(SCENARIO)
    settings = CallServerSettings("one")
    seal = Seal(bytes(32))
    return Answering(
        settings, scenarios, Surroundings(), media=_Media(), seal=seal, sinks=sinks, host="127.0.0.1", port=0
    )


@pytest.fixture
def no_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def _calls_in_memory() -> int:
    return sum(type(thing) is Call for thing in gc.get_objects())


async def test_the_garbage_collector_leaves_what_was_loaded_before_the_calls_alone() -> None:
    answering = _answering([])
    await answering.start()
    assert gc.get_freeze_count() > 0
    await answering.stop(1)
    assert gc.get_freeze_count() == 0


async def test_the_memory_of_a_call_is_free_as_soon_as_it_has_ended(no_collector: None) -> None:
    during: list[int] = []

    def count(event: Event) -> None:
        during.append(_calls_in_memory())

    answering = _answering([count])
    before = _calls_in_memory()
    await answering.start()
    # What other tests left behind is frozen now, and no longer in the collector's list.
    started = _calls_in_memory()
    line = PaperLine("1", {})
    await line.visit(answering.listener.port)
    await answering.stop(1)
    assert line.is_done
    assert during[0] == started + 1
    assert _calls_in_memory() == before
