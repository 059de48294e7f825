"""Takes calls from Asterisk and walks them: admits, resumes, counts, drains.

Two kinds of AGI sessions arrive. `/call` brings a caller, new or led here from another server with its state
on the line. `/ended` is the hang-up handler: it says that a caller is really gone. A session whose line
closed waits for such a sign (see `runtime.asterisk.parting`): the handler's session, an AMI event, a second
`/call` of the same caller, or two seconds of nothing.
"""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from runtime import checkpoint, interpreter
from runtime.arriving import FORGED, NO_SCENARIO, STORE_FAILED, Refusal, arrival_of, tell_refused
from runtime.asterisk.agi import AgiSession
from runtime.asterisk.errors import LineClosed
from runtime.asterisk.line import AsteriskLine
from runtime.asterisk.line_state import KeptState, read_state
from runtime.asterisk.media import Media
from runtime.asterisk.parting import Parting, confirm, read_parting
from runtime.asterisk.phone import AsteriskPhone
from runtime.call import Arrival, Call
from runtime.checkpoint import Seal
from runtime.current_call import CURRENT_CALL
from runtime.errors import CallMoved, StateUnreadable
from runtime.graph import CompiledGraph
from runtime.handset import Handset
from runtime.live_call import LiveCall, WhereIs
from runtime.phone import Phone
from runtime.stores import ScenarioStore, Surroundings
from runtime.trace import Sink, Trace

_MOVE_WITHIN_S: Final = 5.0
_LET_GO_WITHIN_S: Final = 1.0
_REMEMBERED_CALLS: Final = 10_000
_CALL_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,100}")

_log = logging.getLogger("callwright.server")


@dataclass(slots=True)
class CallServerSettings:
    """What differs between installations. `trunk_sources`: trunk -> where its called number stands."""

    name: str
    recordings: str = "/var/spool/asterisk/recording"
    trunk_sources: Mapping[str, str] = field(default_factory=dict)
    max_calls: int = 2000
    deadman_margin_s: float = 10.0


class CallServer:
    """Give `handle` to an AgiListener; `hung_up` and `taken_away` are for AMI events."""

    def __init__(
        self,
        settings: CallServerSettings,
        store: ScenarioStore,
        surroundings: Surroundings,
        *,
        media: Media,
        seal: Seal,
        sinks: Sequence[Sink],
        where_is: WhereIs,
    ) -> None:
        self._settings = settings
        self._store = store
        self._surroundings = surroundings
        self._media = media
        self._seal = seal
        self._sinks = sinks
        self._live: dict[str, LiveCall] = {}
        self._ended: OrderedDict[str, None] = OrderedDict()
        self._where_is = where_is
        self.draining = False
        self.counters = dict.fromkeys(("calls", "resumed", "rejected", "ended"), 0)

    @property
    def live(self) -> int:
        """Calls that run now."""
        return len(self._live)

    async def handle(self, session: AgiSession) -> None:
        """One AGI session."""
        call_id = session.request.arguments[0] if session.request.arguments else ""
        if not _CALL_ID.fullmatch(call_id):
            _log.warning("an AGI session without a call id", extra={"peer": session.request.peer})
            return
        CURRENT_CALL.set(call_id)
        if session.request.path == "/call":
            await self._take(session, call_id)
        elif session.request.path == "/ended":
            await self._hear_of_end(session, call_id)

    def hung_up(self, call_id: str) -> None:
        """AMI says that the channel is gone. The handler's own session knows more, so it goes first."""
        live = self._live.get(call_id)
        if live is not None:
            asyncio.get_running_loop().call_later(0.5, live.tell, Parting("hung_up"))

    def taken_away(self, call_id: str) -> None:
        """AMI says that an operator moved the caller elsewhere."""
        live = self._live.get(call_id)
        if live is not None:
            live.tell(Parting("taken_away", talked=True))

    async def drain(self, limit_s: float) -> int:
        """Take no new calls and wait for the live ones; how many are left when the time is over."""
        self.draining = True
        try:
            async with asyncio.timeout(limit_s):
                while self._live:
                    await next(iter(self._live.values())).stopped.wait()
        except TimeoutError:
            _log.warning("calls are still running after the drain limit", extra={"calls": len(self._live)})
        return len(self._live)

    async def hand_over(self) -> None:
        """Let go of the calls that still run: the next server, or the one that follows us here, goes on with
        them at their step.
        """
        calls = list(self._live.values())
        for live in calls:
            live.let_go()
        with suppress(TimeoutError):
            async with asyncio.timeout(_LET_GO_WITHIN_S):
                await asyncio.gather(*(live.stopped.wait() for live in calls))

    async def _take(self, session: AgiSession, call_id: str) -> None:
        before = self._live.get(call_id)
        if before is not None:
            before.tell(Parting("moved"))
            async with asyncio.timeout(_MOVE_WITHIN_S):
                await before.stopped.wait()
        if self.draining or len(self._live) >= self._settings.max_calls:
            session.close()
            return
        live = self._live[call_id] = LiveCall(call_id, session, self._where_is)
        try:
            await self._walk(session, live)
        except CallMoved:
            _log.info("a call goes on in another session", extra={"call": call_id})
        finally:
            del self._live[call_id]
            live.stopped.set()

    async def _walk(self, session: AgiSession, live: LiveCall) -> None:
        resumed = None if _is_first_pass(session) else await self._resumed(session, live)
        if resumed is None:
            call = await self._begun(session, live)
        else:
            call, kept = resumed
            self.counters["resumed"] += 1
            self._equip(call, self._phone(self._line(session, live, kept, resuming=True)))
        if call is not None:
            await self._run(call, resumed=resumed is not None)

    async def _begun(self, session: AgiSession, live: LiveCall) -> Call | None:
        """A new call; None for one that was refused."""
        arrival = await arrival_of(session, live.call_id, self._settings.trunk_sources)
        line = self._line(session, live)
        self.counters["calls"] += 1
        graph = FORGED if session.request.suspicious else self._graph_for(arrival)
        if isinstance(graph, Refusal):
            await self._refuse(arrival, line, graph)
            return None
        call = Call(arrival, graph, self._surroundings, self._surroundings.clock.now())
        self._equip(call, self._phone(line))
        return call

    def _graph_for(self, arrival: Arrival) -> CompiledGraph | Refusal:
        try:
            return self._store.graph_for(arrival.called, arrival.trunk) or NO_SCENARIO
        except Exception:
            _log.exception("the store of scenarios failed", extra={"call": arrival.call_id})
            return STORE_FAILED

    async def _run(self, call: Call, *, resumed: bool) -> None:
        is_over = True
        try:
            await interpreter.run(call, resumed_by=self._settings.name if resumed else None)
        except CallMoved:
            is_over = False
            raise
        finally:
            if is_over:
                self._remember_end(call.call_id)
            # A call and its phone hold each other: without this the memory of every call would wait for the
            # garbage collector.
            del call.phone

    def _remember_end(self, call_id: str) -> None:
        """A hang-up handler that comes late finds that this call has already ended."""
        self.counters["ended"] += 1
        self._ended[call_id] = None
        if len(self._ended) > _REMEMBERED_CALLS:
            self._ended.popitem(last=False)

    async def _hear_of_end(self, session: AgiSession, call_id: str) -> None:
        """The hang-up handler: tell the waiting call, or run its hang-up lane here if its server is gone."""
        if call_id in self._ended:
            await confirm(session)
            return
        live = self._live.get(call_id)
        if live is not None:
            live.tell(await read_parting(session))
            await confirm(session)
            return
        live = self._live[call_id] = LiveCall(call_id, session, self._where_is)
        try:
            resumed = await self._resumed(session, live)
            if resumed is None:
                return
            call, kept = resumed
            parting = await read_parting(session)
            live.tell(parting)
            await confirm(session)
            session.close()
            phone = self._phone(self._line(session, live, kept))
            # Nothing is left to answer: the step itself meets the hang-up and tells what was heard by then.
            phone.answered = True
            self._equip(call, phone)
            await self._run(call, resumed=True)
        except LineClosed:
            _log.warning("a hung-up call could not be read", extra={"call": call_id})
        finally:
            del self._live[call_id]
            live.stopped.set()

    async def _resumed(self, session: AgiSession, live: LiveCall) -> tuple[Call, KeptState] | None:
        """The call whose state stands on this line; None for a new call, and for a state nobody can use."""
        try:
            kept = await read_state(session)
            if kept is None:
                return None
            saved = checkpoint.read(kept.sealed, live.call_id, self._seal)
            graph = await self._store.graph_by_hash(saved.revision)
        except StateUnreadable:
            _log.exception("a checkpoint cannot be used; the call starts anew", extra={"call": live.call_id})
            return None
        if graph is None:
            _log.error("the revision of a resumed call is unknown here", extra={"call": live.call_id})
            return None
        call = checkpoint.restore(saved, graph, self._surroundings)
        self._trace(call, seq=saved.seq, secrets=saved.secret_values)
        return call, kept

    async def _refuse(self, arrival: Arrival, line: AsteriskLine, refusal: Refusal) -> None:
        """Nothing can walk this call: the dialplan apologises, and the trace says why."""
        self.counters["rejected"] += 1
        _log.warning("a call is refused: %s", refusal.why, extra={"call": arrival.call_id})
        tell_refused(arrival, self._sinks, self._surroundings.clock, refusal)
        self._remember_end(arrival.call_id)
        await line.finish(None, sorry=True)

    def _line(
        self, session: AgiSession, live: LiveCall, kept: KeptState | None = None, *, resuming: bool = False
    ) -> AsteriskLine:
        margin_s = self._settings.deadman_margin_s
        if kept is None:
            return AsteriskLine(session, live, deadman_margin_s=margin_s)
        return AsteriskLine(
            session,
            live,
            deadman_margin_s=margin_s,
            resuming=resuming,
            request=kept.request - 1,
            slot=kept.slot,
        )

    def _phone(self, line: AsteriskLine) -> AsteriskPhone:
        return AsteriskPhone(line, self._media, recordings=self._settings.recordings)

    def _equip(self, call: Call, phone: Phone) -> None:
        """Give a call its trace and its phone."""
        if not hasattr(call, "trace"):
            self._trace(call, seq=0, secrets=())
        call.phone = Handset(call, phone, lambda: checkpoint.save(call, self._seal))

    def _trace(self, call: Call, *, seq: int, secrets: Sequence[str]) -> None:
        clock = self._surroundings.clock
        call.trace = Trace(call.call_id, self._sinks, clock, call.started_at, seq=seq)
        call.trace.secrets.update(secrets)


def _is_first_pass(session: AgiSession) -> bool:
    """Whether no server had this call before: our dialplan counts the hand-overs in its third argument."""
    return session.request.arguments[2:3] == ("1",)
