"""Proves, before every request of a simulated call, that its state survives being kept and read back."""

import msgspec

from runtime import checkpoint
from runtime.call import Call
from runtime.checkpoint import Seal


class StateLost(Exception):
    """A part of the call is not the same after it was kept and read back."""


class Proof:
    """Gives the states of one call to be kept, and remembers what one of them would have lost."""

    def __init__(self, call: Call, seal: Seal) -> None:
        self._call = call
        self._seal = seal
        self._lost: list[str] = []

    def state(self) -> bytes:
        """The call's state as it is kept. It is judged at the end: an exception here would be taken for a
        failure of the step.
        """
        call = self._call
        kept = checkpoint.save(call, self._seal)
        saved = checkpoint.read(kept, call.call_id, self._seal)
        back = checkpoint.restore(saved, call.graph, call.surroundings)
        back.position.request += 1  # A restored call makes its interrupted request again.
        needed = checkpoint.secrets_in([back.variables, back.last_keys], call.trace.secrets)
        pairs = {
            "arrival": (call.arrival, back.arrival),
            "started_at": (call.started_at, back.started_at),
            "position": (call.position, back.position),
            "secret_names": (call.secret_names, back.secret_names),
            "secret_values": (needed, needed.intersection(saved.secret_values)),
            "last_keys": (call.last_keys, back.last_keys),
            "variables": (_kept_variables(call, back.lost), _kept_variables(back, back.lost)),
            "seq": (call.trace.seq, saved.seq),
        }
        different = [name for name, (before, after) in pairs.items() if before != after]
        self._lost += [f"{call.position.node}: {name}" for name in different]
        return kept

    def require(self) -> None:
        """Raise StateLost if a state was not the same after it was read back."""
        if self._lost:
            raise StateLost(", ".join(self._lost))


def _kept_variables(call: Call, lost: frozenset[str]) -> bytes:
    """The variables as JSON, in which 1, 1.0 and yes are three values."""
    kept = {name: checkpoint.packed(value) for name, value in call.variables.items() if name not in lost}
    return msgspec.json.encode(kept)
