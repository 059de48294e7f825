"""AMI on the wire: what we send and how what comes is cut into messages; panoramisk's classes know the
format.

Asterisk 22 manager.c: a message is "Name: value" lines, each ended by CR LF, and an empty line; the first
thing on a connection is one line of greeting. A line that we send is dumped by Asterisk when it exceeds 1,024
bytes.
"""

import re
from collections.abc import Mapping, Sequence

from panoramisk.actions import Action
from panoramisk.message import Message

from .characters import encoded, has_control, readable
from .errors import MessageTooLong, UnsafeArgument

Field = str | int | Sequence[str]

LINE_LIMIT_BYTES = 1_000
# A list answer is many messages; one message of a megabyte is none of Asterisk's.
MESSAGE_LIMIT_BYTES = 1_048_576

_FIELD_NAME = re.compile("[A-Za-z][A-Za-z0-9_-]*")
_GREETING = b"Asterisk Call Manager/"


def build_action(name: str, fields: Mapping[str, Field]) -> Action:
    """The action with an ActionID of its own; needs a running loop.

    UnsafeArgument for control characters anywhere and for lines of more than 1,000 bytes: a line break in a
    value would be an action of its own.
    """
    action = Action({"Action": name, **fields})
    for field, value in action.items():
        if _FIELD_NAME.fullmatch(field) is None:
            raise UnsafeArgument("An AMI field has no such name.")
        for text in [value] if isinstance(value, str | int) else value:
            if has_control(str(text)) or len(encoded(f"{field}: {text}")) > LINE_LIMIT_BYTES:
                raise UnsafeArgument(f"It stood in the AMI field {field}.")
    return action


def action_bytes(action: Action) -> bytes:
    """What goes on the wire."""
    return encoded(str(action))


def to_message(block: bytes) -> Message | None:
    """The message in `block`, its values readable text (see characters.py); None when it is neither event nor
    response. A name that came several times holds a list."""
    return Message.from_line("\r\n".join([readable(line) for line in block.split(b"\r\n")]))


def first_value(message: Message, name: str) -> str:
    """The first value of `name` in `message`, "" when there is none: a forged line comes after the real
    one."""
    value = message.get(name, "")
    return str(value[0] if isinstance(value, list) else value)


def event_name(block: bytes) -> str | None:
    """The name of the event in `block`, without parsing the rest; None when it is no event."""
    first, _, _ = block.partition(b"\r\n")
    return readable(first[7:]) if first.startswith(b"Event: ") else None


class BlockReader:
    """Cuts the bytes of one AMI connection into blocks of one message each, greeting and empty lines left
    out."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """The blocks that are whole now; MessageTooLong when one has no end within 1 MiB."""
        searched = max(0, len(self._buffer) - 3)
        self._buffer += data
        end = self._buffer.rfind(b"\r\n\r\n", searched)
        if end < 0:
            if len(self._buffer) > MESSAGE_LIMIT_BYTES:
                raise MessageTooLong
            return []
        whole = bytes(self._buffer[:end])
        del self._buffer[: end + 4]
        return [block for part in whole.split(b"\r\n\r\n") if (block := _without_greeting(part))]


def _without_greeting(block: bytes) -> bytes:
    block = block.lstrip(b"\r\n")
    return block.partition(b"\r\n")[2] if block.startswith(_GREETING) else block
