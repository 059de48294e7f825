"""The caller's line as components use it: the phone plus what every request needs around it.

Before a request the line is answered if it has to be and the call's state is given to the phone to keep;
after it the trace tells what was played, heard, dialled. A component that asks through the handset can do
none of this wrong.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from runtime.errors import Failure
from runtime.phone import (
    Dialled,
    DialRequest,
    Heard,
    HungUp,
    KeyRequest,
    Phone,
    Played,
    Queued,
    QueueRequest,
    Recorded,
    RecordRequest,
    Silence,
    Sound,
    Speech,
    Utterance,
)
from runtime.saying import spoken_prompt
from runtime.wording import Wording

if TYPE_CHECKING:
    from runtime.call import Call

_HEARD_ENOUGH_MS = 1000
"""Media this long counts as something happening for the caller (guard against silent loops)."""


class Handset:
    """One call's phone."""

    def __init__(self, call: "Call", phone: Phone, checkpoint: Callable[[], bytes]) -> None:
        self._call = call
        self._phone = phone
        self._checkpoint = checkpoint
        self.given_away = False
        """The caller was handed over for good; the line is no longer ours."""
        self._hung_up = False
        self._began_s = 0.0

    def enter(self, node: str) -> None:
        """The call is now in this node."""
        self._phone.enter(node)

    @property
    def answered(self) -> bool:
        return self._phone.answered

    async def answer(self, delay_s: float = 0) -> None:
        """Pick up; nothing happens on a line that is answered already."""
        if not self._phone.answered:
            self._ready()
            await self._phone.answer(delay_s)

    async def play(self, prompt: Sequence[object], break_keys: str = "") -> Played:
        """Play a prompt; an empty one is over at once."""
        if not prompt:
            return Played(0, True)
        played = await self._play(await self._begin(prompt), break_keys)
        if played.key:
            self._tell_heard(played.key, "complete", secret=False)
        return played

    async def say(self, utterances: Sequence[Utterance]) -> Played:
        """Play words that are already chosen (the built-in fallback)."""
        self._ready()
        await self._pick_up()
        return await self._play(utterances, "")

    async def _play(self, utterances: Sequence[Utterance], break_keys: str) -> Played:
        try:
            played = await self._phone.play(utterances, break_keys)
        except HungUp as gone:
            self._tell_played(utterances, gone.played_ms, finished=False)
            raise
        self._tell_played(utterances, played.ms, finished=played.finished)
        return played

    async def read_keys(self, prompt: Sequence[object], request: KeyRequest) -> Heard:
        """Play a prompt and listen; what was pressed is the call's `last_keys` unless it is secret."""
        utterances = await self._begin(prompt)
        try:
            heard = await self._phone.read_keys(utterances, request)
        except HungUp as gone:
            self._tell_heard(gone.keys, "hangup", secret=request.secret, during=utterances)
            raise
        self._call.position.quiet_steps = 0
        self._tell_heard(heard.keys, heard.reason, secret=request.secret, during=utterances)
        return heard

    async def wait(self, seconds: float, *, music: bool = False, break_keys: str = "") -> Played:
        """Let time pass; `key` in the result is the break key that ended it."""
        await self._begin((), answers=music or bool(break_keys))
        waited = await self._phone.wait(seconds, music=music, break_keys=break_keys)
        self._call.position.quiet_steps = 0
        if waited.key:
            self._tell_heard(waited.key, "complete", secret=False)
        return waited

    async def dial(self, request: DialRequest) -> Dialled:
        """Ring and connect; a caller who was not answered yet goes on hearing ringing, and is answered by
        the callee.
        """
        await self._begin((), answers=False)
        try:
            dialled = await self._phone.dial(request)
        except HungUp as gone:
            self._call.handed_over = gone.talked
            result = "answered" if gone.talked else "hangup"
            ring_ms = max(0, self._taken_ms() - gone.talk_ms)
            self._emit(
                "dialled",
                targets=request.targets,
                result=result,
                who=gone.who,
                ring_ms=ring_ms,
                talk_ms=gone.talk_ms,
            )
            raise
        return self._dialled(request.targets, dialled)

    async def transfer_blind(self, target: str) -> Dialled:
        """Hand the caller over for good."""
        await self._begin((), answers=False)
        try:
            done = await self._phone.transfer_blind(target)
        except HungUp as gone:
            self._call.handed_over = gone.talked
            result = "answered" if gone.talked else "hangup"
            self._emit(
                "dialled", targets=(target,), result=result, who=target, ring_ms=self._taken_ms(), talk_ms=0
            )
            raise
        dialled = self._dialled((target,), done)
        self.given_away = dialled.result == "answered"
        return dialled

    async def queue(self, request: QueueRequest) -> Queued:
        """Wait in a queue and talk."""
        await self._begin(())
        try:
            queued = await self._phone.queue(request)
        except HungUp as gone:
            self._call.handed_over = gone.talked
            result = "completed" if gone.talked else "abandoned"
            wait_ms = max(0, self._taken_ms() - gone.talk_ms)
            self._emit(
                "queued",
                queue=request.queue,
                result=result,
                wait_ms=wait_ms,
                who=gone.who,
                talk_ms=gone.talk_ms,
            )
            raise
        self._call.position.quiet_steps = 0
        self._emit(
            "queued",
            queue=request.queue,
            result=queued.result,
            wait_ms=queued.wait_ms,
            who=queued.who,
            talk_ms=queued.talk_ms,
        )
        return queued

    async def record(self, request: RecordRequest, *, box: str) -> Recorded:
        """Record a message for a box."""
        await self._begin(())
        try:
            recorded = await self._phone.record(request)
        except HungUp:
            self._emit("recorded", file=request.name, ms=0, reason="hangup", box=box)
            raise
        self._call.position.quiet_steps = 0
        self._emit("recorded", file=recorded.file, ms=recorded.ms, reason=recorded.reason, box=box)
        return recorded

    async def give_up(self) -> None:
        """End the line with its own apology; needs no state and no sound of ours."""
        if not self._hung_up:
            self._hung_up = True
            await self._phone.give_up()

    async def hang_up(self, cause: str) -> None:
        """End the line; once is enough. No state is kept with it: there is nothing to resume."""
        self._refuse_in_hang_up_lane()
        if not self._hung_up:
            self._hung_up = True
            await self._phone.hang_up(cause)

    async def _begin(self, prompt: Sequence[object], *, answers: bool = True) -> tuple[Utterance, ...]:
        utterances = self._spoken(prompt)
        self._ready()
        if answers:
            await self._pick_up()
        return utterances

    def _spoken(self, prompt: Sequence[object]) -> tuple[Utterance, ...]:
        """A drawing's items put into words; what a component worded itself stays as it is."""
        utterances: list[Utterance] = []
        for item in prompt:
            if isinstance(item, (Speech, Sound, Silence)):
                utterances.append(item)
            else:
                utterances.extend(spoken_prompt((item,), self._call))
        return tuple(utterances)

    async def _pick_up(self) -> None:
        if not self._phone.answered:
            await self._phone.answer(0)

    def _ready(self) -> None:
        self._refuse_in_hang_up_lane()
        self._began_s = self._call.surroundings.clock.elapsed_s()
        self._call.position.request += 1
        self._phone.keep(self._checkpoint())

    def _taken_ms(self) -> int:
        """How long the request has taken so far."""
        return round((self._call.surroundings.clock.elapsed_s() - self._began_s) * 1000)

    def _refuse_in_hang_up_lane(self) -> None:
        if self._call.position.lane == "on_hangup":
            raise Failure(
                "internal",
                Wording(
                    "линии больше нет: в этой ветви нечего играть и слушать",
                    "the line is gone; nothing can be played or heard in this lane",
                ),
            )

    def _dialled(self, targets: tuple[str, ...], dialled: Dialled) -> Dialled:
        self._call.position.quiet_steps = 0
        self._emit(
            "dialled",
            targets=targets,
            result=dialled.result,
            who=dialled.who,
            ring_ms=dialled.ring_ms,
            talk_ms=dialled.talk_ms,
        )
        return dialled

    def _tell_played(self, utterances: Sequence[Utterance], ms: int, *, finished: bool) -> None:
        if ms >= _HEARD_ENOUGH_MS:
            self._call.position.quiet_steps = 0
        self._emit("played", prompt=_title(utterances), ms=ms, finished=finished)

    def _tell_heard(self, keys: str, reason: str, *, secret: bool, during: Sequence[Utterance] = ()) -> None:
        """What was pressed, and what was being said meanwhile."""
        said = {"prompt": _title(during)} if during else {}
        if secret:
            self._call.trace.hide(keys)
            self._emit("heard", keys="•" if keys else "", reason=reason, **said)
        else:
            self._call.last_keys = keys
            self._emit("heard", keys=keys, reason=reason, **said)

    def _emit(self, kind: str, **fields: object) -> None:
        self._call.trace.emit(kind, self._call.position.node, **fields)


def _title(utterances: Sequence[Utterance]) -> str:
    """A prompt as one line for the trace: words, [sound], (pause)."""
    parts = []
    for utterance in utterances:
        if isinstance(utterance, Silence):
            parts.append(f"({utterance.seconds:g} s)")
        elif isinstance(utterance, Sound):
            parts.append(f"[{utterance.name}]")
        else:
            parts.append(utterance.text)
    return " ".join(parts)
