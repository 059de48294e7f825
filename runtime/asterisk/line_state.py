"""The checkpoint of a call as channel variables: how it is written, how it is found again.

The state is cut into pieces of at most 1,500 characters in variables CW_A0, CW_A1 ... or CW_B0 ...; the
pointer CW_CKPT, "request.slot.pieces", is the last thing written, in one command with all that clears the
way for the next answer. Two slots take turns, so that a server that dies while writing leaves the state
before intact. The dialplan takes a new request number for progress.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Final, NamedTuple

from runtime.errors import StateUnreadable

from .agi import AgiSession

POINTER: Final = "CW_CKPT"
_PIECE_CHARACTERS: Final = 1500
_LINE_CHARACTERS: Final = 1900
_MAX_PIECES: Final = 11
_READ_TIMEOUT_S: Final = 5.0
_POINTER_TEXT: Final = re.compile(r"(\d{1,9})\.([AB])\.(\d{1,2})")

Assignment = tuple[str, str]


class KeptState(NamedTuple):
    """A state as it was found: of which request, in which slot, and its sealed bytes."""

    request: int
    slot: str
    sealed: bytes


def state_assignments(state: bytes, request: int, slot: str) -> list[Assignment]:
    """The variables of `slot` ("A" or "B") that hold `state`, the pointer last."""
    text = urlsafe_b64encode(state).decode().rstrip("=")
    pieces = [text[start : start + _PIECE_CHARACTERS] for start in range(0, len(text), _PIECE_CHARACTERS)]
    assignments = [(f"CW_{slot}{index}", piece) for index, piece in enumerate(pieces)]
    return [*assignments, (POINTER, f"{request}.{slot}.{len(pieces)}")]


def set_commands(assignments: Sequence[Assignment]) -> list[tuple[str, ...]]:
    """As few MSet commands as carry all assignments in their order; values must hold no comma, quote or
    backslash.

    The last command is filled first: what stands at the end takes effect together, or not at all when the
    server dies between two commands.
    """
    lines: list[list[str]] = []
    room = 0
    for name, value in reversed(assignments):
        text = f"{name}={value}"
        if len(text) < room:
            lines[-1].append(text)
            room -= len(text) + 1
        else:
            lines.append([text])
            room = _LINE_CHARACTERS - len(text)
    return [("EXEC", "MSet", ",".join(reversed(line))) for line in reversed(lines)]


async def read_state(session: AgiSession) -> KeptState | None:
    """The state kept on this line; None on a line that has none.

    Raises StateUnreadable for a pointer or pieces that nobody of ours wrote.
    """
    found = await session.command("GET", "FULL", "VARIABLE", "${" + POINTER + "}", timeout_s=_READ_TIMEOUT_S)
    if not found.data:
        return None
    pointer = _POINTER_TEXT.fullmatch(found.data)
    if pointer is None or not 0 < int(pointer[3]) <= _MAX_PIECES:
        raise StateUnreadable("the checkpoint pointer is not one of ours")
    names = [f"${{CW_{pointer[2]}{index}}}" for index in range(int(pointer[3]))]
    text = ""
    for name in names:
        text += (await session.command("GET", "FULL", "VARIABLE", name, timeout_s=_READ_TIMEOUT_S)).data
    try:
        return KeptState(int(pointer[1]), pointer[2], urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError as error:
        raise StateUnreadable("the checkpoint is damaged") from error
