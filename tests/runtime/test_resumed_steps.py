"""A step that another server goes on with asks for exactly what the first server asked for."""

from datetime import UTC, datetime
from typing import Any

import pytest

from runtime.call import Arrival, Call
from runtime.component import components
from runtime.fields import frozen_twin
from runtime.graph import CompiledGraph
from runtime.phone import Dialled, DialRequest, Played, Queued, QueueRequest, Recorded, RecordRequest
from runtime.stores import Surroundings


class Asked:
    """A handset that remembers what it was asked and answers at once."""

    def __init__(self, call: Call, recorded: Recorded) -> None:
        self._call = call
        self._recorded = recorded
        self.requests: list[object] = []

    def _ask(self, request: object) -> None:
        self._call.position.request += 1
        self.requests.append(request)

    async def play(self, prompt: object, break_keys: str) -> Played:
        self._ask("greeting")
        return Played(1000, True)

    async def dial(self, request: DialRequest) -> Dialled:
        self._ask(request)
        return Dialled("answered")

    async def queue(self, request: QueueRequest) -> Queued:
        self._ask(request)
        return Queued("completed")

    async def record(self, request: RecordRequest, *, box: str) -> Recorded:
        self._ask(request)
        return self._recorded


async def step(
    kind: str,
    params: dict[str, Any],
    *,
    variables: dict[str, object] | None = None,
    before: Call | None = None,
    recorded: Recorded | None = None,
) -> tuple[Call, list[object], str | None]:
    """Do one step; `before` is the call whose interrupted request is made again."""
    graph = CompiledGraph("probe", "ru", "0", "n1", {})
    call = Call(Arrival("PBX-1/17.5"), graph, Surroundings(), datetime(2026, 11, 23, tzinfo=UTC))
    call.variables = dict(variables or {})
    if before is not None:
        call.position.progress = dict(before.position.progress)
        call.position.request = before.position.request - 1
    asked = Asked(call, recorded or Recorded("message.wav", 5000, "key"))
    call.phone = asked  # type: ignore[assignment]
    component = components()[kind]
    output = await component.run(call, frozen_twin(component.Params.model_validate(params)))
    return call, asked.requests, output


@pytest.mark.parametrize(
    ("kind", "params"),
    [
        ("transfer", {"targets": ["{{ EXT }}", "102"]}),
        ("queue", {"queue": "support", "priority": "int(EXT)"}),
    ],
)
async def test_what_was_computed_before_the_request_is_kept_with_it(kind: str, params: dict[str, Any]):
    first, asked, _ = await step(kind, params, variables={"EXT": "101"})
    _, asked_again, _ = await step(kind, params, variables={"EXT": "205"}, before=first)
    assert asked_again == asked


async def test_a_message_goes_on_under_its_name_and_without_a_second_greeting():
    params = {"box": "reception", "greeting": [{"text": "Говорите"}]}
    first, asked, _ = await step("voicemail", params)
    _, asked_again, _ = await step("voicemail", params, before=first)
    assert asked[0] == "greeting"
    assert asked_again == asked[1:]


async def test_the_name_of_a_message_has_safe_signs_only_and_tells_call_and_request():
    _, asked, _ = await step("voicemail", {"box": "reception"})
    [_, request] = asked
    assert isinstance(request, RecordRequest)
    assert request.name == "message-PBX-1-17.5-2.wav"


@pytest.mark.parametrize(
    ("recorded", "wanted"),
    [
        (Recorded("m.wav", 1000, "key"), "left"),
        (Recorded("m.wav", 999, "key"), "not_left"),
        (Recorded("m.wav", 120_000, "timeout"), "left"),
        (Recorded("m.wav", 6000, "silence"), "left"),
        (Recorded("m.wav", 5400, "silence"), "not_left"),
        (Recorded("m.wav", 0, "silence"), "left"),
        (Recorded("", 0, "key"), "not_left"),
        (Recorded("m.wav", 300, "operator"), "operator"),
    ],
)
async def test_a_message_counts_as_left_when_a_second_of_it_is_no_silence(recorded: Recorded, wanted: str):
    _, _, output = await step("voicemail", {"box": "reception", "silence_s": 5}, recorded=recorded)
    assert output == wanted
