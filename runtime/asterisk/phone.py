"""The caller's line of a real Asterisk as the port that scenarios ask (`runtime.phone`).

Keys and prompts go in one command, `EXEC Read`: Asterisk drops keys pressed between two commands (res_agi.c
frees frames while it waits), and Read leaves the digits in a channel variable, where they outlive this
process.
"""

from collections.abc import Sequence
from typing import Final

from runtime.errors import Failure
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
    Sound,
    Utterance,
)
from runtime.wording import Wording

from . import dialling, queueing, recording
from .agi import Reply
from .causes import cause_of, read_reason
from .line import AsteriskLine
from .media import Media, MediaFile

_SAMPLES_PER_MS: Final = 8
_READ_ANSWER: Final = "${READSTATUS}:${CW_KEYS}"
_CHANNEL_STATE: Final = "${CHANNEL(state)}"
_ANSWER_LONGEST_S: Final = 10.0


class AsteriskPhone:
    """One call's phone. Implements `runtime.phone.Phone`; raises HungUp, CallMoved or Failure."""

    def __init__(
        self, line: AsteriskLine, media: Media, *, recordings: str, music_class: str = "default"
    ) -> None:
        """`recordings` is the folder on the Asterisk machine where voice messages are written."""
        self.answered = False
        self._line = line
        self._media = media
        self._recordings = recordings
        self._music_class = music_class

    def enter(self, node: str) -> None:
        """Nothing to prepare: the state that is kept names the node."""

    def keep(self, state: bytes) -> None:
        self._line.keep(state)

    async def answer(self, delay_s: float) -> None:
        if delay_s > 0 and await self._line.read(_CHANNEL_STATE) != "Up":
            await self._line.command("EXEC", "Ringing")
            await self._line.request("EXEC", "Wait", f"{delay_s:g}", longest_s=delay_s)
        # Option i: do not wait for the caller's media, which costs up to 500 ms (Asterisk 22, measured).
        await self._line.command("EXEC", "Answer", ",i", timeout_s=_ANSWER_LONGEST_S)
        self.answered = True

    async def play(self, prompt: Sequence[Utterance], break_keys: str) -> Played:
        ms = 0
        for media in await self._files(prompt):
            reply = await self._stream(media, break_keys, ms)
            ms += (reply.endpos or 0) // _SAMPLES_PER_MS
            if reply.result not in ("0", "-1"):
                return Played(ms, False, chr(int(reply.result)))
        return Played(ms, True)

    async def _stream(self, media: MediaFile, break_keys: str, played_ms: int) -> Reply:
        """Play one file; on hang-up what was heard of the prompt goes into HungUp."""
        try:
            reply = await self._line.request(
                "STREAM", "FILE", media.address, break_keys, longest_s=media.ms / 1000 + 1
            )
            if reply.result == "-1":
                played_ms += (reply.endpos or 0) // _SAMPLES_PER_MS
                # A line that still answers had nothing to play.
                await self._line.read(_CHANNEL_STATE)
                raise Failure(
                    "no_resource",
                    Wording(
                        f"Asterisk не смог проиграть {media.address}",
                        f"Asterisk could not play {media.address}",
                    ),
                )
        except HungUp as gone:
            gone.played_ms = played_ms
            raise
        return reply

    async def read_keys(self, prompt: Sequence[Utterance], request: KeyRequest) -> Heard:
        if self._line.resuming:
            self._line.resuming = False
            heard = self._heard(await self._line.read(_READ_ANSWER))
            if heard is not None:
                return heard
        files = await self._files(prompt)
        longest_s = sum(media.ms for media in files) / 1000 + request.timeout_s
        longest_s += request.max_digits * request.inter_digit_s
        sounds = "&".join([media.address for media in files])
        await self._line.request(
            "EXEC",
            "Read",
            f"CW_KEYS,{sounds},{request.max_digits},t({request.terminator}),1,",
            clears=("CW_KEYS", "READSTATUS"),
            sets={
                "TIMEOUT(response)": f"{request.timeout_s:g}",
                "TIMEOUT(digit)": f"{request.inter_digit_s:g}",
            },
            longest_s=longest_s,
        )
        heard = self._heard(await self._line.read(_READ_ANSWER))
        if heard is None:
            raise Failure(
                "no_resource",
                Wording("Asterisk не смог проиграть подсказку", "Asterisk could not play the prompt"),
            )
        return heard

    @staticmethod
    def _heard(answer: str) -> Heard | None:
        """What Read left behind; None where it left nothing or an error."""
        status, _, keys = answer.partition(":")
        match read_reason(status, keys):
            case "complete":
                return Heard(keys, "complete")
            case "partial":
                return Heard(keys, "partial")
            case "timeout":
                return Heard("", "timeout")
        return None

    async def wait(self, seconds: float, *, music: bool, break_keys: str) -> Played:
        if not self.answered and await self._line.read(_CHANNEL_STATE) != "Up":
            await self._line.command("EXEC", "Ringing")
        if music:
            await self._line.command("SET", "MUSIC", "ON", self._music_class)
        key = await self._key_within(seconds, break_keys)
        if music:
            await self._line.command("SET", "MUSIC", "OFF")
        return Played(0, not key, key)

    async def _key_within(self, seconds: float, break_keys: str) -> str:
        """The first of `break_keys` pressed within so many seconds, "" for none; other keys are ignored."""
        left_ms = round(seconds * 1000)
        clock = self._line.clock_ms
        until_ms = clock() + left_ms
        while left_ms > 0:
            reply = await self._line.request("WAIT", "FOR", "DIGIT", str(left_ms), longest_s=left_ms / 1000)
            if reply.result == "-1":
                await self._line.read(_CHANNEL_STATE)
                raise Failure(
                    "internal",
                    Wording("Asterisk не смог ждать на этой линии", "Asterisk could not wait on this line"),
                )
            key = chr(int(reply.result)) if reply.result != "0" else ""
            if not key or key in break_keys:
                return key
            left_ms = round(until_ms - clock())
        return ""

    async def dial(self, request: DialRequest) -> Dialled:
        dialled = await dialling.dial(self._line, request)
        self.answered = self.answered or dialled.result == "answered"
        return dialled

    async def transfer_blind(self, target: str) -> Dialled:
        return await dialling.transfer_blind(self._line, target)

    async def queue(self, request: QueueRequest) -> Queued:
        return await queueing.wait_in_queue(self._line, request)

    async def record(self, request: RecordRequest) -> Recorded:
        return await recording.record(self._line, request, self._recordings)

    async def give_up(self) -> None:
        await self._line.finish(None, sorry=True)

    async def hang_up(self, cause: str) -> None:
        await self._line.finish(cause_of(cause))

    async def _files(self, prompt: Sequence[Utterance]) -> list[MediaFile]:
        files: list[MediaFile] = []
        for utterance in prompt:
            found = await self._media.files_of(utterance)
            if not found:
                raise Failure("no_resource", _no_sound(utterance))
            files.extend(found)
        return files


def _no_sound(utterance: Utterance) -> Wording:
    """What is missing; never the words themselves, which may be a caller's."""
    if isinstance(utterance, Sound):
        return Wording(f"нет звука «{utterance.name}»", f"there is no sound {utterance.name!r}")
    return Wording("этот текст нечем озвучить", "there is nothing to speak this text with")
