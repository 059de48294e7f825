"""Names made of content, and what stands behind them."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.phone import Silence, Sound, Speech, Utterance
from runtime.speech import PromptFolder, SpeechError, text_key
from runtime.speech.synthesis import write_silence


def _recording(path: Path, seconds: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_silence(seconds, path)


@given(st.text(), st.sampled_from(["ru", "en"]))
def test_a_text_has_one_name_however_it_is_spaced(text: str, language: str):
    assert text_key(text, language) == text_key(f"  {text}\n", language)


def test_other_words_or_another_language_have_another_name():
    keys = {text_key("да", "ru"), text_key("нет", "ru"), text_key("да", "en")}
    assert len(keys) == 3


@pytest.mark.parametrize("utterance", [Speech("Да", "ru"), Silence(0.5)])
def test_a_prompt_is_there_once_it_was_made(folder: PromptFolder, utterance: Utterance):
    assert folder.find(utterance) is None
    made = folder.make(utterance)
    assert folder.find(utterance) == made
    assert folder.path_of(made.name) is not None


def test_a_prompt_appears_whole_with_nothing_beside_it(folder: PromptFolder, tmp_path: Path):
    made = folder.make(Speech("Да", "ru"))
    assert [path.name for path in (tmp_path / "prompts").iterdir()] == [made.name]


def test_a_failure_leaves_no_file(folder: PromptFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SpeechError):
        folder.make(Speech("Да", "ru"))
    assert list((tmp_path / "prompts").iterdir()) == []


def test_a_damaged_prompt_is_made_again(folder: PromptFolder, tmp_path: Path):
    made = folder.make(Speech("Да", "ru"))
    (tmp_path / "prompts" / made.name).write_bytes(b"")
    assert folder.find(Speech("Да", "ru")) is None
    assert folder.make(Speech("Да", "ru")) == made


def test_a_recording_of_exactly_the_text_wins_over_the_voice(folder: PromptFolder, tmp_path: Path):
    spoken = folder.make(Speech("Да", "ru"))
    _recording(tmp_path / "recordings" / f"{text_key('Да', 'ru')}.wav", 3)
    recorded = folder.make(Speech(" Да ", "ru"))
    assert recorded.ms == 3000
    assert recorded.name != spoken.name


def test_a_replaced_recording_has_another_name(folder: PromptFolder, tmp_path: Path):
    _recording(tmp_path / "sounds" / "gong.wav", 1)
    first = folder.make(Sound("gong", "ru"))
    _recording(tmp_path / "sounds" / "gong.wav", 2)
    second = folder.make(Sound("gong", "ru"))
    assert (first.ms, second.ms) == (1000, 2000)
    assert first.name != second.name
    assert folder.path_of(first.name) is not None


def test_a_sound_of_the_language_comes_before_the_one_for_all(folder: PromptFolder, tmp_path: Path):
    _recording(tmp_path / "sounds" / "gong.wav", 1)
    _recording(tmp_path / "sounds" / "ru" / "gong.wav", 2)
    assert folder.make(Sound("gong", "ru")).ms == 2000
    assert folder.make(Sound("gong", "en")).ms == 1000


def test_a_sound_may_have_a_name_as_people_write_it(folder: PromptFolder, tmp_path: Path):
    _recording(tmp_path / "sounds" / "Приветствие (лето).wav", 1)
    assert folder.make(Sound("Приветствие (лето)", "ru")).ms == 1000


def test_a_missing_sound_is_named(folder: PromptFolder):
    with pytest.raises(SpeechError) as failed:
        folder.make(Sound("gong", "ru"))
    assert "gong" in failed.value.message.ru


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("../secret", "ru"),
        ("..", "ru"),
        ("/tmp/secret", "ru"),
        ("a/b", "ru"),
        ("a\\b", "ru"),
        ("gong\x00", "ru"),
        ("gong\n", "ru"),
        ("", "ru"),
        (".hidden", "ru"),
        ("x" * 200, "ru"),
        ("secret", ".."),
    ],
)
def test_a_sound_name_never_leaves_its_folder(folder: PromptFolder, tmp_path: Path, name: str, language: str):
    _recording(tmp_path / "secret.wav", 1)
    _recording(tmp_path / "sounds" / "gong.wav", 1)
    assert folder.sound_file(name, language) is None


@given(name=st.text(max_size=40), language=st.text(max_size=5))
def test_any_sound_name_is_safe_to_ask_for(name: str, language: str):
    assert PromptFolder(Path("/nonexistent")).sound_file(name, language) is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../secret.wav",
        "a.wav",
        "A" * 32 + ".wav",
        "0" * 32,
        "0" * 32 + ".wav\n",
        "0" * 33 + ".wav",
    ],
)
def test_only_names_of_prompts_are_served(folder: PromptFolder, tmp_path: Path, name: str):
    made = folder.make(Silence(0.1))
    shutil.copy(tmp_path / "prompts" / made.name, tmp_path / "secret.wav")
    shutil.copy(tmp_path / "prompts" / made.name, tmp_path / "prompts" / "a.wav")
    assert folder.path_of(name) is None


def test_a_text_without_words_is_refused(folder: PromptFolder):
    with pytest.raises(SpeechError):
        folder.make(Speech("...", "ru"))
