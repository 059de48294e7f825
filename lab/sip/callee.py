"""A phone that is called: registers, and answers, refuses or just rings, as the test wants."""

import asyncio
from dataclasses import dataclass

from lab.errors import CallError
from lab.sip.call import Call
from lab.sip.dialog import Dialog
from lab.sip.digest import authorization
from lab.sip.messages import Headers, SipMessage, uri_in
from lab.sip.phone import Phone
from lab.sip.rtp import RtpStream
from lab.sip.transport import Address, new_token, response_to

REASONS = {404: "Not Found", 480: "Temporarily Unavailable", 486: "Busy Here", 488: "Not Acceptable Here"}
REGISTERED_FOR_S = 3600


@dataclass(frozen=True)
class Answers:
    """Rings, answers after a while, sends a tone, and hangs up by itself when told so."""

    after_s: float = 0.0
    tone_hz: int = 600
    hang_up_after_s: float | None = None


@dataclass(frozen=True)
class Refuses:
    """Refuses with a SIP status: 486 busy, 603 declined, 404 not found, 480 unavailable."""

    status: int = 486
    after_s: float = 0.0


@dataclass(frozen=True)
class Rings:
    """Rings and never answers."""


Behaviour = Answers | Refuses | Rings


class Callee(Phone):
    """A phone with a number. `behaviour` may change between calls; `invites` counts calls that reached it."""

    def __init__(
        self,
        server: Address,
        *,
        number: str = "",
        password: str = "",
        behaviour: Behaviour | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        super().__init__(server, host=host, port=port)
        self.behaviour: Behaviour = behaviour or Answers()
        self.invites = 0
        self._number = number
        self._password = password
        self._rang = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_registered = False

    async def register(self, expires_s: int = REGISTERED_FOR_S) -> None:
        """Registers with the number and password; 0 unregisters. Raises CallError when refused."""
        dialog = Dialog(
            socket=self.socket,
            local=f"<sip:{self._number}@{self.server[0]}>;tag={new_token()}",
            remote=f"<sip:{self._number}@{self.server[0]}>",
            target=f"sip:{self.server[0]}:{self.server[1]}",
        )
        headers: Headers = (self._contact(), ("Expires", str(expires_s)))
        response = await self.socket.request(dialog.request("REGISTER", headers=headers))
        if response.status == 401:
            value = authorization(
                response.header("WWW-Authenticate"),
                user=self._number,
                password=self._password,
                method="REGISTER",
                uri=dialog.target,
                cnonce=new_token(),
            )
            signed: Headers = (*headers, ("Authorization", value))
            response = await self.socket.request(dialog.request("REGISTER", headers=signed))
        if response.status != 200:
            raise CallError(f"{self._number} could not register: {response.first_line}")
        self._is_registered = expires_s > 0

    async def close(self) -> None:
        """Unregisters, so that the next test finds nobody here, and ends what is still going on."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._is_registered:
            await self.register(expires_s=0)
        await super().close()

    async def wait_call(self, count: int = 1, within_s: float = 5.0) -> Call:
        """Waits until that many calls have come in and returns the latest of them."""
        try:
            async with asyncio.timeout(within_s), self._rang:
                await self._rang.wait_for(lambda: len(self.calls) >= count)
        except TimeoutError as error:
            raise CallError(f"{self._number} was called {self.invites} times, not {count}") from error
        return self.calls[count - 1]

    def take_new_call(self, invite: SipMessage) -> None:
        """Counts the call and lets a task of its own behave as told."""
        self.invites += 1
        task = asyncio.create_task(self._behave(invite, self.behaviour))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _behave(self, invite: SipMessage, behaviour: Behaviour) -> None:
        call = await self._receive(invite)
        if isinstance(behaviour, Refuses) and not behaviour.after_s:
            call.refuse(behaviour.status, REASONS.get(behaviour.status, "Declined"))
            return
        self.socket.respond(
            invite, response_to(invite, 180, "Ringing", tag=call.tag, extra=(self._contact(),))
        )
        call.ringing.set()
        if isinstance(behaviour, Rings) or await self._ended_within(call, behaviour.after_s):
            return
        if isinstance(behaviour, Refuses):
            call.refuse(behaviour.status, REASONS.get(behaviour.status, "Declined"))
            return
        call.media.send_tone(behaviour.tone_hz)
        self.socket.respond(invite, call.accept(invite))
        call.mark_answered()
        if behaviour.hang_up_after_s is not None and not await self._ended_within(
            call, behaviour.hang_up_after_s
        ):
            await call.hang_up()

    async def _receive(self, invite: SipMessage) -> Call:
        media = RtpStream()
        await media.open(self.socket.host)
        dialog = Dialog(
            socket=self.socket,
            local=f"{invite.header('To')};tag={new_token()}",
            remote=invite.header("From"),
            target=uri_in(invite.header("Contact")),
            call_id=invite.header("Call-ID"),
        )
        call = Call(self.socket, dialog, media, is_incoming=True)
        call.invite = invite
        call.take_media(invite.body)
        self.keep(call)
        async with self._rang:
            self._rang.notify_all()
        return call

    def _contact(self) -> tuple[str, str]:
        return "Contact", f"<sip:{self._number}@{self.socket.host}:{self.socket.port}>"

    @staticmethod
    async def _ended_within(call: Call, seconds: float) -> bool:
        """Waits that long; True as soon as the call is over."""
        try:
            async with asyncio.timeout(seconds):
                await call.ended.wait()
        except TimeoutError:
            return False
        return True
