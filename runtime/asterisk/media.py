"""Where Asterisk finds what is to be played."""

from dataclasses import dataclass
from typing import Protocol

from runtime.phone import Utterance


@dataclass(frozen=True, slots=True)
class MediaFile:
    """One file as Asterisk is to be told of it (a URL or a name of its own), and how long it is
    (estimate).
    """

    address: str
    ms: int


class Media(Protocol):
    """Finds the files of what a scenario says."""

    async def files_of(self, utterance: Utterance) -> tuple[MediaFile, ...]:
        """The files to play in order; empty when there is nothing to play it with. Takes a second at most."""
