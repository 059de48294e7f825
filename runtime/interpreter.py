"""Walks one call through one frozen graph, from its first node to its one ending.

Three lanes: main; `on_error` for failures no output of the node takes; `on_hangup` once the caller is gone.
What no lane takes comes to the built-in fallback, which always speaks before it hangs up. A failure inside
`on_error` goes there too, so there is no recursion. Every way out ends in exactly one `ended` event with a
cause from the closed list; only a call that another server takes over (`CallMoved`) ends here without one.

Nothing here waits for anything but the phone and the components.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from runtime.call import Call
from runtime.errors import FAILURE_CLASSES, CallMoved, Failure
from runtime.expressions import EvaluationError
from runtime.graph import MAX_STEPS, CompiledNode
from runtime.phone import HungUp, Speech
from runtime.trace import to_json

MAX_QUIET_STEPS: Final = 200
MAX_AGE_S: Final = 4 * 3600
APOLOGY: Final = {
    "ru": "Извините, произошла ошибка. Пожалуйста, перезвоните позже.",
    "en": "Sorry, something went wrong. Please call again later.",
}

_log = logging.getLogger("callwright.interpreter")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a call ended."""

    cause: str
    node: str


class _OutOfBounds(Failure):
    """A guard stopped the call; the node did not run, so its own error output is not asked."""


class _Ended(Exception):
    """The walk is over."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


def apology(language: str) -> Sequence[Speech]:
    """What the built-in fallback says."""
    spoken = language if language in APOLOGY else "en"
    return (Speech(APOLOGY[spoken], spoken, (APOLOGY[spoken],)),)


async def run(call: Call, *, resumed_by: str | None = None) -> Ending:
    """Walk the call to its end. `resumed_by` is this server's name when the call began on another one.

    Raises CallMoved when another session took the call over, and passes cancellation on (after the `ended`
    event).
    """
    walk = _Walk(call)
    try:
        cause = await walk.to_the_end(resumed_by)
    except asyncio.CancelledError:
        walk.close("interrupted")
        raise
    except CallMoved:
        raise
    except Exception:
        _log.exception("the interpreter itself failed", extra={"call": call.call_id})
        cause = await walk.break_down()
    return walk.close(cause)


class _Walk:
    """The steps of one call."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._entered_s = call.surroundings.clock.elapsed_s()
        self._going_on = False
        self._lane_result = "completed"

    async def to_the_end(self, resumed_by: str | None) -> str:
        """Every lane that applies, then the cause."""
        if resumed_by is None:
            self._tell_started()
        else:
            self._call.trace.emit("resumed", from_seq=self._call.trace.seq, server=resumed_by)
            self._going_on = True
        try:
            await self._walk_from(self._call.position.node)
        except _Ended as ended:
            return await self._after_scenario(ended.cause)
        except HungUp as gone:
            return await self._after_hang_up(gone)
        return await self._after_scenario("completed")

    def close(self, cause: str) -> Ending:
        """The one `ended` event."""
        node = self._call.position.node
        self._call.trace.emit("ended", node, cause=cause, ms=self._in_node_ms())
        return Ending(cause, node)

    async def _walk_from(self, node_id: str | None) -> None:
        while node_id is not None:
            node = self._call.graph.nodes[node_id]
            try:
                self._enter(node)
                output = await self._step(node)
            except Failure as failure:
                node_id = await self._failed(node, failure)
            else:
                node_id = await self._follow(node, output)

    def _enter(self, node: CompiledNode) -> None:
        call, position = self._call, self._call.position
        self._entered_s = call.surroundings.clock.elapsed_s()
        if self._going_on:
            self._going_on = False
            call.phone.enter(node.id)
            return
        position.node = node.id
        position.progress = {}
        position.steps += 1
        position.quiet_steps += 1
        call.warnings.clear()
        call.changed.clear()
        call.phone.enter(node.id)
        call.trace.emit("entered", node.id, type=node.type, title=node.title)
        self._guard()

    def _guard(self) -> None:
        """Raise when the call has gone on too long; the error lane gets a few steps of its own."""
        position = self._call.position
        spare = 0 if position.lane == "main" else MAX_QUIET_STEPS
        if position.steps > MAX_STEPS + spare:
            raise _OutOfBounds("internal", f"more than {MAX_STEPS} steps in one call")
        if position.quiet_steps > MAX_QUIET_STEPS:
            raise _OutOfBounds(
                "internal", f"{MAX_QUIET_STEPS} steps in which the caller heard and did nothing"
            )
        if self._call.call_seconds() > MAX_AGE_S and position.lane == "main":
            raise _OutOfBounds("internal", "the call is older than 4 hours")

    async def _step(self, node: CompiledNode) -> str | None:
        """Run the component; everything it can raise becomes Failure, HungUp or cancellation."""
        call = self._call
        try:
            output = await node.component.run(call, node.params)
        except (Failure, HungUp, CallMoved):
            raise
        except EvaluationError as error:
            raise Failure("bad_data", str(error)) from error
        except Exception as error:
            _log.exception("a component failed", extra={"call": call.call_id, "node": node.id})
            raise Failure("internal", f"{node.type}: {type(error).__name__}") from error
        finally:
            self._tell_changes(node)
        if output is not None and output not in node.kinds:
            raise Failure("internal", f"{node.type} took an output it never declared: {output}")
        return output

    async def _failed(self, node: CompiledNode, failure: Failure) -> str | None:
        """The node's own error output if wired, else the error lane."""
        self._call.trace.emit("failed", node.id, **{"class": failure.failure_class, "text": failure.text})
        self._remember_error(failure, node)
        if "error" in node.wired and not isinstance(failure, _OutOfBounds):
            return await self._follow(node, "error")
        self._tell_left(node, None)
        return await self._error_lane(failure.failure_class)

    async def _follow(self, node: CompiledNode, output: str | None) -> str | None:
        """Where an output leads; None where the scenario ends."""
        if output is None:
            self._tell_left(node, None)
            return None
        if output in node.repeats:
            repeat, key = node.repeats[output], f"{node.id}.{output}"
            taken = self._call.position.repeats.get(key, 0)
            if taken < repeat.limit:
                self._call.position.repeats[key] = taken + 1
                self._tell_left(node, output)
                return repeat.target
            output = f"{output}.spent"
        self._tell_left(node, output)
        if output in node.edges:
            return node.edges[output]
        if output.endswith(".spent"):
            return await self._unwired(node, output, "loop_limit")
        if node.kinds[output] == "fallback":
            return await self._unwired(node, output, "unwired")
        return None

    async def _unwired(self, node: CompiledNode, output: str, failure_class: str) -> str | None:
        text = f"output {output!r} of {node.title or node.id!r} leads nowhere"
        failure = Failure(failure_class, text)
        self._call.trace.emit("failed", node.id, **{"class": failure_class, "text": text})
        self._remember_error(failure, node)
        return await self._error_lane(failure_class)

    async def _error_lane(self, failure_class: str) -> str | None:
        """The lane for this class; the fallback where there is none, or where it failed itself."""
        call = self._call
        if call.position.lane == "on_hangup":
            return None
        entry = self._error_entry(failure_class)
        if call.position.lane == "main" and entry is not None:
            call.position.lane = "on_error"
            call.position.quiet_steps = 0
            return entry
        await self._apologise()
        raise _Ended("broken_off" if failure_class in ("unwired", "loop_limit") else "failed")

    def _error_entry(self, failure_class: str) -> str | None:
        nodes = [self._call.graph.nodes[node_id] for node_id in self._call.graph.on_error]
        exact = [node.id for node in nodes if failure_class in node.params.classes]
        for_all = [node.id for node in nodes if not node.params.classes]
        return next(iter(exact + for_all), None)

    async def _apologise(self) -> None:
        """Speak, then hang up; a line that can no longer play is hung up all the same."""
        phone = self._call.phone
        try:
            await phone.say(apology(self._call.language))
        except Failure:
            _log.warning("the apology could not be played", extra={"call": self._call.call_id})
            await self._give_up()
        except HungUp:
            return
        await self._hang_up()

    async def _give_up(self) -> None:
        try:
            await self._call.phone.give_up()
        except HungUp:
            _log.debug("the caller hung up first", extra={"call": self._call.call_id})

    async def break_down(self) -> str:
        """Something of ours is broken: the line apologises by its own means; the cause."""
        self._call.trace.emit(
            "failed", self._call.position.node, **{"class": "internal", "text": "interpreter"}
        )
        await self._give_up()
        return "failed"

    async def _after_scenario(self, cause: str) -> str:
        """The scenario came to its end by itself."""
        if self._call.phone.given_away:
            return "transferred"
        await self._hang_up()
        reason = "scenario" if cause == "completed" else "system"
        if self._lane_wants(reason):
            ended_in = self._call.position.node
            await self._hang_up_lane(self._call.graph.on_hangup)
            self._call.position.node = ended_in
        return cause

    async def _hang_up(self) -> None:
        """End the line politely; a caller who left a moment earlier has done it for us."""
        try:
            await self._call.phone.hang_up("normal")
        except HungUp:
            _log.debug("the caller hung up first", extra={"call": self._call.call_id})

    async def _after_hang_up(self, gone: HungUp) -> str:
        """The line is gone: the node's own `on_hangup` output, else the lane."""
        call = self._call
        node = call.graph.nodes[call.position.node]
        own = None if gone.taken_away else node.edges.get("on_hangup")
        self._tell_left(node, "on_hangup" if own else None)
        entry = own or (call.graph.on_hangup if self._lane_wants(gone.by) else None)
        left_in = call.position.node
        await self._hang_up_lane(entry)
        call.position.node = left_in
        if gone.taken_away:
            return "taken_away"
        if call.handed_over:
            return "transferred"
        return "abandoned" if node.type == "queue" else "caller_hung_up"

    def _lane_wants(self, reason: str) -> bool:
        lane = self._call.graph.on_hangup
        return lane is not None and reason in self._call.graph.nodes[lane].params.reasons

    async def _hang_up_lane(self, entry: str | None) -> None:
        """Data and messages only, for a limited time; its failures are told and end it."""
        if entry is None:
            return
        call = self._call
        lane = call.graph.on_hangup
        limit_s = call.graph.nodes[lane].params.max_s if lane else 60
        call.position.lane = "on_hangup"
        try:
            async with asyncio.timeout(limit_s):
                await self._walk_from(entry)
        except TimeoutError:
            call.trace.emit(
                "failed", call.position.node, **{"class": "timeout", "text": f"on_hangup: {limit_s} s"}
            )
        except (HungUp, _Ended):
            _log.debug("the hang-up lane ended early", extra={"call": call.call_id})

    def _remember_error(self, failure: Failure, node: CompiledNode) -> None:
        """`error.class`, `error.text`, `error.node` for the nodes that follow (and their Russian names)."""
        words = FAILURE_CLASSES[failure.failure_class]
        self._call.variables["error"] = {
            "class": failure.failure_class,
            "text": failure.text,
            "node": node.id,
        }
        self._call.variables["ошибка"] = {"класс": words.ru, "текст": failure.text, "узел": node.id}

    def _tell_started(self) -> None:
        call = self._call
        call.trace.emit(
            "started",
            scenario=call.graph.name,
            revision=call.revision,
            called=call.called,
            called_raw=call.arrival.called_raw,
            caller=call.caller,
            caller_name=call.caller_name,
            trunk=call.trunk,
            line=call.line,
            at=call.started_at.isoformat(),
        )

    def _tell_changes(self, node: CompiledNode) -> None:
        if self._call.changed:
            self._call.trace.emit("set", node.id, variables=to_json(dict(self._call.changed)))
            self._call.changed.clear()

    def _tell_left(self, node: CompiledNode, output: str | None) -> None:
        warnings = {"warnings": list(self._call.warnings)} if self._call.warnings else {}
        self._call.trace.emit("left", node.id, output=output, **warnings)

    def _in_node_ms(self) -> int:
        return round((self._call.surroundings.clock.elapsed_s() - self._entered_s) * 1000)
