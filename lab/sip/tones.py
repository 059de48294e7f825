"""PCMU, and what it sounds like: pure tones named by their frequency, anything else, or silence.

Prompts in tests are tones, so "which prompt did the caller hear, from when to when" is a question of
frequency. Two tones of the tests are 15 Hz apart (425 Hz ringing, 440 Hz music), which a 20 ms packet cannot
tell apart by a bin of an FFT; a pure tone's peak in a zero-padded spectrum of 40 ms can be read to about 1
Hz.
"""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 8000
FRAME_SAMPLES = 160
SILENCE_BYTE = 0xFF
# Below this level a line is silent for a caller: PCMU's own noise is under 10.
SILENT_RMS = 60.0
# A pure tone through PCMU keeps over 98 % of its power at one frequency; speech and mixed tones do not reach
# 80 %.
PURE_SHARE = 0.85
_SPECTRUM_POINTS = 8192

Samples = NDArray[np.float64]


def _decoding_table() -> Samples:
    """ITU-T G.711 mu-law: 8 bits, inverted: sign, 3 bits exponent, 4 bits mantissa."""
    code = ~np.arange(256) & 0xFF
    magnitude = ((((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.float64)


_LINEAR = _decoding_table()
_ORDER = np.argsort(_LINEAR, kind="stable")
_SORTED = _LINEAR[_ORDER]


def decode(payload: bytes) -> Samples:
    """Linear samples (16-bit scale) of a PCMU payload."""
    return _LINEAR[np.frombuffer(payload, dtype=np.uint8)]


def encode(samples: Samples) -> bytes:
    """The nearest PCMU code of each sample."""
    after = np.clip(np.searchsorted(_SORTED, samples), 1, 255)
    nearer_before = samples - _SORTED[after - 1] < _SORTED[after] - samples
    return bytes(_ORDER[after - nearer_before.astype(int)].astype(np.uint8))


def tone(hz: float, seconds: float, *, amplitude: float = 8000.0) -> Samples:
    """A sine of this frequency and length."""
    return amplitude * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ)


def write_tone(path: Path, *, hz: float, seconds: float) -> None:
    """Writes a tone as an 8 kHz mono 16-bit WAV file, the format of every prompt."""
    write_wav(path, tone(hz, seconds))


def tone_file(folder: Path, hz: int, seconds: float = 1.0) -> str:
    """The path, without suffix, of a tone in this folder: what STREAM FILE and Playback take. Made if
    missing.
    """
    name = f"tone{hz}" if seconds == 1.0 else f"tone{hz}-{round(seconds * 1000)}ms"
    path = folder / f"{name}.wav"
    if not path.exists():
        write_tone(path, hz=hz, seconds=seconds)
    return str(path.with_suffix(""))


def write_wav(path: Path, samples: Samples) -> None:
    """Writes samples as an 8 kHz mono 16-bit WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(np.clip(samples, -32768, 32767).astype("<i2").tobytes())


def classify(samples: Samples) -> float | None:
    """The frequency in Hz of a pure tone; 0.0 for other audio; None for silence."""
    power = float(np.mean(samples**2))
    if power < SILENT_RMS**2:
        return None
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), _SPECTRUM_POINTS))
    hz = float(np.argmax(spectrum)) * RATE_HZ / _SPECTRUM_POINTS
    angle = 2 * np.pi * hz * np.arange(len(samples)) / RATE_HZ
    basis = np.stack([np.sin(angle), np.cos(angle)], axis=1)
    fitted = basis @ np.linalg.lstsq(basis, samples, rcond=None)[0]
    return hz if float(np.mean(fitted**2)) > PURE_SHARE * power else 0.0
