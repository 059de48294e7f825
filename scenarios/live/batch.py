"""What travels from `answer` to `web`: batches, JSON behind their length."""

import asyncio
from collections.abc import Iterable
from typing import Final

import msgspec

from runtime.trace import Event

BATCH_MAX_BYTES: Final = 16 * 1024 * 1024
_LENGTH_BYTES: Final = 4
_INT_MAX: Final = 2**63 - 1


class Notice(msgspec.Struct, frozen=True):
    """A notification as it goes to people. `call` and `seq` name it: they are the event it came from."""

    call: str
    seq: int
    scenario: str
    node: str
    text: str
    level: str
    recipients: list[dict[str, str]]
    ttl_s: float
    group: str
    save: bool
    at: str
    """ISO time."""
    count: int = 1
    """How many notifications of the node it stands for."""


class Batch(msgspec.Struct, omit_defaults=True):
    """What one server tells at once. `live` are all calls that it has on the line, told now and then; with
    `answers` it ends what was told because of this question.
    """

    server: str
    events: list[msgspec.Raw] = []
    notices: list[Notice] = []
    live: list[str] | None = None
    answers: str | None = None


class EventHead(msgspec.Struct):
    """What has to be known of an event to hand it on. `scenario` stands in the events that begin a call."""

    call: str
    seq: int
    kind: str
    node: str | None = None
    scenario: str | None = None


_batches = msgspec.json.Decoder(Batch)
_heads = msgspec.json.Decoder(EventHead)
_notices = msgspec.json.Encoder()


class BadBatch(Exception):
    """What arrived is no batch."""


def encoded_event(event: Event) -> bytes:
    """The event as JSON; what JSON cannot hold is replaced, never refused."""
    try:
        return msgspec.json.encode(event)
    except (UnicodeEncodeError, OverflowError, TypeError, ValueError):
        return msgspec.json.encode(_tamed(event))


def _tamed(value: object) -> object:
    """Half characters as question marks, numbers beyond 64 bits as text."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, int) and not -_INT_MAX <= value <= _INT_MAX:
        return str(value)
    if isinstance(value, dict):
        return {str(_tamed(str(name))): _tamed(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_tamed(item) for item in value]
    return value


def encoded_batch(
    server: str,
    events: Iterable[bytes] = (),
    notices: Iterable[Notice] = (),
    live: Iterable[str] | None = None,
    answers: str = "",
) -> bytes:
    """A batch as JSON; the events are taken as they are."""
    parts = [b'{"server":', msgspec.json.encode(server), b',"events":[', b",".join(events), b"]"]
    if told := list(notices):
        parts += [b',"notices":', _notices.encode(told)]
    if live is not None:
        parts += [b',"live":', msgspec.json.encode(list(live))]
    if answers:
        parts += [b',"answers":', msgspec.json.encode(answers)]
    return b"".join((*parts, b"}"))


def decoded_batch(text: bytes) -> Batch:
    """The batch of a JSON text. Raises BadBatch."""
    try:
        return _batches.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadBatch(str(error)) from error


def head_of(event: bytes | msgspec.Raw) -> EventHead:
    """What stands at the top of an event. Raises BadBatch."""
    try:
        return _heads.decode(event)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadBatch(str(error)) from error


def framed(text: bytes) -> bytes:
    """A batch with its length in front, for a stream of bytes."""
    return len(text).to_bytes(_LENGTH_BYTES, "big") + text


async def read_frame(reader: asyncio.StreamReader) -> bytes:
    """The next batch of a stream. Raises BadBatch for a length that no batch has, IncompleteReadError at the
    end.
    """
    length = int.from_bytes(await reader.readexactly(_LENGTH_BYTES), "big")
    if length > BATCH_MAX_BYTES:
        raise BadBatch(f"a batch of {length} bytes")
    return await reader.readexactly(length)
