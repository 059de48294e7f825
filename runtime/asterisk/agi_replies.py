"""Cuts what Asterisk sends on an AGI connection into answers.

The problem: an answer is one line, but a channel variable in it, "200 result=1 (value)", is sent as it is. A
value may hold line breaks, brackets and even text that looks like another answer, and the caller may have
written it. Lines that answer nothing come in between (HANGUP), and a refusal may fill many lines ("520-" to
"520 End of proper usage.").

The idea: Asterisk answers one command with one write, and after it sends nothing but HANGUP until the next
command. So the value of a lone command runs to the very last bracket that came, whatever stands in it. In a
pipeline an answer ends where a bracket closes a line and the next line looks like another answer.

The limits: a value with a line break, cut by the network exactly after a bracket, ends too early; the rest of
it then answers nothing and costs the connection (LineGarbled), which the dialplan survives. In a pipeline a
value can pretend to be two answers: give no command in a pipeline whose answer carries what a caller wrote.
"""

import re
from typing import NamedTuple

from .characters import raw
from .errors import LineGarbled

# GET FULL VARIABLE is the longest; Asterisk's own buffers for it stop far below.
REPLY_LIMIT_BYTES = 262_144

_HANGUP = b"HANGUP\n"
_USAGE_END = b"520 End of proper usage.\n"
_OPEN_VALUE = re.compile(rb"200 result=\S* \(")
_CLOSED_VALUE = re.compile(rb"\)(?: [a-z]\w*=[^\n]*)?\n")
_NEXT_REPLY = re.compile(rb"HANGUP\n|[0-9]{3}[ -]|\Z")
_ONE_LINE = re.compile(rb"[1-9][0-9]{2} [^\n]*\n")
_ENDPOS = re.compile(r"(?:^| )endpos=(-?[0-9]+)")


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


class ReplyReader:
    """Takes the bytes of one AGI connection, gives back the answers to the commands that were sent."""

    __slots__ = ("_buffer", "_expected", "_replies", "hangup_seen")

    def __init__(self) -> None:
        """A reader that expects nothing yet."""
        self._buffer = b""
        self._expected = 0
        self._replies: list[Reply] = []
        self.hangup_seen = False

    def expect(self, count: int) -> None:
        """From now on `count` answers are due."""
        self._expected = count
        self._replies = []

    def feed(self, data: bytes) -> list[Reply] | None:
        """All answers that were due, as soon as the last one is here; else None.

        LineGarbled for bytes that answer nothing, and for an answer beyond 256 KiB.
        """
        buffer = self._buffer + data if self._buffer else data
        position = 0
        if buffer.endswith(b"\n"):
            while position < len(buffer) and (end := self._take(buffer, position)):
                position = end
        self._buffer = buffer[position:]
        if len(self._buffer) > REPLY_LIMIT_BYTES:
            raise LineGarbled("An answer has no end.")
        if self._expected or not self._replies:
            return None
        replies, self._replies = self._replies, []
        return replies

    def _take(self, buffer: bytes, position: int) -> int:
        """Takes what begins at `position`; gives where it ends, 0 while its end is not here yet."""
        if buffer.startswith(_HANGUP, position):
            self.hangup_seen = True
            return position + len(_HANGUP)
        if not self._expected:
            raise LineGarbled("Nothing was asked.")
        end = self._reply_end(buffer, position)
        if end and not buffer.startswith(b"100 ", position):
            self._replies.append(_parse(buffer[position : end - 1]))
            self._expected -= 1
        return end

    def _reply_end(self, buffer: bytes, position: int) -> int:
        if buffer.startswith(b"520-", position):
            found = buffer.find(_USAGE_END, position)
            return found + len(_USAGE_END) if found >= 0 else 0
        if _OPEN_VALUE.match(buffer, position):
            return self._value_end(buffer, position)
        line = _ONE_LINE.match(buffer, position)
        if line is None:
            raise LineGarbled("It is no answer.")
        return line.end()

    def _value_end(self, buffer: bytes, position: int) -> int:
        last = len(buffer)
        while buffer.endswith(_HANGUP, position, last):
            last -= len(_HANGUP)
        for closed in _CLOSED_VALUE.finditer(buffer, position, last):
            end = closed.end()
            if end == last or (self._expected > 1 and _NEXT_REPLY.match(buffer, end)):
                return end
        return 0


def _parse(reply: bytes) -> Reply:
    """`reply` without its last line break."""
    if not reply.startswith(b"200 result="):
        return Reply(int(reply[:3]), "", raw(reply[4:]), None)
    result, _, tail = raw(reply[11:]).partition(" ")
    if not tail:
        return Reply(200, result, "", None)
    data, attributes = tail, tail
    if tail.startswith("("):
        # The value may hold brackets: the last one closes it, unless only "name=value" follows the one
        # before.
        close = len(tail) - 1 if tail.endswith(")") else tail.rfind(") ")
        data, attributes = tail[1:close], tail[close + 1 :]
    elif "=" in tail:
        data = ""
    endpos = _ENDPOS.search(attributes)
    return Reply(200, result, data, int(endpos[1]) if endpos else None)
