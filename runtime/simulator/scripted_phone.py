"""A phone with no line behind it: a scripted caller, virtual time, results as the outcomes say.

The caller hears a prompt out before pressing keys, except where a key is to break it off. Speech takes a
second for 14 characters, a recorded sound two seconds.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from runtime.clock import VirtualClock
from runtime.phone import (
    Dialled,
    DialRequest,
    Heard,
    HungUp,
    KeyRequest,
    Played,
    Queued,
    QueueRequest,
    Recorded,
    RecordRequest,
    Silence,
    Sound,
    Utterance,
)

from .outcomes import DIAL, QUEUE, QUEUE_KEY, RECORD
from .script import Answer, ScriptedCaller

_CHARACTERS_PER_S: Final = 14.0
_SOUND_S: Final = 2.0
_KEY_AFTER_S: Final = 0.3
"""From one key to the next, and from the start of what a key breaks off."""
_LEAVES_AFTER_S: Final = 1.0
_RINGS_S: Final = 5.0
_REFUSED_AFTER_S: Final = 1.0
_TALKS_S: Final = 30.0
_IN_QUEUE_S: Final = 10.0
_MESSAGE_S: Final = 5.0


def prompt_s(prompt: Sequence[Utterance]) -> float:
    """How long a prompt lasts, about."""
    return sum(_utterance_s(utterance) for utterance in prompt)


def _utterance_s(utterance: Utterance) -> float:
    if isinstance(utterance, Silence):
        return utterance.seconds
    if isinstance(utterance, Sound):
        return _SOUND_S
    return len(utterance.text) / _CHARACTERS_PER_S


class ScriptedPhone:
    """Implements `runtime.phone.Phone`. `outcomes` is node id -> one of the words in `outcomes.py`."""

    def __init__(
        self,
        caller: ScriptedCaller,
        clock: VirtualClock,
        outcomes: Mapping[str, str],
        *,
        answered: bool = False,
    ) -> None:
        self.answered = answered
        self.caller = caller
        self.hung_up_with = ""
        """The cause the scenario ended the line with, "" while it has not."""
        self._clock = clock
        self._outcomes = outcomes
        self._node = ""
        self._gone = False

    def enter(self, node: str) -> None:
        self._node = node

    def keep(self, state: bytes) -> None:
        """Nothing outlives this phone: whoever makes the state proves it (`runtime.simulator`)."""

    async def answer(self, delay_s: float) -> None:
        if delay_s > 0:
            self._let_pass(delay_s)
        self._refuse_if_gone()
        self.answered = True

    async def play(self, prompt: Sequence[Utterance], break_keys: str) -> Played:
        return self._break_off_with(prompt_s(prompt), break_keys)

    async def wait(self, seconds: float, *, music: bool, break_keys: str) -> Played:
        return self._break_off_with(seconds, break_keys)

    async def read_keys(self, prompt: Sequence[Utterance], request: KeyRequest) -> Heard:
        before_s = self._clock.elapsed_s()
        continues = request.continues
        self._refuse_if_gone()
        if self.caller.hangs_up_now(self._node, continues=continues):
            self._leave(min(_LEAVES_AFTER_S, prompt_s(prompt)))
        self._clock.pass_time(prompt_s(prompt))
        rest = self.caller.rest_of_answer()
        heard = self._press(rest if continues else self.caller.next_answer(), request)
        return Heard(heard.keys, heard.reason, round((self._clock.elapsed_s() - before_s) * 1000))

    async def dial(self, request: DialRequest) -> Dialled:
        dialled = self._dialled(request.targets[0], request.ring_s, request.max_talk_s)
        self.answered = self.answered or dialled.result == "answered"
        return dialled

    async def transfer_blind(self, target: str) -> Dialled:
        return self._dialled(target, _RINGS_S, _REFUSED_AFTER_S)

    async def queue(self, request: QueueRequest) -> Queued:
        word = self._outcomes.get(self._node, "completed")
        if word.startswith(QUEUE_KEY):
            wait_ms = self._let_pass(min(_IN_QUEUE_S, request.max_wait_s))
            return Queued("key", key=word.removeprefix(QUEUE_KEY), wait_ms=wait_ms)
        result = QUEUE[word]
        if result == "completed":
            wait_ms = self._let_pass(min(_IN_QUEUE_S, request.max_wait_s))
            return Queued(result, "1", wait_ms=wait_ms, talk_ms=self._pass(_TALKS_S))
        waits_s = {"timeout": request.max_wait_s, "agents_left": _IN_QUEUE_S}.get(result, 0)
        return Queued(result, wait_ms=self._let_pass(waits_s))

    async def record(self, request: RecordRequest) -> Recorded:
        word = self._outcomes.get(self._node, "left")
        if word == "left":
            return Recorded(request.name, self._let_pass(min(_MESSAGE_S, request.max_s)), RECORD[word])
        self._let_pass(request.silence_s if word == "not_left" else 0)
        return Recorded("", 0, RECORD[word])

    async def give_up(self) -> None:
        await self.hang_up("normal")

    async def hang_up(self, cause: str) -> None:
        self._refuse_if_gone()
        self.hung_up_with = cause
        self._gone = True

    def _dialled(self, target: str, ring_s: float, max_talk_s: float) -> Dialled:
        result = DIAL[self._outcomes.get(self._node, "completed")]
        if result == "answered":
            ring_ms = self._let_pass(min(_RINGS_S, ring_s))
            talk_s = min(_TALKS_S, max_talk_s) if max_talk_s else _TALKS_S
            return Dialled(result, target, ring_ms, self._pass(talk_s))
        return Dialled(result, ring_ms=self._let_pass(ring_s if result == "no_answer" else _REFUSED_AFTER_S))

    def _break_off_with(self, lasts_s: float, break_keys: str) -> Played:
        """Let it last, or break it off with the first fitting key of the next answer."""
        self._refuse_if_gone()
        if self.caller.hangs_up_now(self._node):
            self._leave(min(_LEAVES_AFTER_S, lasts_s))
        answer = self.caller.next_answer() if break_keys else Answer()
        for place, key in enumerate(answer.keys, 1):
            if key in break_keys and place * _KEY_AFTER_S < lasts_s:
                self.caller.put_back(Answer(answer.keys[place:], answer.hangs_up))
                return Played(self._pass(place * _KEY_AFTER_S), False, key)
        if answer.hangs_up:
            self._leave(min(len(answer.keys) * _KEY_AFTER_S, lasts_s))
        return Played(self._pass(lasts_s), True)

    def _press(self, answer: Answer, request: KeyRequest) -> Heard:
        """Press the keys of an answer until enough are heard; what is over is left for a request that
        continues.
        """
        heard = ""
        for place, key in enumerate(answer.keys, 1):
            self._clock.pass_time(min(_KEY_AFTER_S, request.timeout_s / 2, request.inter_digit_s / 2))
            ended = key == request.terminator
            heard += "" if ended else key
            if ended or len(heard) == request.max_digits:
                self.caller.put_back(Answer(answer.keys[place:], answer.hangs_up))
                return Heard(heard, "complete")
        if answer.hangs_up:
            self._gone = True
            raise HungUp(keys=heard)
        self._clock.pass_time(request.inter_digit_s if heard else request.timeout_s)
        return Heard(heard, "partial" if heard else "timeout")

    def _let_pass(self, seconds: float) -> int:
        """Time the caller may end; how much passed, in milliseconds."""
        self._refuse_if_gone()
        if self.caller.hangs_up_now(self._node):
            self._leave(min(_LEAVES_AFTER_S, seconds))
        return self._pass(seconds)

    def _pass(self, seconds: float) -> int:
        self._clock.pass_time(seconds)
        return round(seconds * 1000)

    def _leave(self, after_s: float) -> None:
        self._gone = True
        raise HungUp(played_ms=self._pass(after_s))

    def _refuse_if_gone(self) -> None:
        if self._gone:
            raise HungUp
