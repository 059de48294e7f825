"""Proves, before every request of a simulated call, that its state survives being kept and read back."""

import msgspec

from runtime import checkpoint
from runtime.call import Call
from runtime.checkpoint import Seal


class StateLost(Exception):
    """A part of the call is not the same after it was kept and read back."""


def proven_state(call: Call, seal: Seal) -> bytes:
    """The call's state as it is kept; raises StateLost naming what would not survive."""
    kept = checkpoint.save(call, seal)
    saved = checkpoint.read(kept, call.call_id, seal)
    back = checkpoint.restore(saved, call.graph, call.surroundings)
    back.position.request += 1  # A restored call makes its interrupted request again.
    pairs = {
        "arrival": (call.arrival, back.arrival),
        "started_at": (call.started_at, back.started_at),
        "position": (call.position, back.position),
        "secret_names": (call.secret_names, back.secret_names),
        "secret_values": (call.trace.secrets, set(saved.secret_values)),
        "last_keys": (call.last_keys, back.last_keys),
        "variables": (_kept_variables(call, back.lost), _kept_variables(back, back.lost)),
        "seq": (call.trace.seq, saved.seq),
    }
    different = [name for name, (before, after) in pairs.items() if before != after]
    if different:
        raise StateLost(f"{call.position.node}: {', '.join(different)}")
    return kept


def _kept_variables(call: Call, lost: frozenset[str]) -> bytes:
    """The variables as JSON, in which 1, 1.0 and yes are three values."""
    kept = {name: checkpoint.packed(value) for name, value in call.variables.items() if name not in lost}
    return msgspec.json.encode(kept)
