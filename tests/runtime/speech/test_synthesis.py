"""The real espeak-ng and sox."""

import os
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runtime.speech.errors import SpeechError
from runtime.speech.synthesis import convert, length_ms, synthesise, write_silence
from runtime.words import spoken_form


def _samples(path: Path) -> np.ndarray:
    with wave.open(str(path), "rb") as prompt:
        return np.frombuffer(prompt.readframes(prompt.getnframes()), dtype="<i2")


def _write(path: Path, samples: np.ndarray, *, rate_hz: int, channels: int = 1, trailer: bytes = b"") -> None:
    with wave.open(str(path), "wb") as recording:
        recording.setnchannels(channels)
        recording.setsampwidth(2)
        recording.setframerate(rate_hz)
        recording.writeframes(samples.astype("<i2").tobytes())
    with path.open("ab") as end:
        end.write(trailer)


def _tone(hz: float, seconds: float, rate_hz: int) -> np.ndarray:
    return 8000 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)


def _pitch_hz(samples: np.ndarray) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(samples)))) * 8000 / len(samples)


@pytest.mark.parametrize("language", ["ru", "en", "kk"])
def test_words_become_a_prompt_in_the_format_of_asterisk(tmp_path: Path, language: str):
    target = tmp_path / "a.wav"
    synthesise("123 hello привет", language, target)
    ms = length_ms(target)
    assert ms is not None
    assert 1000 < ms < 8000


def test_every_prompt_peaks_3_db_below_the_loudest(tmp_path: Path):
    synthesise("Здравствуйте", "ru", tmp_path / "a.wav")
    peak = int(np.abs(_samples(tmp_path / "a.wav").astype(int)).max())
    assert peak == pytest.approx(32768 / 2**0.5, rel=0.02)


def test_languages_sound_different(tmp_path: Path):
    for language in ("ru", "en"):
        synthesise("12", language, tmp_path / f"{language}.wav")
    assert not np.array_equal(_samples(tmp_path / "ru.wav"), _samples(tmp_path / "en.wav"))


def test_the_same_words_make_the_same_file(tmp_path: Path):
    for name in ("a.wav", "b.wav"):
        synthesise("Здравствуйте", "ru", tmp_path / name)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_a_prompt_ends_when_its_last_word_does(tmp_path: Path):
    synthesise("Здравствуйте", "ru", tmp_path / "a.wav")
    tail = _samples(tmp_path / "a.wav")[-8000 // 5 :]
    assert np.abs(tail.astype(int)).max() > 500


@pytest.mark.parametrize("text", ["-f /etc/hostname", "--version", "-w x.wav", "--path=/x hello"])
def test_options_in_a_text_are_spoken(tmp_path: Path, text: str):
    synthesise(text, "en", tmp_path / "a.wav")
    assert (length_ms(tmp_path / "a.wav") or 0) > 500
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=st.text(st.characters(), min_size=1, max_size=60).map(spoken_form).filter(bool))
def test_any_words_become_sound(tmp_path: Path, text: str):
    synthesise(text, "ru", tmp_path / "a.wav")
    assert (length_ms(tmp_path / "a.wav") or 0) > 0


def test_a_hundred_thousand_characters_become_sound(tmp_path: Path):
    synthesise(spoken_form("<b>[[x]] \x00слово " * 6000), "ru", tmp_path / "a.wav")
    ms = length_ms(tmp_path / "a.wav")
    assert ms is not None
    assert 60_000 < ms <= 600_000


@pytest.mark.parametrize("missing", ["espeak-ng", "sox"])
def test_a_missing_program_is_named_with_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
):
    programs = tmp_path / "bin"
    programs.mkdir()
    for directory in os.environ["PATH"].split(":"):
        for name in {"espeak-ng", "sox"} - {missing}:
            if (Path(directory) / name).exists() and not (programs / name).exists():
                (programs / name).symlink_to(Path(directory) / name)
    monkeypatch.setenv("PATH", str(programs))
    with pytest.raises(SpeechError) as failed:
        synthesise("слово", "ru", tmp_path / "a.wav")
    assert f"apt-get install {missing}" in failed.value.message.ru
    assert f"apt-get install {missing}" in failed.value.message.en


def test_a_voice_that_gives_no_sound_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "espeak-ng").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "espeak-ng").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(SpeechError):
        synthesise("слово", "ru", tmp_path / "a.wav")


@pytest.mark.parametrize(("rate_hz", "channels"), [(8000, 1), (16000, 1), (44100, 2)])
def test_a_recording_becomes_8_khz_mono_and_keeps_its_pitch(tmp_path: Path, rate_hz: int, channels: int):
    tone = np.repeat(_tone(800, 0.5, rate_hz), channels)
    _write(tmp_path / "in.wav", tone, rate_hz=rate_hz, channels=channels)
    convert(tmp_path / "in.wav", tmp_path / "out.wav")
    assert length_ms(tmp_path / "out.wav") == pytest.approx(500, abs=2)
    assert _pitch_hz(_samples(tmp_path / "out.wav")) == pytest.approx(800, abs=4)


def test_a_recording_in_the_right_format_keeps_every_sample(tmp_path: Path):
    tone = _tone(440, 0.2, 8000).astype("<i2")
    _write(tmp_path / "in.wav", tone, rate_hz=8000, trailer=b"LIST\x04\x00\x00\x00abcd")
    convert(tmp_path / "in.wav", tmp_path / "out.wav")
    assert np.array_equal(_samples(tmp_path / "out.wav"), tone)


def test_a_file_that_is_no_sound_is_refused_by_its_name(tmp_path: Path):
    (tmp_path / "song.wav").write_bytes(b"ID3 this is no wav" * 100)
    with pytest.raises(SpeechError) as failed:
        convert(tmp_path / "song.wav", tmp_path / "out.wav")
    assert "song.wav" in failed.value.message.ru


def test_silence_is_as_long_as_asked(tmp_path: Path):
    write_silence(1.25, tmp_path / "a.wav")
    assert length_ms(tmp_path / "a.wav") == 1250
    assert not _samples(tmp_path / "a.wav").any()


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\x00\x00\x00\x00WAVE", b"x" * 4096])
def test_a_damaged_file_is_no_prompt(tmp_path: Path, content: bytes):
    (tmp_path / "a.wav").write_bytes(content)
    assert length_ms(tmp_path / "a.wav") is None
