"""Prompts for calls: from memory where possible, rendered aside where not, never late.

A call asks by utterance and gets the name of a file. What was asked before comes from a dictionary. What was
not is looked up and, if need be, rendered in a few threads, while the event loop goes on; a text that many
calls ask for at once is rendered once. A call waits less than a second: then the fixed parts of the text do,
and the rendering goes on for the next one.

Recordings may be added or replaced while calls run: an answer older than some seconds is still given at once
but checked aside.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from runtime.phone import Speech, Utterance
from runtime.saying import fixed_speech

from .errors import SpeechError
from .folder import PromptFile, PromptFolder, text_key

_WHOLE_WITHIN_S: Final = 0.9
"""The rest of the second is for finding the fixed parts, which takes a few milliseconds."""
_RECHECK_S: Final = 10.0
_RENDERERS: Final = 2
_WAITING_MOST: Final = 64
"""More texts than two renderers speak in a second; a call that asks for one more would wait in vain."""
_REMEMBERED_MOST: Final = 10_000
_LONG_CHARS: Final = 500

_log = logging.getLogger("callwright.speech")
_Key = Utterance | tuple[str, str] | str


class SpeechStore:
    """The prompts of an installation, for one event loop.

    `root` is the installation's data folder. `close()` ends what is still being rendered.
    """

    def __init__(
        self,
        root: Path,
        *,
        renderers: int = _RENDERERS,
        whole_within_s: float = _WHOLE_WITHIN_S,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self.folder = PromptFolder(root)
        self._renderers = renderers
        self._threads = ThreadPoolExecutor(renderers, thread_name_prefix="speech")
        self._whole_within_s = whole_within_s
        self._now_s = now_s
        self._known: dict[_Key, tuple[PromptFile, float]] = {}
        """Key -> (the prompt, when to check it again)."""
        self._running: dict[_Key, asyncio.Task[PromptFile]] = {}

    async def file_for(self, utterance: Utterance) -> PromptFile | None:
        """The prompt for an utterance, within a second; None when there is nothing to play.

        A text that is not ready in time, or cannot be spoken at all, is replaced by its fixed parts if those
        are ready.
        """
        known = self._remembered(utterance)
        if known is not None:
            return known
        if len(self._running) < _WAITING_MOST or _key_of(utterance) in self._running:
            task = self._look_up(utterance)
            await asyncio.wait({task}, timeout=self._whole_within_s)
            if task.done() and not task.cancelled() and task.exception() is None:
                return task.result()
        return await self._fixed_part(utterance)

    async def render_all(
        self, utterances: Iterable[Utterance], progress: Callable[[int, int], None] | None = None
    ) -> None:
        """Make every prompt ready, as publishing does; `progress(done, total)` after each one.

        Raises the first SpeechError; what was made stays.
        """
        wanted = list({_key_of(utterance): utterance for utterance in utterances}.values())
        waiting, done = iter(wanted), 0

        async def work() -> None:
            nonlocal done
            for utterance in waiting:
                await self._look_up(utterance)
                done += 1
                if progress is not None:
                    progress(done, len(wanted))

        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._renderers):
                    group.create_task(work())
        except ExceptionGroup as failed:
            raise failed.exceptions[0] from None

    def path_of(self, name: str) -> Path | None:
        """The file that is served as /prompts/<name>; None for anything that is not a prompt of ours."""
        return self.folder.path_of(name)

    async def close(self) -> None:
        """Let what is being rendered end and take no more."""
        for task in self._running.values():
            task.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)

    def _remembered(self, utterance: Utterance) -> PromptFile | None:
        known = self._known.get(_key_of(utterance))
        if known is None:
            return None
        if self._now_s() >= known[1]:
            self._look_up(utterance)
        return known[0]

    def _look_up(self, utterance: Utterance) -> asyncio.Task[PromptFile]:
        """The task that finds or makes this prompt; one at a time for each."""
        key = _key_of(utterance)
        task = self._running.get(key)
        if task is None:
            task = asyncio.get_running_loop().create_task(self._found(key, utterance))
            self._running[key] = task
            task.add_done_callback(lambda ended: self._ended(key, ended))
        return task

    async def _found(self, key: _Key, utterance: Utterance) -> PromptFile:
        prompt = await asyncio.to_thread(self.folder.find, utterance)
        if prompt is None:
            loop = asyncio.get_running_loop()
            prompt = await loop.run_in_executor(self._threads, self.folder.make, utterance)
        self._known.pop(key, None)
        if len(self._known) >= _REMEMBERED_MOST:
            del self._known[next(iter(self._known))]
        self._known[key] = (prompt, self._now_s() + _RECHECK_S)
        return prompt

    def _ended(self, key: _Key, task: asyncio.Task[PromptFile]) -> None:
        self._running.pop(key, None)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._known.pop(key, None)
        if isinstance(error, (SpeechError, OSError)):
            _log.error("a prompt could not be made: %s", error)
        else:
            _log.error("a prompt could not be made", exc_info=error)

    async def _fixed_part(self, utterance: Utterance) -> PromptFile | None:
        if not isinstance(utterance, Speech):
            return None
        fixed = fixed_speech(utterance.fixed, utterance.language)
        if fixed is None or fixed.text == utterance.text:
            return None
        known = self._remembered(fixed)
        if known is not None:
            return known
        try:
            return await asyncio.to_thread(self.folder.find, fixed)
        except SpeechError:
            return None


def _key_of(utterance: Utterance) -> _Key:
    """What tells an utterance from another: for speech its words alone, however they were split. Long words
    are known by their hash, so that the memory of many calls stays small.
    """
    if not isinstance(utterance, Speech):
        return utterance
    if len(utterance.text) > _LONG_CHARS:
        return text_key(utterance.text, utterance.language)
    return (utterance.text, utterance.language)
