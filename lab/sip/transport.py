"""SIP over UDP: requests are repeated until answered, repeated requests get the same answer."""

import asyncio
import secrets
from collections.abc import Callable

from lab.errors import CallError
from lab.sip.messages import MalformedMessage, SipMessage, parse

Address = tuple[str, int]
FIRST_REPEAT_S = 0.5
SIP_PORT = 5060
REPEAT_LIMIT_S = 8.0
BRANCH_COOKIE = "z9hG4bK"  # RFC 3261, 8.1.1.7


def new_token() -> str:
    """A random token for branches, tags and Call-IDs."""
    return secrets.token_hex(8)


class Transaction:
    """One request that we sent and its answers; `final` holds the final response."""

    def __init__(self, on_provisional: Callable[[SipMessage], None] | None) -> None:
        self.final: asyncio.Future[SipMessage] = asyncio.get_running_loop().create_future()
        self.was_heard = False
        self._on_provisional = on_provisional

    def take(self, response: SipMessage) -> None:
        """A response came in."""
        self.was_heard = True
        if (response.status or 0) >= 200:
            if not self.final.done():
                self.final.set_result(response)
        elif self._on_provisional is not None:
            self._on_provisional(response)


class SipSocket(asyncio.DatagramProtocol):
    """One UDP socket of a phone: sends, matches answers, hands requests to `on_request`."""

    def __init__(self, server: Address, on_request: Callable[[SipMessage], None]) -> None:
        self._server = server
        self._on_request = on_request
        self._transactions: dict[tuple[str, str], Transaction] = {}
        self._answered: dict[tuple[str, str], bytes] = {}
        self._came_from: dict[tuple[str, str], Address] = {}
        self._direct: set[Address] = set()
        """Other phones that are spoken to without the server in between."""
        self._timers: set[asyncio.TimerHandle] = set()
        self.malformed = 0

    async def open(self, host: str, port: int = 0) -> None:
        """Binds; `host` and `port` tell the address afterwards."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, (host, port))
        self.host, self.port = self._transport.get_extra_info("sockname")

    def speak_directly(self, uri: str) -> None:
        """From now on requests for the host and port of this URI go there and not to the server."""
        self._direct.add(_address_in(uri))

    def close(self) -> None:
        """Closes the socket; whoever waits for an answer is cancelled."""
        for timer in self._timers:
            timer.cancel()
        for transaction in self._transactions.values():
            transaction.final.cancel()
        self._transport.close()

    def via(self, branch: str) -> str:
        """The Via value for a request of ours."""
        return f"SIP/2.0/UDP {self.host}:{self.port};rport;branch={branch}"

    def begin(
        self, request: SipMessage, on_provisional: Callable[[SipMessage], None] | None = None
    ) -> Transaction:
        """Sends a request, and again until something comes back (RFC 3261, 17.1)."""
        transaction = Transaction(on_provisional)
        self._transactions[_transaction_key(request)] = transaction
        self._repeat(request.encode(), self._way_to(request), transaction, FIRST_REPEAT_S)
        return transaction

    async def request(self, request: SipMessage) -> SipMessage:
        """Sends a request and returns its final response. Raises CallError when none comes."""
        try:
            async with asyncio.timeout(REPEAT_LIMIT_S):
                return await self.begin(request).final
        except TimeoutError as error:
            raise CallError(f"No answer to {request.first_line}") from error

    def send(self, message: SipMessage) -> None:
        """Sends a message that gets no answer (an ACK)."""
        self._transport.sendto(message.encode(), self._way_to(message))

    def respond(self, request: SipMessage, response: SipMessage) -> None:
        """Answers a request; the same request coming again is answered the same way."""
        data = response.encode()
        key = _transaction_key(request)
        self._answered[key] = data
        self._transport.sendto(data, self._came_from.get(key, self._server))

    def datagram_received(self, data: bytes, addr: Address) -> None:
        try:
            message = parse(data)
        except MalformedMessage:
            self.malformed += 1
            return
        key = _transaction_key(message)
        if message.status is not None:
            if key in self._transactions:
                self._transactions[key].take(message)
        elif key in self._answered:
            self._transport.sendto(self._answered[key], self._came_from[key])
        else:
            self._came_from[key] = addr
            self._on_request(message)

    def error_received(self, exc: Exception) -> None:
        """A refused port shows in the missing answer; nothing to do here."""

    def _way_to(self, request: SipMessage) -> Address:
        address = _address_in(request.first_line.split(" ")[1])
        return address if address in self._direct else self._server

    def _repeat(self, data: bytes, to: Address, transaction: Transaction, pause_s: float) -> None:
        if transaction.was_heard or transaction.final.done() or pause_s > REPEAT_LIMIT_S:
            return
        self._transport.sendto(data, to)
        loop = asyncio.get_running_loop()
        timer = loop.call_later(pause_s, lambda: self._repeat(data, to, transaction, pause_s * 2))
        self._timers = {old for old in self._timers if not old.cancelled() and old.when() > loop.time()} | {
            timer
        }


def _address_in(uri: str) -> Address:
    """The host and port of a SIP URI."""
    host, _, port = uri.removeprefix("sip:").partition(";")[0].rpartition("@")[2].partition(":")
    return host, int(port or SIP_PORT)


def _transaction_key(message: SipMessage) -> tuple[str, str]:
    branch = message.header("Via").partition("branch=")[2].partition(";")[0]
    return branch, message.method


def response_to(
    request: SipMessage, status: int, reason: str, *, tag: str, extra: tuple[tuple[str, str], ...] = ()
) -> SipMessage:
    """A response with the headers that RFC 3261, 8.2.6 asks for."""
    to = request.header("To")
    if ";tag=" not in to and status > 100:
        to = f"{to};tag={tag}"
    headers = [("Via", value) for value in request.all("Via")]
    headers += [("Record-Route", value) for value in request.all("Record-Route")]
    headers += [("From", request.header("From")), ("To", to)]
    headers += [("Call-ID", request.header("Call-ID")), ("CSeq", request.header("CSeq"))]
    return SipMessage(f"SIP/2.0 {status} {reason}", (*headers, *extra))
