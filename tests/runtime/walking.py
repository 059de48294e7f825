"""Calls on the scripted phone that can be killed at each of their requests and resumed from there."""

import copy
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from runtime import checkpoint, interpreter
from runtime.call import Arrival, Call
from runtime.checkpoint import Seal
from runtime.clock import VirtualClock
from runtime.graph import CompiledGraph
from runtime.handset import Handset
from runtime.interpreter import Ending
from runtime.simulator.proof import Proof
from runtime.simulator.script import ScriptedCaller, parse_keys
from runtime.simulator.scripted_phone import ScriptedPhone
from runtime.stores import Surroundings
from runtime.trace import Event, Sink, Trace

SEAL = Seal(bytes(32))
MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Kept:
    """Everything as it stood when the line kept this state."""

    state: bytes
    caller: ScriptedCaller
    at: datetime
    answered: bool


class KeepingPhone(ScriptedPhone):
    """A scripted phone whose line keeps the states it is given."""

    def __init__(
        self,
        caller: ScriptedCaller,
        clock: VirtualClock,
        outcomes: Mapping[str, str],
        *,
        answered: bool = False,
    ) -> None:
        super().__init__(caller, clock, outcomes, answered=answered)
        self.kept: list[Kept] = []
        self._wall = clock

    def keep(self, state: bytes) -> None:
        self.kept.append(Kept(state, copy.copy(self.caller), self._wall.now(), self.answered))


@dataclass
class Walk:
    """A finished call: its events, its end, its phone, and what it needs to be walked again."""

    graph: CompiledGraph
    call: Call
    phone: KeepingPhone
    outcomes: Mapping[str, str]
    events: list[Event] = field(default_factory=list)
    ending: Ending = field(default_factory=lambda: Ending("", ""))

    def of_kind(self, kind: str) -> list[Event]:
        return [event for event in self.events if event["kind"] == kind]

    @property
    def path(self) -> list[str]:
        return [str(event["node"]) for event in self.of_kind("entered")]


class Acting:
    """Stands for a node's component and does what a test wants."""

    def __init__(self, act: Callable[[Call], Awaitable[str | None]]) -> None:
        self._act = act

    async def run(self, call: Call, params: object) -> str | None:
        return await self._act(call)


def acting(graph: CompiledGraph, **acts: Callable[[Call], Awaitable[str | None]]) -> CompiledGraph:
    """The graph with the components of some nodes replaced, by node id."""
    nodes = dict(graph.nodes)
    for node_id, act in acts.items():
        nodes[node_id] = replace(nodes[node_id], component=Acting(act))
    return replace(graph, nodes=nodes)


async def walk(
    graph: CompiledGraph,
    *,
    keys: str = "",
    outcomes: Mapping[str, str] | None = None,
    at: datetime = MONDAY_NOON,
    variables: Mapping[str, object] | None = None,
    phone_kind: type[KeepingPhone] = KeepingPhone,
    sinks: Sequence[Sink] = (),
    **facts: str,
) -> Walk:
    """Walk one call from its start; `facts` are those of an Arrival."""
    clock = VirtualClock(at)
    call = Call(Arrival("probe-1", **facts), graph, Surroundings(clock=clock), clock.now())
    call.variables.update(variables or {})
    phone = phone_kind(ScriptedCaller(parse_keys(keys)), clock, outcomes or {})
    walked = Walk(graph, call, phone, outcomes or {})
    call.trace = Trace("probe-1", [walked.events.append, *sinks], clock, call.started_at)
    proof = Proof(call, SEAL)
    call.phone = Handset(call, phone, proof.state)
    walked.ending = await interpreter.run(call)
    proof.require()
    return walked


async def resume(walked: Walk, kept: Kept) -> Walk:
    """The same call, its server killed when this state was kept, on another server."""
    clock = VirtualClock(kept.at)
    saved = checkpoint.read(kept.state, "probe-1", SEAL)
    call = checkpoint.restore(saved, walked.graph, Surroundings(clock=clock))
    phone = KeepingPhone(copy.copy(kept.caller), clock, walked.outcomes, answered=kept.answered)
    again = Walk(walked.graph, call, phone, walked.outcomes)
    call.trace = Trace("probe-1", [again.events.append], clock, call.started_at, seq=saved.seq)
    call.trace.secrets.update(saved.secret_values)
    call.phone = Handset(call, phone, Proof(call, SEAL).state)
    again.ending = await interpreter.run(call, resumed_by="second")
    return again


async def resumed_everywhere(walked: Walk) -> list[tuple[list[Event], list[Event]]]:
    """For each state that was kept: what happened from there on, and what happens when the call is resumed
    there. Numbers, times, and warnings given before the request are left out.
    """
    pairs = []
    for kept in walked.phone.kept:
        again = await resume(walked, kept)
        happened = walked.events[checkpoint.read(kept.state, "probe-1", SEAL).seq :]
        pairs.append(
            ([_essence(event) for event in happened], [_essence(event) for event in again.events[1:]])
        )
    return pairs


def _essence(event: Event) -> Event:
    passing = {"seq", "at_ms", "warnings"} | ({"ms"} if event["kind"] == "ended" else set())
    return {name: value for name, value in event.items() if name not in passing}
