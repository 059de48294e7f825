"""What is known of a call when Asterisk hands it over, and the trace of one that nothing here can walk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from runtime.asterisk.agi import AgiSession
from runtime.asterisk.called_number import (
    CalledSource,
    called_number,
    header_template,
    header_text,
    line_of,
    trunk_of,
)
from runtime.asterisk.caller_name import caller_name
from runtime.call import Arrival
from runtime.clock import Clock
from runtime.trace import Sink, Trace

_QUICK_S: Final = 5.0


async def arrival_of(session: AgiSession, call_id: str, trunk_sources: Mapping[str, str]) -> Arrival:
    """Who calls whom over which trunk; `trunk_sources` says where a trunk puts its called number."""
    request = session.request
    channel = request.known("channel")
    trunk = trunk_of(channel)
    source = CalledSource(trunk_sources.get(trunk, CalledSource.REQUEST_URI))
    dialled = request.arguments[1] if len(request.arguments) > 1 else ""
    header = ""
    template = header_template(source, channel) if source is not CalledSource.REQUEST_URI else None
    if template is not None:
        told = await session.command("GET", "FULL", "VARIABLE", template, timeout_s=_QUICK_S)
        header = header_text(told.data)
    return Arrival(
        call_id=call_id,
        called=called_number(request, source=source, dialled=dialled, header=header),
        called_raw=header or dialled,
        caller=request.known("callerid"),
        caller_name=await caller_name(session),
        trunk=trunk,
        line=line_of(channel),
    )


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a call enters no scenario, and the cause of its end."""

    why: str
    failure_class: str
    cause: str


NO_SCENARIO: Final = Refusal("no scenario", "no_resource", "rejected")
FORGED: Final = Refusal("forged header", "forbidden", "rejected")
STORE_FAILED: Final = Refusal("the scenarios cannot be reached", "internal", "failed")


def tell_refused(arrival: Arrival, sinks: Sequence[Sink], clock: Clock, refusal: Refusal) -> None:
    """The whole trace of a call that never entered a scenario."""
    started_at = clock.now()
    trace = Trace(arrival.call_id, sinks, clock, started_at)
    trace.emit(
        "started",
        scenario="",
        revision="",
        called=arrival.called,
        called_raw=arrival.called_raw,
        caller=arrival.caller,
        caller_name=arrival.caller_name,
        trunk=arrival.trunk,
        line=arrival.line,
        at=started_at.isoformat(),
    )
    trace.emit("failed", **{"class": refusal.failure_class, "text": refusal.why})
    trace.emit("ended", cause=refusal.cause, ms=0)
