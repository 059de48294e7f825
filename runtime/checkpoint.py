"""A call's state as bytes small enough to live on the caller's line, and back.

The state is JSON, packed (zlib) when it is long, and sealed with the installation's key: whoever reads
channel variables on the PBX learns nothing and can change nothing, and a state cannot be moved from one call
to another. Above `CAP_BYTES` the secret values go that stand in nothing the call still has, and so can never
be shown by it; then the largest values are left out and named in `lost`. A resumed call that needs one of
them says so instead of going on with a hole.
"""

import os
import zlib
from collections.abc import Iterator, Mapping, Set
from datetime import datetime, timedelta
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from runtime.call import Arrival, Call, Lane, Position
from runtime.errors import StateUnreadable
from runtime.expressions import Uint, to_text
from runtime.graph import CompiledGraph
from runtime.stores import Surroundings

CAP_BYTES: Final = 12_000
"""16 KB in channel variables after base64."""
_PLAIN_CAP_BYTES: Final = 512 * 1024
"""More than this is not even tried, so that packing it never keeps other calls waiting."""
_NONCE_BYTES: Final = 12
_PLAIN_UP_TO_BYTES: Final = 1000
"""A state that fits one channel variable as it is needs no packing; packed ones never begin with "{"."""
_WINDOW_BITS: Final = 13
"""zlib's full window is a third of a megabyte of fresh memory for each state: 15 times the time of this."""
_TAGGED = "$callwright"


class SavedState(msgspec.Struct, omit_defaults=True):
    """What another server needs to go on; every field in JSON terms."""

    arrival: Arrival
    revision: str
    started_at: datetime
    node: str
    seq: int
    request: int
    lane: Lane = "main"
    steps: int = 0
    quiet_steps: int = 0
    repeats: dict[str, int] = {}
    progress: dict[str, object] = {}
    variables: dict[str, object] = {}
    secret_names: list[str] = []
    secret_values: list[str] = []
    last_keys: str = ""
    lost: list[str] = []


class Seal:
    """The installation's key. `key` is 32 bytes; the call id goes into the seal."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def close(self, plain: bytes, call_id: str) -> bytes:
        """Nonce and sealed bytes."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, call_id.encode())

    def open(self, sealed: bytes, call_id: str) -> bytes:
        """The plain bytes; raises StateUnreadable."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], call_id.encode())
        except (InvalidTag, ValueError) as error:
            raise StateUnreadable("the checkpoint does not open with this installation's key") from error


def save(call: Call, seal: Seal) -> bytes:
    """The call's state, sealed, at most CAP_BYTES (plus the seal's 28)."""
    variables = {name: packed(value) for name, value in call.variables.items()}
    state = _fitting(call, variables, call.trace.secrets, call.lost)
    if state is None:
        state = _with_the_smallest(call, variables)
    return seal.close(state, call.call_id)


def _with_the_smallest(call: Call, variables: Mapping[str, object]) -> bytes:
    """The state with as many variables as fit, the smallest first; the number is found by halving, since a
    call may have thousands.
    """
    secrets = {name: secrets_in(value, call.trace.secrets) for name, value in call.variables.items()}
    position = call.position
    always = secrets_in([call.last_keys, position.progress, *_facts(call)], call.trace.secrets)

    def size(name: str) -> int:
        return len(msgspec.json.encode(variables[name])) + sum(map(len, secrets[name]))

    by_size = sorted(variables, key=size)
    none_of_them = msgspec.json.encode(_saved(call, {}, always, call.lost.union(by_size)))
    best = zlib.compress(none_of_them, 1, _WINDOW_BITS)
    fit, too_many = 0, len(by_size) + 1
    while too_many - fit > 1:
        count = (fit + too_many) // 2
        kept = {name: variables[name] for name in by_size[:count]}
        needed = always.union(*(secrets[name] for name in kept))
        state = _fitting(call, kept, needed, call.lost.union(by_size[count:]))
        if state is None:
            too_many = count
        else:
            fit, best = count, state
    return best


def secrets_in(value: object, secrets: Set[str]) -> set[str]:
    """Which of the secrets stand in a value, at any depth."""
    text = "\n".join(_texts(value))
    return {secret for secret in secrets if secret in text}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for pair in value.items():
            yield from _texts(pair)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)
    else:
        yield to_text(value)


def _facts(call: Call) -> Iterator[str]:
    return (str(fact) for fact in msgspec.to_builtins(call.arrival).values())


def _fitting(call: Call, variables: Mapping[str, object], secrets: Set[str], lost: Set[str]) -> bytes | None:
    """The state, packed when it is long, or None when it is too large."""
    state = msgspec.json.encode(_saved(call, variables, secrets, lost))
    if len(state) > _PLAIN_CAP_BYTES:
        return None
    if len(state) > _PLAIN_UP_TO_BYTES:
        state = zlib.compress(state, 1, _WINDOW_BITS)
    return state if len(state) <= CAP_BYTES else None


def read(sealed: bytes, call_id: str, seal: Seal) -> SavedState:
    """What `save` kept; raises StateUnreadable for anything else."""
    try:
        state = seal.open(sealed, call_id)
        if not state.startswith(b"{"):
            state = zlib.decompress(state)
        return msgspec.json.decode(state, type=SavedState)
    except (zlib.error, msgspec.DecodeError) as error:
        raise StateUnreadable("the checkpoint is damaged") from error


def restore(saved: SavedState, graph: CompiledGraph, surroundings: Surroundings) -> Call:
    """The call as it stood before its interrupted request; the caller of this gives it a trace and a
    phone.
    """
    call = Call(saved.arrival, graph, surroundings, saved.started_at)
    call.variables = {name: unpacked(value) for name, value in saved.variables.items()}
    call.lost = frozenset(saved.lost)
    call.secret_names = set(saved.secret_names)
    call.last_keys = saved.last_keys
    call.position = Position(
        node=saved.node,
        lane=saved.lane,
        steps=saved.steps,
        quiet_steps=saved.quiet_steps,
        repeats=dict(saved.repeats),
        progress=dict(saved.progress),
        request=saved.request - 1,
    )
    return call


def _saved(call: Call, variables: Mapping[str, object], secrets: Set[str], lost: Set[str]) -> SavedState:
    position = call.position
    return SavedState(
        arrival=call.arrival,
        revision=call.graph.revision,
        started_at=call.started_at,
        node=position.node,
        lane=position.lane,
        seq=call.trace.seq,
        steps=position.steps,
        quiet_steps=position.quiet_steps,
        repeats=position.repeats,
        progress=position.progress,
        request=position.request,
        variables=dict(variables),
        secret_names=sorted(call.secret_names),
        secret_values=sorted(secrets),
        last_keys=call.last_keys,
        lost=sorted(lost),
    )


def packed(value: object) -> object:
    """The value as JSON data; what JSON has no word for is tagged."""
    if isinstance(value, datetime):
        return {_TAGGED: "date", "is": value.isoformat()}
    if isinstance(value, timedelta):
        return {_TAGGED: "duration", "is": value.total_seconds()}
    if isinstance(value, bytes):
        return {_TAGGED: "bytes", "is": value.hex()}
    if isinstance(value, Uint):
        return {_TAGGED: "uint", "is": int(value)}
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return {_TAGGED: "float", "is": str(value)}
    if isinstance(value, dict):
        return {"items": [[packed(key), packed(item)] for key, item in value.items()], _TAGGED: "object"}
    if isinstance(value, (list, tuple)):
        return [packed(item) for item in value]
    return value


def unpacked(value: object) -> object:
    """The value that `packed` gave this JSON data for."""
    if isinstance(value, list):
        return [unpacked(item) for item in value]
    if not isinstance(value, dict):
        return value
    kind, content = value[_TAGGED], value.get("is")
    if kind == "object":
        return {unpacked(key): unpacked(item) for key, item in value["items"]}
    if kind == "date":
        return datetime.fromisoformat(str(content))
    if kind == "duration":
        return timedelta(seconds=float(str(content)))
    if kind == "bytes":
        return bytes.fromhex(str(content))
    return Uint(int(str(content))) if kind == "uint" else float(str(content))
