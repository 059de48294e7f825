"""Calls with no Asterisk, walked by the same interpreter in virtual time.

The state of the call is kept and read back before each request, so that every simulated call is also a test
of its persistence.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from runtime import interpreter
from runtime.call import Arrival, Call
from runtime.checkpoint import Seal
from runtime.clock import VirtualClock
from runtime.graph import CompiledGraph
from runtime.handset import Handset
from runtime.interpreter import Ending
from runtime.stores import Surroundings
from runtime.trace import Event, Sink, Trace

from .errors import ScriptError
from .outcomes import ExitKeys, check_places, node_meant, outcome_example, read_outcomes
from .proof import Proof, StateLost
from .script import ScriptedCaller, parse_keys
from .scripted_phone import ScriptedPhone

_AS_DRAWN: Final = frozenset({"completed", "caller_hung_up", "transferred", "abandoned", "taken_away"})
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class SimulatedCall:
    """A finished call: its trace, its end, and the cause the scenario hung up with ("" by the caller)."""

    events: list[Event]
    ending: Ending
    hung_up_with: str

    @property
    def ended_as_drawn(self) -> bool:
        """Whether the drawing, not a failure, decided the end."""
        return self.ending.cause in _AS_DRAWN


async def simulate(
    graph: CompiledGraph,
    *,
    called: str = "",
    caller: str = "",
    caller_name: str = "",
    trunk: str = "",
    line: str = "",
    keys: str = "",
    outcomes: Mapping[str, str] | None = None,
    at: datetime | None = None,
    surroundings: Surroundings | None = None,
    sinks: Sequence[Sink] = (),
    call_id: str = "simulated",
) -> SimulatedCall:
    """Walk one call. `keys` as in `script.py`; `outcomes` is node id -> word as in `outcomes.py`.

    `at` is when the call comes in (in the installation's zone when it has none), now by default; the other
    `surroundings` are the installation's. Raises ScriptError for keys and outcomes that cannot be meant.
    """
    around = surroundings or Surroundings()
    begins = at or around.clock.now()
    clock = VirtualClock(begins if begins.tzinfo else begins.replace(tzinfo=around.zone))
    answers = parse_keys(keys)
    types = {node.id: node.type for node in graph.nodes.values()}
    check_places((answer.node for answer in answers if answer.node), types)
    meant = read_outcomes(outcomes or {}, types, _exit_keys(graph))
    phone = ScriptedPhone(ScriptedCaller(answers), clock, meant)
    events: list[Event] = []
    arrival = Arrival(call_id, called, called, caller, caller_name, trunk, line)
    call = Call(arrival, graph, replace(around, clock=clock), clock.now())
    call.trace = Trace(call_id, [events.append, *sinks], clock, call.started_at)
    proof = Proof(call, Seal(os.urandom(_KEY_BYTES)))
    call.phone = Handset(call, phone, proof.state)
    ending = await interpreter.run(call)
    proof.require()
    return SimulatedCall(events, ending, phone.hung_up_with)


def _exit_keys(graph: CompiledGraph) -> dict[str, ExitKeys]:
    return {
        node.id: {str(row.id): row.key for row in node.params.exit_keys}
        for node in graph.nodes.values()
        if node.type == "queue"
    }


__all__ = ["ScriptError", "SimulatedCall", "StateLost", "node_meant", "outcome_example", "simulate"]
