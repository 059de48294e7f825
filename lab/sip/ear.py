"""What a line sounded like: a timeline of tones, made from the packets when somebody asks."""

import asyncio
from dataclasses import dataclass, replace

import numpy as np

from lab.sip.tones import RATE_HZ, Samples, classify, decode

# A packet that comes this much late is jitter of a busy machine, and belongs right after the one before it.
JITTER_S = 0.06
# The same tone again after a pause this short is one sound.
GAP_S = 0.15
SHORTEST_S = 0.06
SAME_HZ = 6.0


@dataclass(frozen=True)
class Sound:
    """A stretch of one sound: from and to by the loop's clock, its frequency, 0.0 for other audio."""

    from_s: float
    to_s: float
    hz: float

    @property
    def label(self) -> int | str:
        """The frequency in whole Hz, or "audio"."""
        return round(self.hz) if self.hz else "audio"

    def is_tone(self, hz: int) -> bool:
        """Whether this is that tone, as closely as 40 ms of PCMU can tell."""
        return bool(self.hz) and abs(self.hz - hz) <= SAME_HZ


class Ear:
    """Collects packets; sounds() tells what they were. `heard` is set with every packet."""

    def __init__(self) -> None:
        self.heard = asyncio.Event()
        self.first_s: float | None = None
        """When the first packet came, by the loop's clock."""
        self._packets: list[tuple[float, bytes]] = []
        self._analysed = 0
        self._sounds: list[Sound] = []
        self._before: Samples | None = None
        self._end_s = 0.0

    def hear(self, payload: bytes, at_s: float) -> None:
        """A packet of PCMU arrived."""
        if self.first_s is None:
            self.first_s = at_s
        self._packets.append((at_s, payload))
        self.heard.set()

    def audio(self) -> bytes:
        """Everything received, as PCMU without the pauses."""
        return b"".join(payload for _, payload in self._packets)

    def sounds(self) -> list[Sound]:
        """The timeline so far: no silence, no blip under 60 ms; the last sound may still grow."""
        while self._analysed < len(self._packets):
            self._analyse(*self._packets[self._analysed])
            self._analysed += 1
        timeline: list[Sound] = []
        for sound in self._sounds:
            if sound.to_s - sound.from_s < SHORTEST_S - 0.001:
                continue
            if timeline and _is_one_sound(timeline[-1], sound):
                timeline[-1] = replace(timeline[-1], to_s=sound.to_s)
            else:
                timeline.append(sound)
        return timeline

    def _analyse(self, at_s: float, payload: bytes) -> None:
        samples = decode(payload)
        from_s = at_s - len(samples) / RATE_HZ
        if from_s - self._end_s < JITTER_S:
            from_s = self._end_s
        else:
            self._before = None
        window = samples if self._before is None else np.concatenate([self._before, samples])
        self._before, self._end_s = samples, from_s + len(samples) / RATE_HZ
        if classify(samples) is None:
            return
        sound = Sound(from_s, self._end_s, classify(window) or 0.0)
        if self._sounds and _is_one_sound(self._sounds[-1], sound):
            self._sounds[-1] = replace(sound, from_s=self._sounds[-1].from_s)
        else:
            self._sounds.append(sound)


def _is_one_sound(first: Sound, second: Sound) -> bool:
    is_alike = abs(first.hz - second.hz) <= SAME_HZ
    return is_alike and second.from_s - first.to_s < GAP_S
