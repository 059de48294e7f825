"""RTP of one call: sends silence, a tone or keys, and keeps what comes in (RFC 3550, RFC 4733)."""

import asyncio
import secrets
import struct
from collections import deque

from lab.sip.ear import Ear
from lab.sip.tones import FRAME_SAMPLES, RATE_HZ, SILENCE_BYTE, encode, tone

KEYS = "0123456789*#ABCD"
FRAME_S = FRAME_SAMPLES / RATE_HZ
AUDIO_TYPE = 0
KEY_TYPE = 101
KEY_VOLUME = 10
KEY_END = 0x80
SILENCE = bytes([SILENCE_BYTE]) * FRAME_SAMPLES
LONGEST_LATENESS_S = 0.2


class RtpStream(asyncio.DatagramProtocol):
    """The media socket of a call; open() starts the sender, which is owned here and ends with close()."""

    def __init__(self) -> None:
        self.ear = Ear()
        self.peer: tuple[str, int] | None = None
        self.keys_heard: list[str] = []
        self._tone_frames: list[bytes] = []
        self._tone_at = 0
        self._keys: deque[_Key] = deque()
        self._sequence = secrets.randbelow(1 << 15)
        self._timestamp = secrets.randbelow(1 << 30)
        self._source = secrets.randbits(31)
        self._last_key_stamp: bytes | None = None

    async def open(self, host: str) -> None:
        """Binds to any port of `host` and starts to send as soon as `peer` is set."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, (host, 0))
        self.host, self.port = self._transport.get_extra_info("sockname")
        self._timer = loop.call_later(FRAME_S, self._tick, loop.time() + FRAME_S)

    def close(self) -> None:
        """Stops sending and closes the socket; keys not pressed yet never are."""
        self._timer.cancel()
        self._transport.close()
        for key in self._keys:
            key.let_go()

    def send_tone(self, hz: int) -> None:
        """Sends this tone from now on instead of silence."""
        data = encode(tone(hz, 1.0))
        self._tone_frames = [data[at : at + FRAME_SAMPLES] for at in range(0, len(data), FRAME_SAMPLES)]

    async def send_keys(self, keys: str, *, press_s: float, gap_s: float) -> None:
        """Presses the keys one after the other and returns when the last was let go, or at the call's end."""
        pressed = [_Key(KEYS.index(key), round(press_s / FRAME_S), round(gap_s / FRAME_S)) for key in keys]
        self._keys.extend(pressed)
        if pressed:
            await pressed[-1].sent

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if len(data) <= 12:
            return
        kind = data[1] & 0x7F
        if kind == AUDIO_TYPE:
            self.ear.hear(data[12:], asyncio.get_running_loop().time())
        elif (
            kind == KEY_TYPE and len(data) >= 16 and data[13] & KEY_END and data[4:8] != self._last_key_stamp
        ):
            self._last_key_stamp = data[4:8]
            self.keys_heard.append(KEYS[data[12] % len(KEYS)])

    def error_received(self, exc: Exception) -> None:
        """The other side closed its port at the end of the call; nothing to do."""

    def _tick(self, due: float) -> None:
        loop = asyncio.get_running_loop()
        if loop.time() - due > LONGEST_LATENESS_S:
            due = loop.time()  # after a stall go on from here rather than send a burst
        if self.peer is not None:
            self._send_frame(self.peer)
        self._timer = loop.call_at(due + FRAME_S, self._tick, due + FRAME_S)

    def _send_frame(self, peer: tuple[str, int]) -> None:
        while self._keys and self._keys[0].is_over:
            self._keys.popleft().let_go()
        if self._keys:
            for payload, is_first in self._keys[0].frames(self._timestamp):
                self._send(peer, KEY_TYPE, payload, stamp=self._keys[0].stamp, is_marked=is_first)
        else:
            self._send(peer, AUDIO_TYPE, self._audio(), stamp=self._timestamp, is_marked=False)
        self._timestamp = (self._timestamp + FRAME_SAMPLES) & 0xFFFFFFFF

    def _audio(self) -> bytes:
        if not self._tone_frames:
            return SILENCE
        self._tone_at = (self._tone_at + 1) % len(self._tone_frames)
        return self._tone_frames[self._tone_at]

    def _send(self, peer: tuple[str, int], kind: int, payload: bytes, *, stamp: int, is_marked: bool) -> None:
        self._sequence = (self._sequence + 1) & 0xFFFF
        head = struct.pack("!BBHII", 0x80, kind | (is_marked << 7), self._sequence, stamp, self._source)
        self._transport.sendto(head + payload, peer)


class _Key:
    """A key being pressed: packets every frame with a growing duration, three times the end, then a gap."""

    def __init__(self, code: int, press_frames: int, gap_frames: int) -> None:
        self.sent: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.stamp = 0
        self._code = code
        self._press_frames = press_frames
        self._gap_frames = gap_frames
        self._frame = 0

    @property
    def is_over(self) -> bool:
        return self._frame > self._press_frames + self._gap_frames

    def let_go(self) -> None:
        """Whoever waits for this key need not wait any longer."""
        if not self.sent.done():
            self.sent.set_result(None)

    def frames(self, now: int) -> list[tuple[bytes, bool]]:
        """The packets of this frame as (payload, is the very first)."""
        self._frame += 1
        if self._frame == 1:
            self.stamp = now
        if self._frame <= self._press_frames:
            return [(self._payload(0, self._frame), self._frame == 1)]
        if self._frame == self._press_frames + 1:
            return [(self._payload(KEY_END, self._press_frames), False)] * 3
        return []

    def _payload(self, end: int, frames: int) -> bytes:
        return struct.pack("!BBH", self._code, end | KEY_VOLUME, frames * FRAME_SAMPLES)
