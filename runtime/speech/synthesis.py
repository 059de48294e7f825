"""espeak-ng and sox: from words, or from a recording, to the one format of prompts.

Asterisk 22 plays a .wav only when it is 8 kHz, mono, 16 bit. No shell takes part, the text goes in by
standard input only, so that no text can be an option or a name. sox, not ffmpeg: a sentence takes 20 ms
instead of 100.
"""

import os
import subprocess
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final, cast

from .errors import program_missing, recording_unreadable, synthesis_failed

RATE_HZ: Final = 8000
SAMPLE_BYTES: Final = 2
LONGEST_S: Final = 600
"""Speech and recordings end here."""
VOICES: Final = {"ru": "ru", "en": "en-us"}
_WORDS_PER_MINUTE: Final = "150"
_TIMEOUT_S: Final = 30.0
_FORMAT: Final = ("-t", "wav", "-c", "1", "-b", "16", "-e", "signed-integer")
_REASON_CHARS: Final = 200


def voice_of(language: str) -> str:
    """espeak-ng's voice for a language; English for one that has none."""
    return VOICES.get(language, VOICES["en"])


def synthesise(words: str, language: str, target: Path) -> None:
    """Speak words (see `runtime.words.spoken_form`) into a new WAV file at an even level, -3 dB at its peak.

    Raises SpeechError.
    """
    voice = ("espeak-ng", "-v", voice_of(language), "-s", _WORDS_PER_MINUTE, "-b", "1", "-z")
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    with _started((*voice, "--stdin", "--stdout"), stdin=pipe, stdout=pipe, stderr=quiet) as speaker:
        words_in, voice_out = cast(IO[bytes], speaker.stdin), cast(IO[bytes], speaker.stdout)
        try:
            shaping = _shaping(target, "--ignore-length", effects=("gain", "-n", "-3"))
            with _started(shaping, stdin=voice_out, stdout=quiet, stderr=pipe) as shaper:
                voice_out.close()
                _send(words_in, words.encode())
                reason = _finish(shaper)
        finally:
            speaker.kill()
    if reason is not None:
        raise synthesis_failed(reason)


def convert(recording: Path, target: Path) -> None:
    """A recording as a new WAV file in the format of prompts, at its own level. Raises SpeechError."""
    quiet, pipe = subprocess.DEVNULL, subprocess.PIPE
    with (
        recording.open("rb") as content,
        _started(_shaping(target), stdin=content, stdout=quiet, stderr=pipe) as shaper,
    ):
        reason = _finish(shaper)
    if reason is not None:
        raise recording_unreadable(recording.name, reason)


def write_silence(seconds: float, target: Path) -> None:
    """Silence as a WAV file in the format of prompts."""
    with wave.open(str(target), "wb") as silence:
        silence.setnchannels(1)
        silence.setsampwidth(SAMPLE_BYTES)
        silence.setframerate(RATE_HZ)
        silence.writeframes(bytes(SAMPLE_BYTES * round(min(seconds, LONGEST_S) * RATE_HZ)))


def length_ms(path: Path) -> int | None:
    """How long a prompt is; None when the file is not there or is no whole prompt."""
    try:
        with wave.open(str(path), "rb") as prompt:
            is_prompt = (
                prompt.getframerate() == RATE_HZ
                and prompt.getnchannels() == 1
                and prompt.getsampwidth() == SAMPLE_BYTES
            )
            return prompt.getnframes() * 1000 // RATE_HZ if is_prompt else None
    except (OSError, EOFError, wave.Error):
        return None


def _shaping(target: Path, *reading: str, effects: Sequence[str] = ()) -> tuple[str, ...]:
    """sox from standard input to `target`; -G keeps it from clipping, -D makes the same file each time.

    --ignore-length as `reading` is for a pipe, whose header cannot know the length; a file may hold other
    chunks behind its sound.
    """
    program = ("sox", "-V1", "-G", "-D", *reading, "-t", "wav", "-", *_FORMAT, str(target))
    return (*program, "rate", str(RATE_HZ), "trim", "0", str(LONGEST_S), *effects)


def _started(
    command: Sequence[str], *, stdin: int | IO[bytes], stdout: int, stderr: int
) -> subprocess.Popen[bytes]:
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
    try:
        return subprocess.Popen(  # noqa: S603  # the words of a scenario never are part of the command
            command, stdin=stdin, stdout=stdout, stderr=stderr, env=environment
        )
    except FileNotFoundError as error:
        raise program_missing(command[0]) from error


def _send(pipe: IO[bytes], text: bytes) -> None:
    """Hand over the text; it is smaller than a pipe's buffer. A voice that died is found out by its
    silence.
    """
    try:
        pipe.write(text)
        pipe.close()
    except BrokenPipeError:
        return


def _finish(shaper: subprocess.Popen[bytes]) -> str | None:
    """Wait for sox; what it complained of when it failed, None when it did its work."""
    try:
        _, complaint = shaper.communicate(timeout=_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        shaper.kill()
        return f"sox took more than {_TIMEOUT_S:g} s"
    if shaper.returncode == 0:
        return None
    return complaint.decode("utf-8", "replace").strip()[:_REASON_CHARS] or f"sox: {shaper.returncode}"
