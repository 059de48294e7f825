"""The prompts on disk: every utterance has a name made of its content, so what a URL says never changes.

    prompts/<name>.wav              what Asterisk fetches; made by us, may be deleted at any time
    recordings/<text key>.wav       a person's recording of exactly that text; wins over the voice
    sounds/<language>/<name>.wav    a recorded sound by its name in one language,
    sounds/<name>.wav               or in all

Everything here blocks; `runtime.speech.store` calls it off the event loop.
"""

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from runtime.phone import Silence, Sound, Speech, Utterance
from runtime.words import spoken_form

from .errors import nothing_to_say, recording_unreadable, sound_missing, synthesis_failed
from .synthesis import convert, length_ms, synthesise, voice_of, write_silence

_FORMAT: Final = 1
"""Part of every name: grows when the same words come to sound otherwise."""
_PROMPT_NAME: Final = re.compile(r"[0-9a-f]{32}\.wav")
_SOUND_NAME: Final = re.compile(r"\w[\w .()-]{0,99}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_LARGEST_RECORDING_BYTES: Final = 200 * 1024 * 1024


class PromptFile(NamedTuple):
    """A prompt under /prompts/ and how long it is."""

    name: str
    ms: int


@dataclass(frozen=True, slots=True)
class _Recipe:
    """What an utterance is called, and how to write it where it is missing."""

    name: str
    write: Callable[[Path], None]


def text_key(text: str, language: str) -> str:
    """The name of a text in a language, 32 hex digits; the same whatever voice speaks it."""
    return _digest("text", spoken_form(text), language)


class PromptFolder:
    """The folder of an installation's prompts (`root` is its data folder, made when first needed)."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._prompts = self._root / "prompts"

    def find(self, utterance: Utterance) -> PromptFile | None:
        """The prompt, if it is ready. Raises SpeechError when it can never be."""
        return self._ready(self._recipe(utterance).name)

    def make(self, utterance: Utterance) -> PromptFile:
        """The prompt, made if it is not there. Raises SpeechError.

        The file appears whole or not at all, also when two processes make it at once.
        """
        recipe = self._recipe(utterance)
        ready = self._ready(recipe.name)
        if ready is not None:
            return ready
        self._prompts.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=self._prompts, prefix=".", suffix=".wav")
        os.close(handle)
        try:
            recipe.write(Path(unfinished))
            ms = length_ms(Path(unfinished))
            if ms is None:
                raise synthesis_failed("sox")
            # mkstemp makes files private; prompts are for whoever serves them.
            os.chmod(unfinished, 0o644)
            os.replace(unfinished, self._prompts / recipe.name)
        finally:
            Path(unfinished).unlink(missing_ok=True)
        return PromptFile(recipe.name, ms)

    def path_of(self, name: str) -> Path | None:
        """The file to serve under this name; None for a name that is none of ours or is not there."""
        path = self._prompts / name
        return path if _PROMPT_NAME.fullmatch(name) and path.is_file() else None

    def sound_file(self, name: str, language: str) -> Path | None:
        """The recording kept for a sound's name, the language's own first; None when there is none."""
        if not _SOUND_NAME.fullmatch(name):
            return None
        sounds = self._root / "sounds"
        folders = (sounds / language, sounds) if _LANGUAGE.fullmatch(language) else (sounds,)
        candidates = (folder / f"{name}.wav" for folder in folders)
        return next((path for path in candidates if path.is_file()), None)

    def _ready(self, name: str) -> PromptFile | None:
        ms = length_ms(self._prompts / name)
        return None if ms is None else PromptFile(name, ms)

    def _recipe(self, utterance: Utterance) -> _Recipe:
        match utterance:
            case Speech(text, language):
                return self._speech_recipe(spoken_form(text), language)
            case Sound(name, language):
                recording = self.sound_file(name, language)
                if recording is None:
                    raise sound_missing(name)
                return self._recording_recipe(recording)
            case Silence(seconds):
                name = _digest("silence", round(seconds * 1000))
                return _Recipe(f"{name}.wav", lambda target: write_silence(seconds, target))

    def _speech_recipe(self, words: str, language: str) -> _Recipe:
        if not words:
            raise nothing_to_say()
        key = text_key(words, language)
        recording = self._root / "recordings" / f"{key}.wav"
        if recording.is_file():
            return self._recording_recipe(recording)
        name = _digest("speech", key, voice_of(language), _FORMAT)
        return _Recipe(f"{name}.wav", lambda target: synthesise(words, language, target))

    def _recording_recipe(self, recording: Path) -> _Recipe:
        if recording.stat().st_size > _LARGEST_RECORDING_BYTES:
            raise recording_unreadable(recording.name, "> 200 MB")
        with recording.open("rb") as content:
            content_hash = hashlib.file_digest(content, "sha256").hexdigest()
        name = _digest("recording", content_hash, _FORMAT)
        return _Recipe(f"{name}.wav", lambda target: convert(recording, target))


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
