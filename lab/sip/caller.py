"""A phone that calls: through a trunk, or as an employee with a password."""

import asyncio
from dataclasses import dataclass, replace

from lab.sip.call import Call
from lab.sip.dialog import Dialog
from lab.sip.digest import authorization
from lab.sip.messages import Headers, SipMessage
from lab.sip.phone import Phone
from lab.sip.rtp import RtpStream
from lab.sip.transport import BRANCH_COOKIE, Address, Transaction, new_token


@dataclass(frozen=True)
class Identity:
    """Who calls, as the trunk puts it. A name in bytes goes on the wire as it is (Windows-1251, say)."""

    user: str = "79991234567"
    display_name: str | bytes = ""
    password: str = ""

    def header(self, host: str) -> str:
        """The From value, without its tag."""
        name = self.display_name
        text = name.decode("utf-8", "surrogateescape") if isinstance(name, bytes) else name
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <sip:{self.user}@{host}>' if text else f"<sip:{self.user}@{host}>"


class Caller(Phone):
    """Makes calls. Each call() returns as soon as the INVITE is on its way."""

    def __init__(self, server: Address, *, host: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__(server, host=host, port=port)
        self._pending: set[asyncio.Task[None]] = set()

    async def call(
        self,
        number: str,
        *,
        identity: Identity | None = None,
        to_user: str | None = None,
        headers: Headers = (),
    ) -> Call:
        """Calls `number` (the user of the request URI); `to_user` puts another one into To."""
        host, port = self.server
        remote = f"<sip:{number if to_user is None else to_user}@{host}>"
        return await self._call(f"sip:{number}@{host}:{port}", remote, identity or Identity(), headers)

    async def follow(self, referred: Call) -> Call:
        """Waits until the other side of a call sends us elsewhere, and calls there; the other side learns it
        when that is answered.
        """
        await referred.wait_referred()
        self.socket.speak_directly(referred.refer_to)
        call = await self._call(referred.refer_to, f"<{referred.refer_to}>", Identity(), ())
        await call.wait_answered()
        await referred.tell_transferred()
        return call

    async def _call(self, target: str, remote: str, who: Identity, headers: Headers) -> Call:
        media = RtpStream()
        await media.open(self.socket.host)
        dialog = Dialog(
            socket=self.socket,
            local=f"{who.header(self.socket.host)};tag={new_token()}",
            remote=remote,
            target=target,
        )
        call = Call(self.socket, dialog, media)
        self.keep(call)
        contact = f"<sip:{who.user}@{self.socket.host}:{self.socket.port}>"
        invite = dialog.request("INVITE", headers=(("Contact", contact), *headers), body=call.offer())
        transaction = self._invite(call, invite)
        task = asyncio.create_task(self._follow(call, invite, transaction, who))
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)
        return call

    async def close(self) -> None:
        """Hangs up and waits for the tasks that follow the calls."""
        await super().close()
        for task in self._pending:
            task.cancel()
        await asyncio.gather(*self._pending, return_exceptions=True)

    def _invite(self, call: Call, invite: SipMessage) -> Transaction:
        call.invite = invite

        def on_provisional(response: SipMessage) -> None:
            if (response.status or 0) >= 180:
                call.ringing.set()
            call.take_media(response.body)

        return self.socket.begin(invite, on_provisional)

    async def _follow(self, call: Call, invite: SipMessage, transaction: Transaction, who: Identity) -> None:
        """Sees an INVITE through to its final answer, and answers a request for the password."""
        response = await transaction.final
        self.socket.send(call.dialog.ack(invite, response))
        if response.status in (401, 407) and who.password and not _has_password(invite):
            again = self._with_password(call, invite, response, who)
            await self._follow(call, again, self._invite(call, again), who)
        elif response.status is not None and response.status >= 300:
            call.end("them", status=response.status, reason=response.header("Reason"))
        else:
            call.dialog.take_answer(response)
            call.take_media(response.body)
            call.mark_answered()

    def _with_password(
        self, call: Call, invite: SipMessage, response: SipMessage, who: Identity
    ) -> SipMessage:
        is_proxy = response.status == 407
        value = authorization(
            response.header("Proxy-Authenticate" if is_proxy else "WWW-Authenticate"),
            user=who.user,
            password=who.password,
            method="INVITE",
            uri=call.dialog.target,
            cnonce=new_token(),
        )
        call.dialog.cseq += 1
        changed = {"Via": self.socket.via(BRANCH_COOKIE + new_token()), "CSeq": f"{call.dialog.cseq} INVITE"}
        headers = tuple((name, changed.get(name, text)) for name, text in invite.headers)
        return replace(
            invite, headers=(*headers, ("Proxy-Authorization" if is_proxy else "Authorization", value))
        )


def _has_password(invite: SipMessage) -> bool:
    return bool(invite.header("Authorization") or invite.header("Proxy-Authorization"))
