"""Walks one call through one frozen graph, from its first node to its one ending.

Three lanes are drawn: main; `on_error` for failures no output of the node takes; `on_hangup` once the caller
is gone. What no lane takes comes to the built-in fallback, which always speaks before it hangs up. A failure
inside `on_error` goes there too, so there is no recursion. Every way out ends in exactly one `ended` event
with a cause from the closed list; only a call that another server takes over (`CallMoved`) ends here without
one.

Nothing here waits for anything but the phone and the components.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from runtime.call import Call
from runtime.errors import CallMoved, Failure
from runtime.expressions import EvaluationError
from runtime.graph import CompiledNode
from runtime.guards import OutOfBounds, guard
from runtime.phone import HungUp, Speech
from runtime.telling import tell_changes, tell_failed, tell_left, tell_resumed, tell_started
from runtime.wording import Wording

APOLOGY: Final = {
    "ru": "Извините, произошла ошибка. Пожалуйста, перезвоните позже.",
    "en": "Sorry, something went wrong. Please call again later.",
}

_CAUSE: Final = "cause"
"""Where the cause of the end stands in the progress while the built-in fallback speaks."""
_log = logging.getLogger("callwright.interpreter")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a call ended."""

    cause: str
    node: str


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
        self._left_ms: int | None = None
        """How long the call had been in its last node when the line ended, before any lane for that."""

    async def to_the_end(self, resumed_by: str | None) -> str:
        """Every lane that applies, then the cause."""
        self._call.hide_shared_secrets()
        if resumed_by is None:
            tell_started(self._call)
        else:
            tell_resumed(self._call, resumed_by)
        try:
            if self._call.position.lane == "fallback":
                await self._fall_back(str(self._call.progress[_CAUSE]))
            await self._walk_from(self._call.position.node, goes_on=resumed_by is not None)
        except _Ended as ended:
            return await self._after_scenario(ended.cause)
        except HungUp as gone:
            return await self._after_hang_up(gone)
        return await self._after_scenario("completed")

    def close(self, cause: str) -> Ending:
        """The one `ended` event."""
        node = self._call.position.node
        ms = self._in_node_ms() if self._left_ms is None else self._left_ms
        self._call.trace.emit("ended", node, cause=cause, ms=ms)
        return Ending(cause, node)

    async def _walk_from(self, node_id: str | None, *, goes_on: bool = False) -> None:
        """Step by step until nothing follows; `goes_on` when the first node was entered already."""
        while node_id is not None:
            node = self._call.graph.nodes[node_id]
            try:
                self._enter(node, goes_on=goes_on)
                goes_on = False
                output = await self._step(node)
            except Failure as failure:
                node_id = await self._failed(node, failure)
            else:
                node_id = await self._follow(node, output)

    def _enter(self, node: CompiledNode, *, goes_on: bool) -> None:
        call, position = self._call, self._call.position
        self._entered_s = call.surroundings.clock.elapsed_s()
        call.phone.enter(node.id)
        if goes_on:
            return
        position.node = node.id
        position.progress = {}
        position.steps += 1
        position.quiet_steps += 1
        call.warnings.clear()
        call.changed.clear()
        call.trace.emit("entered", node.id, type=node.type, title=node.title)
        guard(call)

    async def _step(self, node: CompiledNode) -> str | None:
        """Run the component; everything it can raise becomes Failure, HungUp or cancellation."""
        call = self._call
        try:
            output = await node.component.run(call, node.params)
        except (Failure, HungUp, CallMoved):
            raise
        except EvaluationError as error:
            raise Failure("bad_data", error.text) from error
        except Exception as error:
            _log.exception("a component failed", extra={"call": call.call_id, "node": node.id})
            raise Failure(
                "internal",
                Wording(
                    f"сбой компонента {node.type}: {type(error).__name__}",
                    f"component {node.type} failed: {type(error).__name__}",
                ),
            ) from error
        finally:
            tell_changes(call, node)
        if output is not None and output not in node.kinds:
            raise Failure(
                "internal",
                Wording(
                    f"{node.type} выбрал выход, которого у него нет: {output}",
                    f"{node.type} took an output it never declared: {output}",
                ),
            )
        return output

    async def _failed(self, node: CompiledNode, failure: Failure) -> str | None:
        """The node's own error output if wired, else the error lane."""
        tell_failed(self._call, node, failure)
        if "error" in node.wired and not isinstance(failure, OutOfBounds):
            return await self._follow(node, "error")
        tell_left(self._call, node, None)
        return await self._error_lane(failure.failure_class)

    async def _follow(self, node: CompiledNode, output: str | None) -> str | None:
        """Where an output leads; None where the scenario ends."""
        if output is None:
            tell_left(self._call, node, None)
            return None
        if output in node.repeats:
            repeat, key = node.repeats[output], f"{node.id}.{output}"
            taken = self._call.position.repeats.get(key, 0)
            if taken < repeat.limit:
                self._call.position.repeats[key] = taken + 1
                tell_left(self._call, node, output)
                return repeat.target
            output = f"{output}.spent"
        tell_left(self._call, node, output)
        if output in node.edges:
            return node.edges[output]
        if output.endswith(".spent"):
            return await self._unwired(node, output, "loop_limit")
        if node.kinds[output] == "fallback":
            return await self._unwired(node, output, "unwired")
        return None

    async def _unwired(self, node: CompiledNode, output: str, failure_class: str) -> str | None:
        text = Wording(
            f"выход «{output}» узла «{node.title or node.id}» никуда не ведёт",
            f"output {output!r} of {node.title or node.id!r} leads nowhere",
        )
        tell_failed(self._call, node, Failure(failure_class, text))
        return await self._error_lane(failure_class)

    async def _error_lane(self, failure_class: str) -> str | None:
        """The lane for this class; the fallback where there is none, or where it failed itself."""
        call = self._call
        if call.position.lane == "on_hangup":
            return None
        entry = call.graph.error_entry(failure_class)
        if call.position.lane == "main" and entry is not None:
            call.position.lane = "on_error"
            call.position.quiet_steps = 0
            return entry
        call.position.lane = "fallback"
        await self._fall_back("broken_off" if failure_class in ("unwired", "loop_limit") else "failed")

    async def _fall_back(self, cause: str) -> NoReturn:
        """Speak, then hang up; a line on which nothing of ours can speak apologises by its own means."""
        self._call.position.progress = {_CAUSE: cause}
        try:
            await self._call.phone.say(apology(self._call.language))
        except Failure:
            _log.warning("the apology could not be played", extra={"call": self._call.call_id})
            await self._give_up()
        except HungUp:
            _log.debug("the caller hung up first", extra={"call": self._call.call_id})
        raise _Ended(cause)

    async def _give_up(self) -> None:
        try:
            await self._call.phone.give_up()
        except HungUp:
            _log.debug("the caller hung up first", extra={"call": self._call.call_id})

    async def break_down(self) -> str:
        """Something of ours is broken: the line apologises by its own means; the cause."""
        node = self._call.graph.nodes[self._call.position.node]
        text = Wording("сломался сам интерпретатор", "the interpreter itself failed")
        tell_failed(self._call, node, Failure("internal", text))
        await self._give_up()
        return "failed"

    async def _after_scenario(self, cause: str) -> str:
        """The scenario came to its end by itself."""
        await self._hang_up()
        if self._call.phone.given_away:
            return "transferred"
        reason = "scenario" if cause == "completed" else "system"
        await self._hang_up_lane(self._call.graph.hang_up_entry(reason))
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
        tell_left(self._call, node, "on_hangup" if own else None)
        await self._hang_up_lane(own or call.graph.hang_up_entry(gone.by))
        if gone.taken_away:
            return "taken_away"
        if call.handed_over:
            return "transferred"
        return "abandoned" if node.type == "queue" else "caller_hung_up"

    async def _hang_up_lane(self, entry: str | None) -> None:
        """Data and messages only, for a limited time; its failures are told and end it. The call has ended in
        the node where it was before.
        """
        if entry is None:
            return
        call = self._call
        ended_in, self._left_ms = call.position.node, self._in_node_ms()
        lane = call.graph.on_hangup
        limit_s = call.graph.nodes[lane].params.max_s if lane else 60
        call.position.lane = "on_hangup"
        call.position.quiet_steps = 0
        try:
            async with asyncio.timeout(limit_s):
                await self._walk_from(entry)
        except TimeoutError:
            call.trace.emit(
                "failed", call.position.node, **{"class": "timeout", "text": f"on_hangup: {limit_s} s"}
            )
        except (HungUp, _Ended):
            _log.debug("the hang-up lane ended early", extra={"call": call.call_id})
        call.position.node = ended_in

    def _in_node_ms(self) -> int:
        return round((self._call.surroundings.clock.elapsed_s() - self._entered_s) * 1000)
