"""Transfers on a real Asterisk: ringing in turn, all at once or one after another joining in, and blind.

Facts (Asterisk 22, measured): after Dial with option g the AGI session goes on; DIALSTATUS stays on the
channel, so a server that takes the call over in the middle of a talk finds how it ended and rings nobody
again.
"""

from collections.abc import Sequence
from typing import Final

from runtime.errors import Failure
from runtime.phone import Dialled, DialRequest, DialResult
from runtime.wording import Wording

from .causes import dial_result
from .line import AsteriskLine

_RESULTS: Final = (
    "${DIALSTATUS}|${FILTER(0-9,${HANGUPCAUSE})}|${FILTER(0-9,${DIALEDTIME_MS})}|${FILTER(0-9,${ANSWEREDTIME_MS})}"
    "|${CW_ACCEPTED}|${CW_ROUND}|${CW_ROUNDS}|${DIALEDPEERNAME}"
)
# What a queue left behind goes too: the hang-up handler must not take an earlier talk for this one.
_CLEARS: Final = (
    "DIALSTATUS",
    "CW_ACCEPTED",
    "DIALEDPEERNAME",
    "DIALEDTIME_MS",
    "ANSWEREDTIME",
    "ANSWEREDTIME_MS",
    "MEMBERINTERFACE",
)
_WORST_FIRST: Final[tuple[DialResult, ...]] = ("busy", "no_answer", "declined", "unreachable", "error")
"""Of several results without an answer, the one to report: what the caller can do most about comes first."""
_WARNING_MS: Final = 10_000


async def dial(line: AsteriskLine, request: DialRequest) -> Dialled:
    """Ring as the request says. Raises HungUp, CallMoved."""
    groups = _groups(request)
    done: list[Dialled] = []
    if line.resuming:
        line.resuming = False
        before = await _Answer.of(line)
        # Also when nothing of this round was begun: the rounds before it are over.
        done = [Dialled(result) for result in before.done]
        if before.status:
            dialled = before.dialled(request, groups[min(before.leg, len(groups) - 1)].targets)
            if dialled.result == "answered":
                return dialled
            done.append(dialled)
    for leg in range(len(done), len(groups)):
        dialled = await _ring(line, request, groups, leg, done)
        done.append(dialled)
        if dialled.result == "answered":
            break
    return _best(done)


class _Group:
    """Targets that ring in one Dial, and for how long."""

    def __init__(self, dial_string: str, targets: Sequence[str], ring_s: float) -> None:
        self.dial_string = dial_string
        self.targets = tuple(targets)
        self.ring_s = ring_s


def _groups(request: DialRequest) -> list[_Group]:
    targets, ring_s = request.targets, request.ring_s
    if request.order == "all" or len(targets) == 1:
        return [_Group("&".join(targets), targets, ring_s)]
    if request.order == "ascending":
        legs = [targets[0]]
        for index in range(1, len(targets)):
            after_s = round(index * request.step_s)
            if after_s < ring_s:
                legs.append(f"Local/{after_s}-{index}@callwright-ring-after/n")
        return [_Group("&".join(legs), targets, ring_s)]
    groups, left_s = [], ring_s
    for target in targets:
        if left_s <= 0:
            break
        groups.append(_Group(target, (target,), min(request.step_s, left_s)))
        left_s -= request.step_s
    return groups


async def _ring(
    line: AsteriskLine, request: DialRequest, groups: Sequence[_Group], leg: int, done: Sequence[Dialled]
) -> Dialled:
    group = groups[leg]
    sets: dict[str, str] = {}
    if request.order == "ascending":
        sets |= _later_legs(request, group)
    sets |= {"CW_ROUND": str(leg), "CW_ROUNDS": "-".join(dialled.result for dialled in done)}
    if request.max_talk_s:
        sets["LIMIT_WARNING_FILE"] = "beep"
    arguments = f"{group.dial_string},{max(1, round(group.ring_s))},{_options(request)}"
    await line.request("EXEC", "Dial", arguments, clears=_CLEARS, sets=sets, longest_s=None)
    return (await _Answer.of(line)).dialled(request, group.targets)


def _later_legs(request: DialRequest, group: _Group) -> dict[str, str]:
    """What each leg that joins in later rings, and for how long: no longer than all of the ringing lasts."""
    sets: dict[str, str] = {}
    for index in range(1, len(group.targets)):
        left_s = round(group.ring_s - index * request.step_s)
        sets |= {f"_CW_LEG_{index}": group.targets[index], f"_CW_RING_{index}": str(max(1, left_s))}
    return sets


def _options(request: DialRequest) -> str:
    """Dial's option letters: g goes on after the talk, m music, L talk limit, f caller id, U the callee must
    accept.
    """
    options = "g"
    if request.music:
        options += "m"
    if request.max_talk_s:
        limit_ms = round(request.max_talk_s * 1000)
        options += f"L({limit_ms}:{_WARNING_MS})" if limit_ms > _WARNING_MS else f"L({limit_ms})"
    if request.caller_id:
        number = "".join(sign for sign in request.caller_id if sign.isdigit() or sign == "+")
        options += f"f({number})"
    if request.accept_key:
        options += f"U(callwright-accept^{request.accept_key})"
    return options


class _Answer:
    """What Dial left on the channel."""

    def __init__(self, fields: Sequence[str]) -> None:
        self.status, cause, ring_ms, talk_ms, self.accepted, leg, done, self.peer = fields
        self.cause = int(cause or 0)
        self.dialled_ms = int(ring_ms or 0)
        self.talk_ms = int(talk_ms or 0)
        self.leg = int(leg) if leg.isdigit() else 0
        words = done.split("-") if done else []
        self.done: list[DialResult] = [word for word in _WORST_FIRST for found in words if found == word]

    @classmethod
    async def of(cls, line: AsteriskLine) -> "_Answer":
        fields = (await line.read(_RESULTS)).split("|")
        if len(fields) != _RESULTS.count("|") + 1:
            raise Failure(
                "bad_response",
                Wording(
                    "ответ Asterisk о переводе не читается",
                    "Asterisk's answer about the transfer cannot be read",
                ),
            )
        return cls(fields)

    def dialled(self, request: DialRequest, targets: Sequence[str]) -> Dialled:
        result = _result(dial_result(self.status, self.cause))
        if result == "answered" and request.accept_key and self.accepted != "yes":
            result = "no_answer"
        if result != "answered":
            return Dialled(result, ring_ms=self.dialled_ms)
        return Dialled("answered", self._who(targets), self.dialled_ms - self.talk_ms, self.talk_ms)

    def _who(self, targets: Sequence[str]) -> str:
        """The target whose channel answered; a Local leg (`<delay>-<index>`) names its target by index."""
        if self.peer.startswith("Local/"):
            index = self.peer.partition("@")[0].rpartition("-")[2]
            if index.isdigit() and int(index) < len(targets):
                return targets[int(index)]
        base = self.peer.rpartition("-")[0]
        return next((target for target in targets if target.split("@")[0] == base), base or targets[0])


def _result(word: str) -> DialResult:
    known: dict[str, DialResult] = {
        "answered": "answered",
        "busy": "busy",
        "no_answer": "no_answer",
        "unreachable": "unreachable",
        "declined": "declined",
    }
    return known.get(word, "error")


def _best(done: Sequence[Dialled]) -> Dialled:
    """The answered one, else the most telling of the failures; ringing times add up."""
    ring_ms = sum(dialled.ring_ms for dialled in done)
    last = done[-1]
    if last.result == "answered":
        return Dialled("answered", last.who, ring_ms, last.talk_ms)
    results = {dialled.result for dialled in done}
    return Dialled(next(word for word in _WORST_FIRST if word in results), ring_ms=ring_ms)


async def transfer_blind(line: AsteriskLine, target: str) -> Dialled:
    """Send the caller's own phone or trunk to `target` (REFER); a refusal leaves the call here."""
    status = await line.read("${TRANSFERSTATUS}") if line.resuming else ""
    line.resuming = False
    if not status:
        await line.request("EXEC", "Transfer", target, clears=("TRANSFERSTATUS",), longest_s=30)
        status = await line.read("${TRANSFERSTATUS}")
    return Dialled(
        "answered" if status == "SUCCESS" else "unreachable", target if status == "SUCCESS" else ""
    )
