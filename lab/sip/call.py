"""One call of a lab phone, in either direction: what it may do and what a test may wait for."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from lab.errors import CallError
from lab.sip.dialog import Dialog
from lab.sip.ear import Sound
from lab.sip.messages import SipMessage, tag_in, uri_in
from lab.sip.rtp import RtpStream
from lab.sip.transport import SipSocket, response_to

Heard = tuple[float, float, int | str]
WAIT_S = 5.0


class Call:
    """A call being made or received. Times are seconds since the answer, or since the first ring while there
    is none.

    `began_s` is that moment on the loop's clock. `answered` and `ended` are events; `status` is the SIP
    status that answered or refused the call; `ended_by` says who hung up: "us" or "them". `reason` is the
    Reason header of the other side's BYE or CANCEL.
    """

    def __init__(
        self, socket: SipSocket, dialog: Dialog, media: RtpStream, *, is_incoming: bool = False
    ) -> None:
        self.socket = socket
        self.is_incoming = is_incoming
        self.dialog = dialog
        self.media = media
        self.invite: SipMessage | None = None
        self.answered = asyncio.Event()
        self.ringing = asyncio.Event()
        self.ended = asyncio.Event()
        self.status: int | None = None
        self.ended_by: Literal["us", "them"] | None = None
        self.reason = ""
        self.transfer_states: list[str] = []
        self.refer_to = ""
        """Where the other side has sent us to."""
        self.referred = asyncio.Event()
        self._transferred = asyncio.Event()
        self.began_s = asyncio.get_running_loop().time()
        self._cursor_s = 0.0

    def mark_answered(self) -> None:
        """The answer is sent or received: times count from here."""
        if not self.answered.is_set():
            self.began_s = asyncio.get_running_loop().time()
            self.status = 200
            self.answered.set()
            self.media.ear.heard.set()

    def end(self, by: Literal["us", "them"], *, status: int | None = None, reason: str = "") -> None:
        """The call is over; media stops. Only the first end counts."""
        if not self.ended.is_set():
            self.ended_by = by
            self.status = status or self.status
            self.reason = reason
            self.ended_s = self.now_s()
            self.media.close()
            self.ended.set()
            self.media.ear.heard.set()

    def now_s(self) -> float:
        """Seconds since the answer."""
        return asyncio.get_running_loop().time() - self.began_s

    def heard(self) -> list[Heard]:
        """What was heard so far: (from, to, frequency in Hz or "audio"), early media at negative times."""
        return [
            (round(sound.from_s - self.began_s, 2), round(sound.to_s - self.began_s, 2), sound.label)
            for sound in self.media.ear.sounds()
        ]

    async def wait_answered(self, within_s: float = WAIT_S) -> None:
        """Returns when the call is answered. Raises CallError when it is refused or nothing comes."""
        await self._until(lambda: self.answered.is_set() or self.ended.is_set(), within_s, "an answer")
        if not self.answered.is_set():
            raise CallError(f"refused with {self.status}")

    async def wait_ringing(self, within_s: float = WAIT_S) -> None:
        """Returns when the other side rings."""
        await self._bounded(self.ringing, within_s, "ringing")

    async def wait_end(self, within_s: float = WAIT_S) -> None:
        """Returns when the call is over, whoever ended it."""
        await self._bounded(self.ended, within_s, "the end of the call")

    async def wait_heard(self, hz: int, within_s: float = WAIT_S) -> float:
        """Waits for a tone that begins after the one waited for before; returns when it began.

        A tone that is already over counts, so nothing is missed between two waits. Raises CallError.
        """
        found: list[Sound] = []

        def is_there() -> bool:
            later = (sound for sound in self.media.ear.sounds() if sound.from_s > self._cursor_s)
            found.extend(sound for sound in later if sound.is_tone(hz))
            return bool(found)

        await self._until(is_there, within_s, f"{hz} Hz")
        self._cursor_s = found[0].from_s
        return found[0].from_s - self.began_s

    async def wait_silence(self, for_s: float = 0.3, within_s: float = WAIT_S) -> float:
        """Waits until nothing was heard for `for_s`; returns when the silence began (0: nothing heard)."""
        loop = asyncio.get_running_loop()
        limit = loop.time() + within_s
        while True:
            sounds = self.media.ear.sounds()
            quiet_since = sounds[-1].to_s if sounds else self.began_s
            rest_s = quiet_since + for_s - loop.time()
            if rest_s <= 0:
                return quiet_since - self.began_s
            if loop.time() + rest_s > limit:
                raise CallError(f"No silence within {within_s} s; heard {self.heard()}")
            self.media.ear.heard.clear()
            await asyncio.sleep(rest_s)

    async def send_keys(self, keys: str, *, press_s: float = 0.08, gap_s: float = 0.06) -> None:
        """Presses keys (RFC 4733) and returns when the last one was let go."""
        await self.media.send_keys(keys, press_s=press_s, gap_s=gap_s)

    async def hang_up(self) -> None:
        """Ends the call: BYE, or CANCEL or a refusal while nobody has answered. Harmless when it is over."""
        if self.ended.is_set() or self.invite is None:
            return
        if self.answered.is_set():
            request = self.dialog.request("BYE")
            self.end("us")
            await self.socket.request(request)
        elif self.is_incoming:
            self.refuse(480, "Temporarily Unavailable")
        else:
            await self.socket.request(self.dialog.cancel(self.invite))
            await self.wait_end()

    async def transfer_blind(self, target: str, within_s: float = WAIT_S) -> str:
        """Sends REFER to this SIP URI and returns the last state reported ("SIP/2.0 200 OK")."""
        headers = (self._contact, ("Refer-To", f"<{target}>"), ("Referred-By", self.dialog.local))
        refer = self.dialog.request("REFER", headers=headers)
        accepted = await self.socket.request(refer)
        if (accepted.status or 0) >= 300:
            return accepted.first_line
        await self._bounded(self._transferred, within_s, "the result of the transfer")
        return self.transfer_states[-1]

    async def wait_referred(self, within_s: float = WAIT_S) -> None:
        """Until the other side sends us somewhere else: `refer_to`."""
        await self._bounded(self.referred, within_s, "transfer")

    async def tell_transferred(self) -> None:
        """Say that the call to `refer_to` was answered."""
        headers = (
            self._contact,
            ("Event", "refer"),
            ("Subscription-State", "terminated;reason=noresource"),
            ("Content-Type", "message/sipfrag;version=2.0"),
        )
        await self.socket.request(self.dialog.request("NOTIFY", headers=headers, body="SIP/2.0 200 OK\r\n"))

    def refuse(self, status: int, reason: str) -> None:
        """Refuses an incoming call that is not answered."""
        if self.invite is not None:
            self.socket.respond(self.invite, response_to(self.invite, status, reason, tag=self.tag))
            self.end("us", status=status)

    @property
    def tag(self) -> str:
        """Our tag in this dialog."""
        return tag_in(self.dialog.local)

    def take_request(self, request: SipMessage) -> None:
        """A request inside the dialog came in: re-INVITE, BYE, NOTIFY, anything."""
        if request.method == "ACK":
            return
        if request.method == "INVITE":
            self.take_media(request.body)
            self.socket.respond(request, self.accept(request))
            return
        if request.method == "REFER":
            self.socket.respond(request, response_to(request, 202, "Accepted", tag=self.tag))
            self.refer_to = uri_in(request.header("Refer-To"))
            self.referred.set()
            return
        self.socket.respond(request, response_to(request, 200, "OK", tag=self.tag))
        if request.method == "BYE":
            self.end("them", reason=request.header("Reason"))
        elif request.method == "NOTIFY":
            self.transfer_states.append(request.body.strip())
            if request.header("Subscription-State").startswith("terminated"):
                self._transferred.set()

    def take_media(self, description: str) -> None:
        """Learns from an SDP where to send audio to."""
        host = re.search(r"^c=IN IP4 (\S+)", description, re.MULTILINE)
        port = re.search(r"^m=audio (\d+)", description, re.MULTILINE)
        if host and port:
            self.media.peer = (host[1], int(port[1]))

    def offer(self) -> str:
        """Our SDP: PCMU and telephone events."""
        lines = (
            "v=0",
            f"o=- 1 1 IN IP4 {self.media.host}",
            "s=-",
            f"c=IN IP4 {self.media.host}",
            "t=0 0",
            f"m=audio {self.media.port} RTP/AVP 0 101",
            "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-15",
            "a=ptime:20",
            "a=sendrecv",
        )
        return "".join(f"{line}\r\n" for line in lines)

    def accept(self, invite: SipMessage) -> SipMessage:
        """The 200 OK to an INVITE, with our SDP."""
        headers = (self._contact, ("Content-Type", "application/sdp"))
        return replace(response_to(invite, 200, "OK", tag=self.tag, extra=headers), body=self.offer())

    @property
    def _contact(self) -> tuple[str, str]:
        return "Contact", f"<sip:{self.socket.host}:{self.socket.port}>"

    async def _until(self, is_there: Callable[[], bool], within_s: float, what: str) -> None:
        try:
            async with asyncio.timeout(within_s):
                while not is_there():
                    if self.ended.is_set():
                        break
                    self.media.ear.heard.clear()
                    await self.media.ear.heard.wait()
        except TimeoutError as error:
            raise CallError(f"No {what} within {within_s} s; heard {self.heard()}") from error
        if not is_there():
            raise CallError(f"No {what} before the call ended (status {self.status}); heard {self.heard()}")

    async def _bounded(self, event: asyncio.Event, within_s: float, what: str) -> None:
        try:
            async with asyncio.timeout(within_s):
                await event.wait()
        except TimeoutError as error:
            raise CallError(f"No {what} within {within_s} s; heard {self.heard()}") from error
