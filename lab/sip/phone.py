"""What every lab phone has: a SIP socket, its calls, and an orderly end."""

import asyncio
from types import TracebackType
from typing import Self

from lab.sip.call import Call
from lab.sip.messages import SipMessage
from lab.sip.transport import Address, SipSocket, response_to


class Phone:
    """A phone at `host` (an address on loopback: Asterisk tells trunks apart by it) that talks to `server`.

    Use as an async context manager; leaving it hangs up every call and closes every socket.
    """

    def __init__(self, server: Address, *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.server = server
        self.socket = SipSocket(server, self._take_request)
        self.calls: list[Call] = []
        self._by_id: dict[str, Call] = {}
        self._host = host
        self._port = port

    async def open(self) -> None:
        """Binds the phone's socket."""
        await self.socket.open(self._host, self._port)

    async def close(self) -> None:
        """Hangs up what is still up and closes the sockets."""
        await asyncio.gather(*(call.hang_up() for call in self.calls), return_exceptions=True)
        for call in self.calls:
            call.end("us")
        self.socket.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def keep(self, call: Call) -> None:
        """Takes a call into the books, so that its requests find it."""
        self.calls.append(call)
        self._by_id[call.dialog.call_id] = call

    def take_new_call(self, invite: SipMessage) -> None:
        """An INVITE outside a call came in; a phone that only calls is no place for it."""
        self.socket.respond(invite, response_to(invite, 404, "Not Found", tag="none"))

    def take_cancel(self, cancel: SipMessage, call: Call) -> None:
        """The other side gave up before we answered."""
        self.socket.respond(cancel, response_to(cancel, 200, "OK", tag=call.tag))
        if call.invite is not None and not call.answered.is_set():
            terminated = response_to(call.invite, 487, "Request Terminated", tag=call.tag)
            self.socket.respond(call.invite, terminated)
            call.end("them", status=487, reason=cancel.header("Reason"))

    def _take_request(self, request: SipMessage) -> None:
        call = self._by_id.get(request.header("Call-ID"))
        if request.method == "CANCEL" and call is not None:
            self.take_cancel(request, call)
        elif call is not None:
            call.take_request(request)
        elif request.method == "INVITE":
            self.take_new_call(request)
        elif request.method == "OPTIONS":
            self.socket.respond(request, response_to(request, 200, "OK", tag="none"))
        elif request.method != "ACK":
            self.socket.respond(request, response_to(request, 481, "No Such Call", tag="none"))
