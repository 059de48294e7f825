"""A WebSocket client (RFC 6455) that does what it is told: it can also stop reading and stay."""

import asyncio
import base64
import json
import os
from collections.abc import Callable, Mapping
from typing import Any, Final, Self

from lab.errors import RigError

_TEXT: Final = 1
_CLOSE: Final = 8
_PING: Final = 9
_PONG: Final = 10
_LAST: Final = 0x80
_MASKED: Final = 0x80
_KEY_BYTES: Final = 16


class Refused(RigError):
    """The server did not open the socket; `status` is its HTTP answer."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class Closed(RigError):
    """The server closed the socket; `code` says why, 1006 when it just broke off."""

    def __init__(self, code: int) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


class WebSocket:
    """An open socket; `open()` makes one."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.received = 0
        """Text messages so far."""

    @classmethod
    async def open(cls, port: int, path: str, headers: Mapping[str, str]) -> Self:
        """Connect to 127.0.0.1. Raises Refused."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        key = base64.b64encode(os.urandom(_KEY_BYTES)).decode()
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        writer.write("\r\n".join((*lines, "", "")).encode())
        status = int((await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1])
        if status != 101:
            writer.close()
            raise Refused(status)
        return cls(reader, writer)

    async def say(self, message: object) -> None:
        """Send it as JSON."""
        self._send(_TEXT, json.dumps(message).encode())
        await self._writer.drain()

    async def hear(self) -> Any:
        """The next message. Raises Closed."""
        while True:
            kind, payload = await self._frame()
            if kind == _TEXT:
                self.received += 1
                return json.loads(payload)
            if kind == _PING:
                self._send(_PONG, payload)
            elif kind == _CLOSE:
                self._send(_CLOSE, payload[:2])
                self._writer.close()
                raise Closed(int.from_bytes(payload[:2], "big") if payload else 1005)

    async def until(self, found: Callable[[Any], bool], *, ack_every: int = 4) -> Any:
        """Hear until a message is so, acknowledging as browsers do; that message. Raises Closed."""
        while True:
            message = await self.hear()
            if self.received % ack_every == 0:
                await self.say({"ack": self.received})
            if found(message):
                return message

    @property
    def is_closing(self) -> bool:
        """True once either side has ended the connection."""
        return self._writer.is_closing()

    def close(self) -> None:
        """Hang up without a word."""
        self._writer.transport.abort()

    async def _frame(self) -> tuple[int, bytes]:
        try:
            first, second = await self._reader.readexactly(2)
            length = second & 0x7F
            if length == 126:
                length = int.from_bytes(await self._reader.readexactly(2), "big")
            elif length == 127:
                length = int.from_bytes(await self._reader.readexactly(8), "big")
            return first & 0x0F, await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self.close()
            raise Closed(1006) from error

    def _send(self, kind: int, payload: bytes) -> None:
        size = len(payload)
        head = bytes([_LAST | kind])
        if size < 126:
            head += bytes([_MASKED | size])
        elif size < 65536:
            head += bytes([_MASKED | 126]) + size.to_bytes(2, "big")
        else:
            head += bytes([_MASKED | 127]) + size.to_bytes(8, "big")
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
        self._writer.write(head + mask + masked)
