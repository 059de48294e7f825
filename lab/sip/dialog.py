"""One SIP dialog: who talks to whom under which tags, and the requests inside it (RFC 3261, section 12)."""

from dataclasses import dataclass, field, replace

from lab.sip.messages import Headers, SipMessage, uri_in
from lab.sip.transport import BRANCH_COOKIE, SipSocket, new_token


@dataclass
class Dialog:
    """The state of a dialog; `local` and `remote` are whole From/To values with their tags."""

    socket: SipSocket
    local: str
    remote: str
    target: str
    call_id: str = field(default_factory=new_token)
    cseq: int = 0

    def request(self, method: str, *, headers: Headers = (), body: str = "") -> SipMessage:
        """A new request in this dialog, with the next CSeq."""
        self.cseq += 1
        return self._message(method, BRANCH_COOKIE + new_token(), headers, body)

    def ack(self, invite: SipMessage, response: SipMessage) -> SipMessage:
        """The ACK for a final response: its own transaction for 2xx, part of the INVITE's otherwise."""
        is_success = 200 <= (response.status or 0) < 300
        branch = BRANCH_COOKIE + new_token() if is_success else _branch(invite)
        ack = self._message("ACK", branch, (), "")
        target = self.target if is_success else invite.first_line.split(" ")[1]
        headers = [(name, value) for name, value in ack.headers if name not in ("To", "CSeq")]
        headers += [("To", response.header("To")), ("CSeq", f"{invite.cseq} ACK")]
        return replace(ack, first_line=f"ACK {target} SIP/2.0", headers=tuple(headers))

    def cancel(self, invite: SipMessage) -> SipMessage:
        """The CANCEL of an INVITE that is not answered yet (RFC 3261, 9.1)."""
        kept = ("Via", "From", "To", "Call-ID", "Max-Forwards")
        headers = [(name, value) for name, value in invite.headers if name in kept]
        headers.append(("CSeq", f"{invite.cseq} CANCEL"))
        return SipMessage(invite.first_line.replace("INVITE", "CANCEL", 1), tuple(headers))

    def take_answer(self, response: SipMessage) -> None:
        """Learns the other side's tag and contact from its 2xx."""
        self.remote = response.header("To")
        self.target = uri_in(response.header("Contact")) or self.target

    def _message(self, method: str, branch: str, headers: Headers, body: str) -> SipMessage:
        common: Headers = (
            ("Via", self.socket.via(branch)),
            ("Max-Forwards", "70"),
            ("From", self.local),
            ("To", self.remote),
            ("Call-ID", self.call_id),
            ("CSeq", f"{self.cseq} {method}"),
        )
        if body and not any(name == "Content-Type" for name, _ in headers):
            headers = (*headers, ("Content-Type", "application/sdp"))
        return SipMessage(f"{method} {self.target} SIP/2.0", (*common, *headers), body)


def _branch(message: SipMessage) -> str:
    return message.header("Via").partition("branch=")[2].partition(";")[0]
