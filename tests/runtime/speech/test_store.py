"""Prompts for calls: remembered, rendered once, never late."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from runtime.phone import Silence, Sound, Speech, Utterance
from runtime.speech import PromptFile, PromptFolder, SpeechError, SpeechStore, text_key
from runtime.speech.synthesis import write_silence

NAME = Speech("Здравствуйте, Анна", "ru", ("Здравствуйте,",))
FIXED = Speech("Здравствуйте,", "ru", ("Здравствуйте,",))


class _Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


LIMIT_S = 10.0
"""Long for a process that is started beside many others."""


class _Begun(list[Utterance]):
    """What a renderer has begun with."""

    def __init__(self) -> None:
        super().__init__()
        self._added = threading.Semaphore(0)

    def add(self, utterance: Utterance) -> None:
        self.append(utterance)
        self._added.release()

    async def more(self, count: int = 1) -> None:
        """Return once there are so many more."""
        for _ in range(count):
            assert await asyncio.to_thread(self._added.acquire, timeout=LIMIT_S)


@contextmanager
def _slow_renderers(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Begun]:
    """Rendering begins but does not end before this block does."""
    begun = _Begun()
    go_on = threading.Event()
    make = PromptFolder.make

    def held(folder: PromptFolder, utterance: Utterance) -> PromptFile:
        begun.add(utterance)
        go_on.wait(LIMIT_S)
        return make(folder, utterance)

    monkeypatch.setattr(PromptFolder, "make", held)
    try:
        yield begun
    finally:
        go_on.set()


def _without_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: PromptFolder, utterance: Utterance) -> PromptFile:
        raise AssertionError("the disk was asked")

    monkeypatch.setattr(PromptFolder, "find", refuse)
    monkeypatch.setattr(PromptFolder, "make", refuse)


async def _soon(is_so: Callable[[], Awaitable[bool]]) -> None:
    """Ask until it is so."""
    async with asyncio.timeout(LIMIT_S):
        while True:
            if await is_so():
                return
            await asyncio.sleep(0)


def _files(root: Path) -> list[str]:
    return [path.name for path in root.rglob("*") if path.is_file()]


async def test_a_text_is_rendered_and_can_be_served(store: SpeechStore):
    prompt = await store.file_for(NAME)
    assert prompt is not None
    assert prompt.ms > 500
    assert store.path_of(prompt.name) is not None


async def test_a_text_asked_before_costs_no_disk_access(store: SpeechStore, monkeypatch: pytest.MonkeyPatch):
    first = await store.file_for(NAME)
    _without_disk(monkeypatch)
    assert await store.file_for(NAME) == first


async def test_a_published_text_is_found_by_another_process(tmp_path: Path, store: SpeechStore):
    publishing = SpeechStore(tmp_path)
    await publishing.render_all([NAME])
    await publishing.close()
    assert await store.file_for(NAME) is not None


async def test_calls_that_ask_at_once_have_one_text_rendered_once(
    store: SpeechStore, monkeypatch: pytest.MonkeyPatch
):
    made: list[Utterance] = []
    make = PromptFolder.make

    def counted(folder: PromptFolder, utterance: Utterance) -> PromptFile:
        made.append(utterance)
        return make(folder, utterance)

    monkeypatch.setattr(PromptFolder, "make", counted)
    prompts = await asyncio.gather(*(store.file_for(NAME) for _ in range(20)))
    assert len(made) == 1
    assert len(set(prompts)) == 1


async def test_a_text_that_is_late_is_replaced_by_its_fixed_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store = SpeechStore(tmp_path, whole_within_s=0.01)
    await store.render_all([FIXED])
    fixed = await store.file_for(FIXED)
    with _slow_renderers(monkeypatch):
        assert await store.file_for(NAME) == fixed
    await store.render_all([NAME])
    assert await store.file_for(NAME) != fixed
    await store.close()


async def test_a_late_text_is_there_for_the_next_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = SpeechStore(tmp_path, whole_within_s=0.01)
    with _slow_renderers(monkeypatch) as begun:
        assert await store.file_for(NAME) is None
    await store.render_all([NAME])
    assert begun == [NAME]
    await store.close()


async def test_a_late_text_without_fixed_parts_gives_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = SpeechStore(tmp_path, whole_within_s=0.01)
    with _slow_renderers(monkeypatch):
        assert await store.file_for(Speech("два", "ru")) is None
    await store.close()


async def test_rendering_never_holds_the_event_loop(store: SpeechStore, monkeypatch: pytest.MonkeyPatch):
    with _slow_renderers(monkeypatch) as begun:
        waiting = asyncio.create_task(store.file_for(NAME))
        await begun.more()
        assert not waiting.done()
    assert await waiting is not None


async def test_only_so_many_renderers_work_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = SpeechStore(tmp_path, renderers=2, whole_within_s=0.05)
    with _slow_renderers(monkeypatch) as begun:
        await asyncio.gather(*(store.file_for(Speech(f"слово {n}", "ru")) for n in range(8)))
        await begun.more(2)
        assert len(begun) == 2
    await store.close()


async def test_a_crowd_of_new_texts_is_turned_away_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = SpeechStore(tmp_path, whole_within_s=2 * LIMIT_S)
    with _slow_renderers(monkeypatch) as begun:
        crowd = [asyncio.create_task(store.file_for(Speech(f"слово {n}", "ru"))) for n in range(64)]
        await begun.more()
        async with asyncio.timeout(LIMIT_S):
            assert await store.file_for(Speech("ещё слово", "ru")) is None
        for one in crowd:
            one.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)
    await store.close()


async def test_a_caller_who_leaves_does_not_stop_the_rendering(
    store: SpeechStore, monkeypatch: pytest.MonkeyPatch
):
    with _slow_renderers(monkeypatch) as begun:
        waiting = asyncio.create_task(store.file_for(NAME))
        await begun.more()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert await store.file_for(NAME) is not None
    assert len(begun) == 1


async def test_a_new_recording_is_noticed_after_a_while(tmp_path: Path):
    clock = _Clock()
    store = SpeechStore(tmp_path, now_s=clock)
    spoken = await store.file_for(FIXED)
    (tmp_path / "recordings").mkdir()
    write_silence(7, tmp_path / "recordings" / f"{text_key(FIXED.text, 'ru')}.wav")
    clock.now_s = 60
    assert await store.file_for(FIXED) == spoken

    async def is_the_recording() -> bool:
        prompt = await store.file_for(FIXED)
        return prompt is not None and prompt.ms == 7000

    await _soon(is_the_recording)
    await store.close()


async def test_prompts_that_were_deleted_come_back(tmp_path: Path):
    clock = _Clock()
    store = SpeechStore(tmp_path, now_s=clock)
    prompt = await store.file_for(FIXED)
    assert prompt is not None
    (tmp_path / "prompts" / prompt.name).unlink()
    clock.now_s = 60
    await store.file_for(FIXED)

    async def is_back() -> bool:
        return store.path_of(prompt.name) is not None

    await _soon(is_back)
    await store.close()


async def test_without_a_voice_published_parts_are_still_played(
    tmp_path: Path, store: SpeechStore, monkeypatch: pytest.MonkeyPatch
):
    await store.render_all([FIXED])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert await store.file_for(NAME) == await store.file_for(FIXED)


async def test_a_failure_is_logged_without_the_words(
    tmp_path: Path, store: SpeechStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert await store.file_for(NAME) is None
    assert "espeak-ng" in caplog.text
    assert "Анна" not in caplog.text


async def test_a_missing_sound_gives_nothing(store: SpeechStore):
    assert await store.file_for(Sound("gong", "ru")) is None


async def test_a_silence_is_a_prompt(store: SpeechStore):
    prompt = await store.file_for(Silence(1.5))
    assert prompt is not None
    assert prompt.ms == 1500


@pytest.mark.parametrize(
    "text",
    ["-f /etc/passwd", "<speak>a<break time='9s'/></speak>", "a\x00b", "слово " * 20_000, "[[h@l0]] 1"],
)
async def test_hostile_text_is_only_ever_spoken(store: SpeechStore, tmp_path: Path, text: str):
    await store.render_all([Speech(text, "ru")])
    prompt = await store.file_for(Speech(text, "ru"))
    assert prompt is not None
    assert _files(tmp_path) == [prompt.name]


async def test_publishing_tells_its_progress_and_renders_each_text_once(store: SpeechStore):
    told: list[tuple[int, int]] = []
    await store.render_all(
        [FIXED, NAME, FIXED, Silence(1)], progress=lambda done, total: told.append((done, total))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


async def test_publishing_without_a_voice_says_what_to_install(
    tmp_path: Path, store: SpeechStore, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SpeechError) as failed:
        await store.render_all([FIXED])
    assert "apt-get install espeak-ng" in failed.value.message.en
