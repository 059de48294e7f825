"""The port: everything a scenario may ask of the caller's line, and the answers in our own words.

Two kinds of phone implement it: the line of a real Asterisk (`runtime.asterisk.phone`) and the scripted
phone (`runtime.simulator`). Both are walked by the same interpreter, so what holds on one holds on the
other.

A blocking request may end in `HungUp`: the caller, the network or an operator ended the line. Requests after
that raise `HungUp` again. Before each blocking request the interpreter hands over its state with `keep()`; a
phone that can outlive this process writes it to the line together with the request, so that another server
goes on from there.
"""

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

HangUpBy = Literal["caller", "operator", "scenario", "system"]
KeyReason = Literal["complete", "timeout", "partial"]
DialResult = Literal["answered", "busy", "no_answer", "unreachable", "declined", "error"]
QueueResult = Literal["completed", "timeout", "full", "no_agents", "agents_left", "key", "taken_out", "error"]
RecordReason = Literal["key", "silence", "timeout", "operator", "hangup", "error"]


class HungUp(Exception):
    """The caller's line is gone.

    `by` says who ended it; `keys` are digits heard before; `played_ms` is how much of the prompt was heard;
    `who` and `talk_ms` tell of that person and the talk, where known;
    `talked` is true when the caller had been connected to a person in this request; `taken_away` when an
    operator moved the caller elsewhere.
    """

    def __init__(
        self,
        by: HangUpBy = "caller",
        *,
        keys: str = "",
        played_ms: int = 0,
        talked: bool = False,
        who: str = "",
        talk_ms: int = 0,
        taken_away: bool = False,
    ) -> None:
        super().__init__(by)
        self.by = by
        self.keys = keys
        self.played_ms = played_ms
        self.talked = talked
        self.who = who
        self.talk_ms = talk_ms
        self.taken_away = taken_away


class Speech(msgspec.Struct, frozen=True):
    """Words to be spoken (or the recording kept for exactly these words)."""

    text: str
    language: str
    fixed: tuple[str, ...] = ()
    """The parts of the text that were known when the scenario was published; spoken if the whole is not
    ready in time.
    """


class Sound(msgspec.Struct, frozen=True):
    """A recorded sound by its name."""

    name: str
    language: str


class Silence(msgspec.Struct, frozen=True):
    """Nothing, for so many seconds."""

    seconds: float


Utterance = Speech | Sound | Silence


class Played(msgspec.Struct, frozen=True):
    """How a prompt ended: `ms` heard, `finished` to its end, or cut by `key`."""

    ms: int
    finished: bool
    key: str = ""


class KeyRequest(msgspec.Struct, frozen=True):
    """Which digits to wait for: at most `max_digits`, ended early by `terminator` ("" for none).

    `timeout_s` runs from the prompt's end to the first digit, `inter_digit_s` between digits. A secret is
    never logged. `continues`: more digits of the answer that the request before this one heard.
    """

    max_digits: int
    timeout_s: float
    inter_digit_s: float
    terminator: str = ""
    secret: bool = False
    continues: bool = False


class Heard(msgspec.Struct, frozen=True):
    """Digits heard: `complete` (enough, or the terminator), `partial` (time ran out after some), `timeout`
    (none).

    `ms` is how long the request took, prompt included.
    """

    keys: str
    reason: KeyReason
    ms: int = 0


class DialRequest(msgspec.Struct, frozen=True):
    """Whom to ring. `targets` are dial strings made by the dial rules, never a caller's own text."""

    targets: tuple[str, ...]
    order: Literal["in_turn", "all", "ascending"]
    step_s: float
    ring_s: float
    max_talk_s: float = 0
    caller_id: str = ""
    accept_key: str = ""
    music: bool = False


class Dialled(msgspec.Struct, frozen=True):
    """How ringing ended; `who` is the target that answered, "" when nobody did."""

    result: DialResult
    who: str = ""
    ring_ms: int = 0
    talk_ms: int = 0


class QueueRequest(msgspec.Struct, frozen=True):
    """Which queue to wait in; `exit_keys` are single digits that leave it."""

    queue: str
    priority: int
    max_wait_s: float
    music: str = ""
    exit_keys: str = ""


class Queued(msgspec.Struct, frozen=True):
    """How waiting ended; `who` is the member that answered, `key` the exit key pressed."""

    result: QueueResult
    who: str = ""
    key: str = ""
    wait_ms: int = 0
    talk_ms: int = 0


class RecordRequest(msgspec.Struct, frozen=True):
    """A message to record into the file `name` (ends with .wav): `max_s` at most, ended by `silence_s` of
    silence, `#`, or the operator key if it is 0.
    """

    name: str
    max_s: float
    silence_s: float
    operator_key: str = ""


class Recorded(msgspec.Struct, frozen=True):
    """What was recorded: `file` (name in the recordings folder, "" for nothing kept), its length and why it
    ended.
    """

    file: str
    ms: int
    reason: RecordReason


class Phone(Protocol):
    """One caller's line."""

    answered: bool

    def enter(self, node: str) -> None:
        """The call is now in this node."""

    def keep(self, state: bytes) -> None:
        """Keep this state with the line before the next blocking request begins."""

    async def answer(self, delay_s: float) -> None:
        """Pick up after `delay_s` seconds of ringing."""

    async def play(self, prompt: Sequence[Utterance], break_keys: str) -> Played:
        """Play to the end, or to the first of `break_keys`; other keys are ignored."""

    async def read_keys(self, prompt: Sequence[Utterance], request: KeyRequest) -> Heard:
        """Play and listen at once; a key stops the prompt and counts."""

    async def wait(self, seconds: float, *, music: bool, break_keys: str) -> Played:
        """Silence or music for so long, or to the first of `break_keys`."""

    async def dial(self, request: DialRequest) -> Dialled:
        """Ring the targets and connect the caller; returns when the talk is over."""

    async def transfer_blind(self, target: str) -> Dialled:
        """Hand the caller over for good; `answered` means the line is no longer ours."""

    async def queue(self, request: QueueRequest) -> Queued:
        """Wait for a queue member and talk; returns when the talk is over or the wait ended."""

    async def record(self, request: RecordRequest) -> Recorded:
        """Beep and record. On hang-up what was recorded is kept and `HungUp` is raised."""

    async def give_up(self) -> None:
        """Nothing of ours can speak any more: the line apologises by its own means and ends."""

    async def hang_up(self, cause: str) -> None:
        """End the line: "normal", "busy", "congestion", "no_answer" or "rejected"."""
