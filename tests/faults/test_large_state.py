"""A call that knows more than its line can hold: 60 KB of variables that do not compress."""

import random
import string
from datetime import UTC, datetime
from typing import Final

from lab.asterisk import Asterisk
from lab.drawing import drawing, say
from lab.interpreters import Interpreters, InterpreterSettings
from lab.phones import Phones
from lab.trace_log import path_of
from runtime import checkpoint
from runtime.call import Arrival, Call
from runtime.checkpoint import CAP_BYTES, Seal
from runtime.graph import compile_graph
from runtime.stores import Surroundings
from runtime.trace import Trace

TONES: Final = {"начало": 600, "жаль": 900, "прощание": 1000}
MENU: Final = {
    "prompt": say("начало"),
    "options": [{"id": "large", "keys": "1", "label": ""}, {"id": "small", "keys": "2", "label": ""}],
}


def _text(length: int, seed: int) -> str:
    signs = string.ascii_letters + string.digits
    return "".join(random.Random(seed).choices(signs, k=length))


VARIABLES: Final = {f"V{number}": _text(3000 + number, number) for number in range(20)}
SCENARIO: Final = drawing(
    [
        ("n1", "start", {}),
        (
            "n2",
            "assignment",
            {
                "operations": [
                    {"variable": name, "value": f"'{text}'"}
                    for name, text in (*VARIABLES.items(), ("S", "мало"))
                ]
            },
        ),
        ("n3", "voice_menu", MENU),
        ("n4", "assignment", {"operations": [{"variable": "ИТОГ", "value": "V19"}]}),
        ("n5", "assignment", {"operations": [{"variable": "ИТОГ", "value": "S"}]}),
        ("n6", "play", {"prompt": say("прощание")}),
        ("n7", "on_error", {"classes": ["resume_incomplete"]}),
        ("n8", "play", {"prompt": say("жаль")}),
    ],
    "n1.next > n2; n2.next > n3; n3.large > n4; n3.small > n5; n4.next > n6; n5.next > n6; n7.next > n8",
)


async def test_a_large_call_goes_on_without_a_fault(asterisk: Asterisk, phones: Phones) -> None:
    settings = InterpreterSettings(count=1, tones=TONES)
    async with Interpreters(asterisk, {"": SCENARIO}, settings) as one:
        call = await (await phones.caller()).call("84951234567")
        await call.wait_heard(600)
        await call.send_keys("1")
        await call.wait_heard(1000)
        trace = await one.trace()
    assert path_of(trace)[-2:] == [("n4", "next"), ("n6", "next")]


async def test_only_who_needs_a_lost_value_hears_of_it(asterisk: Asterisk, phones: Phones) -> None:
    async with Interpreters(asterisk, {"": SCENARIO}, InterpreterSettings(tones=TONES)) as two:
        needs, needs_not = [await (await phones.caller()).call("84951234567") for _ in range(2)]
        for call in (needs, needs_not):
            await call.wait_heard(600)
        await two.servers[0].kill()
        await needs_not.send_keys("2")
        await needs_not.wait_heard(1000)
        whole = await two.trace()
        await needs.send_keys("1")
        await needs.wait_heard(900)
        incomplete = await two.trace(2)
    assert path_of(whole)[-2:] == [("n5", "next"), ("n6", "next")]
    assert [event["variables"] for event in whole if event["kind"] == "set"][1:] == [{"ИТОГ": "мало"}]
    [failed] = [event for event in incomplete if event["kind"] == "failed"]
    assert (failed["class"], failed["node"]) == ("resume_incomplete", "n4")
    assert path_of(incomplete)[-3:] == [("n4", None), ("n7", "next"), ("n8", "next")]


def test_of_thousands_of_variables_as_many_as_fit_are_kept() -> None:
    graph = compile_graph(drawing([("n1", "start", {})], ""))
    surroundings = Surroundings()
    call = Call(Arrival("1.1"), graph, surroundings, datetime.now(UTC))
    call.trace = Trace("1.1", [], surroundings.clock, call.started_at)
    call.variables = {f"V{number}": _text(60, number) for number in range(5000)}
    seal = Seal(bytes(32))
    state = checkpoint.save(call, seal)
    saved = checkpoint.read(state, "1.1", seal)
    assert len(state) > CAP_BYTES * 0.9
    assert len(saved.variables) + len(saved.lost) == 5000
