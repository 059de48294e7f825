"""Waiting in a queue of a real Asterisk (app_queue).

Facts (Asterisk 22, measured): with option c the session goes on after the talk, QUEUESTATUS=CONTINUE; a key
of the context `callwright-keys` leaves the queue with QUEUESTATUS unset and EXTEN = the key; the dialplan
remembers it in CW_KEY when the interpreter has died meanwhile. Any digit leaves the queue, so after one that
nobody listed the caller goes back to the place where he stood.
"""

from typing import Final

from runtime.errors import Failure
from runtime.phone import Queued, QueueRequest, QueueResult
from runtime.wording import Wording

from .causes import queue_result
from .line import AsteriskLine

_RESULTS: Final = (
    "${QUEUESTATUS}|${CONTEXT}|${EXTEN}|${CW_KEY}|${FILTER(0-9,${QUEUEPOSITION})}|${FILTER(0-9,${ANSWEREDTIME})}"
    "|${MEMBERINTERFACE}"
)
# What a transfer left behind goes too: the hang-up handler must not take an earlier talk for this one.
_CLEARS: Final = (
    "QUEUESTATUS",
    "CW_KEY",
    "MEMBERINTERFACE",
    "MEMBERNAME",
    "ANSWEREDTIME",
    "ABANDONED",
    "DIALSTATUS",
    "DIALEDPEERNAME",
)
_KEYS_CONTEXT: Final = "callwright-keys"
_OUTCOMES: Final[dict[str, QueueResult]] = {
    "completed": "completed",
    "timeout": "timeout",
    "full": "full",
    "no_agents": "no_agents",
    "agents_left": "agents_left",
    "withdrawn": "taken_out",
}


async def wait_in_queue(line: AsteriskLine, request: QueueRequest) -> Queued:
    """Wait and talk as the request says. Raises HungUp, CallMoved."""
    started_ms = line.clock_ms()
    if line.resuming:
        line.resuming = False
        queued = await _answer(line, request, started_ms)
        if queued is not None and queued.result != "error":
            return queued
    left_s, place = request.max_wait_s, ""
    while left_s > 0:
        await _enter(line, request, left_s, place)
        queued = await _answer(line, request, started_ms)
        if queued is not None:
            return queued
        place = await line.read("${FILTER(0-9,${QUEUEPOSITION})}")
        left_s = request.max_wait_s - (line.clock_ms() - started_ms) / 1000
    return Queued("timeout", wait_ms=round(line.clock_ms() - started_ms))


async def _enter(line: AsteriskLine, request: QueueRequest, left_s: float, place: str) -> None:
    sets = {"QUEUE_PRIO": str(request.priority)}
    if request.music:
        sets["CHANNEL(musicclass)"] = request.music
    arguments = f"{request.queue},c,,,{max(1, round(left_s))},,,,{place}".rstrip(",")
    await line.request("EXEC", "Queue", arguments, clears=_CLEARS, sets=sets, longest_s=None)


async def _answer(line: AsteriskLine, request: QueueRequest, started_ms: float) -> Queued | None:
    """What Queue left on the channel; None after a key that is none of the exits."""
    fields = (await line.read(_RESULTS)).split("|")
    if len(fields) != _RESULTS.count("|") + 1:
        raise Failure(
            "bad_response",
            Wording(
                "ответ Asterisk об очереди не читается", "Asterisk's answer about the queue cannot be read"
            ),
        )
    status, context, exten, remembered, _place, talk_s, member = fields
    waited_ms = round(line.clock_ms() - started_ms)
    if not status:
        key = remembered or (exten if context == _KEYS_CONTEXT else "")
        if key and key in request.exit_keys:
            return Queued("key", key=key, wait_ms=waited_ms)
        return None if key else Queued("error", wait_ms=waited_ms)
    talk_ms = int(talk_s or 0) * 1000
    result = _OUTCOMES.get(queue_result(status), "error")
    return Queued(result, who=member, wait_ms=max(0, waited_ms - talk_ms), talk_ms=talk_ms)
