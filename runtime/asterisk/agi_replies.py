"""Cuts what Asterisk sends on an AGI connection into answers.

The problem: an answer is one line, but a channel variable in it, "200 result=1 (value)", is sent as it is. A
value may hold line breaks, brackets and even text that looks like another answer, and the caller may have
written it. Lines that answer nothing come in between (HANGUP), and a refusal may fill many lines ("520-" to
"520 End of proper usage.").

The idea: one command is under way at a time, Asterisk answers it with one write, and after that it sends
nothing but HANGUP until the next command. So a value runs to the very last bracket that came, whatever stands
in it.

The limit: a value with a line break, cut by the network exactly after a bracket, ends too early; the rest of
it then answers nothing and costs the connection (LineGarbled), which the dialplan survives.
"""

import re
from typing import NamedTuple

from .characters import raw
from .errors import LineGarbled

# GET FULL VARIABLE is the longest; Asterisk's own buffers for it stop far below.
REPLY_LIMIT_BYTES = 262_144

_HANGUP = b"HANGUP\n"
# The result, then a value in brackets and what is told of it, or other words; the value is greedy.
_RESULT = re.compile(
    rb"200 result=(\S*)(?: \((.*)\)(?: ([a-z]\w*=[^\n]*))?| ([^\n(][^\n]*))?\n((?:HANGUP\n)*)", re.DOTALL
)
_REFUSAL = re.compile(rb"520-.*?520 End of proper usage\.\n|5[0-9]{2} [^\n]*\n", re.DOTALL)
_UNFINISHED = re.compile(rb"200 result=\S* \(|520-")
_ENDPOS = re.compile(rb"(?:^| )endpos=(-?[0-9]+)")


class Reply(NamedTuple):
    """The answer to one AGI command.

    `code`: 200, or 510 (no such command), 520 (wrong arguments). `result`: what stands after "result=", "-1"
    included, as text: it holds keys after GET DATA. `data`: the text in brackets, raw (see characters.py), or
    the message of a refusal. `endpos`: samples played, where the command tells.
    """

    code: int
    result: str
    data: str
    endpos: int | None


# What most commands are answered with, and this one word of it needs no taking apart.
_DONE = b"200 result=0\n"
_IS_DONE = Reply(200, "0", "", None)


class ReplyReader:
    """Takes the bytes of one AGI connection, gives back the answer to the command that was sent."""

    __slots__ = ("_buffer", "_is_due", "hangup_seen")

    def __init__(self) -> None:
        """A reader that expects nothing yet."""
        self._buffer = b""
        self._is_due = False
        self.hangup_seen = False

    def expect(self) -> None:
        """A command was sent: from now on an answer is due."""
        self._is_due = True

    def feed(self, data: bytes) -> Reply | None:
        """The answer, as soon as it is here whole; else None.

        LineGarbled for bytes that answer nothing, and for an answer beyond 256 KiB.
        """
        if data == _DONE and self._is_due and not self._buffer:
            self._is_due = False
            return _IS_DONE
        buffer = self._buffer + data if self._buffer else data
        self._buffer = b""
        if self._is_due and (match := _RESULT.fullmatch(buffer)):
            self._is_due = False
            self.hangup_seen = self.hangup_seen or bool(match[5])
            return _result(match)
        if buffer.endswith(b"\n"):
            return self._sift(buffer)
        self._keep(buffer)
        return None

    def _sift(self, buffer: bytes) -> Reply | None:
        """Takes what is no plain result: HANGUP and Trying lines, and refusals."""
        reply = None
        while buffer:
            if buffer.startswith(_HANGUP):
                self.hangup_seen = True
                buffer = buffer[len(_HANGUP) :]
            elif not self._is_due:
                raise LineGarbled("Nothing was asked.")
            elif buffer.startswith(b"100 "):
                buffer = buffer.partition(b"\n")[2]
            elif _RESULT.fullmatch(buffer):
                return self.feed(buffer)
            elif match := _REFUSAL.match(buffer):
                self._is_due = False
                reply = Reply(int(match[0][:3]), "", raw(match[0][4:-1]), None)
                buffer = buffer[match.end() :]
            elif _UNFINISHED.match(buffer):
                self._keep(buffer)
                return None
            else:
                raise LineGarbled("It is no answer.")
        return reply

    def _keep(self, buffer: bytes) -> None:
        if len(buffer) > REPLY_LIMIT_BYTES:
            raise LineGarbled("An answer has no end.")
        self._buffer = buffer


def _result(match: re.Match[bytes]) -> Reply:
    result, value, attributes, words, _ = match.groups()
    endpos = _ENDPOS.search(attributes or words) if attributes or words else None
    data = value if words is None or endpos else words
    return Reply(200, raw(result), raw(data) if data else "", int(endpos[1]) if endpos else None)
