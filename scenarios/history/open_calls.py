"""The calls whose events have been read from the spool and that are not kept yet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from scenarios.history.packing import Told, decoded


class Head(msgspec.Struct):
    """What has to be known of an event to file it."""

    call: str
    kind: str


@dataclass(slots=True)
class OpenCall:
    """One call, or one life of it: its events as they stand in the spool, and in which segments."""

    call_id: str
    begins: str
    """The kind of its first event; a life that begins with `resumed` has its beginning elsewhere."""
    payloads: list[bytes] = field(default_factory=list)
    segments: set[Path] = field(default_factory=set)
    last_segment: Path | None = None
    has_ended: bool = False

    def events(self) -> list[Told]:
        """The events in the order they came."""
        return [decoded(payload) for payload in self.payloads]

    def event(self, index: int) -> Told:
        """One of them."""
        told: Told = decoded(self.payloads[index])
        return told


class OpenCalls:
    """Files events under their calls, and knows for each segment which calls still need it."""

    def __init__(self) -> None:
        self._calls: dict[str, OpenCall] = {}
        self._needed_by: dict[Path, set[str]] = {}

    def __iter__(self) -> Iterator[OpenCall]:
        return iter(list(self._calls.values()))

    def __len__(self) -> int:
        return len(self._calls)

    def get(self, call_id: str) -> OpenCall | None:
        """The call, or None."""
        return self._calls.get(call_id)

    def add(self, segment: Path, payload: bytes, head: Head, begins: bytes | None = None) -> OpenCall:
        """File one event. `begins` is the first event of its life when that has been forgotten here."""
        call = self._calls.get(head.call)
        if call is None:
            call = self._calls[head.call] = OpenCall(head.call, begins=head.kind)
            if begins is not None:
                call.begins = head_of(begins).kind
                call.payloads.append(begins)
        call.payloads.append(payload)
        call.has_ended = head.kind == "ended"
        if segment is not call.last_segment:
            call.last_segment = segment
            call.segments.add(segment)
            self._needed_by.setdefault(segment, set()).add(head.call)
        return call

    def forget(self, call: OpenCall) -> None:
        """This one is kept, or somebody else's."""
        self._calls.pop(call.call_id, None)
        for segment in call.segments:
            self._needed_by[segment].discard(call.call_id)

    def needing(self, segment: Path) -> set[str]:
        """The calls that have events in this segment."""
        return self._needed_by.get(segment, set())

    def segment_gone(self, segment: Path) -> None:
        """The file has been removed; nobody needs it."""
        for call_id in self._needed_by.pop(segment, set()):
            self._calls[call_id].segments.discard(segment)


def head_of(payload: bytes) -> Head:
    """Call and kind of an event; ValueError (msgspec.DecodeError) for anything else."""
    try:
        return _decode_head(payload)
    except msgspec.DecodeError:
        return msgspec.convert(decoded(payload), Head)


_decode_head = msgspec.json.Decoder(Head).decode
