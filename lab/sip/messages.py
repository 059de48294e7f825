"""SIP messages as text: read and written without losing a byte (RFC 3261, section 7).

Bytes that are no UTF-8, as some switches send them in names, survive as surrogates (PEP 383).
"""

from collections.abc import Iterable
from dataclasses import dataclass

COMPACT = {
    "c": "content-type",
    "f": "from",
    "i": "call-id",
    "k": "supported",
    "l": "content-length",
    "m": "contact",
    "r": "refer-to",
    "t": "to",
    "v": "via",
}
Headers = tuple[tuple[str, str], ...]


class MalformedMessage(ValueError):
    """These bytes are no SIP message."""


@dataclass(frozen=True)
class SipMessage:
    """A request or a response: first line, headers in order, body."""

    first_line: str
    headers: Headers
    body: str = ""

    @property
    def status(self) -> int | None:
        """The status code of a response, None for a request."""
        return int(self.first_line.split(" ")[1]) if self.first_line.startswith("SIP/2.0 ") else None

    @property
    def method(self) -> str:
        """The method: of a request its own, of a response the one that it answers."""
        if self.status is None:
            return self.first_line.split(" ")[0]
        return self.header("CSeq").split()[-1]

    @property
    def cseq(self) -> int:
        """The number in CSeq."""
        return int(self.header("CSeq").split()[0])

    def header(self, name: str) -> str:
        """The first header of this name, "" when there is none."""
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        """Every header of this name, in order; long and compact forms are the same."""
        wanted = name.lower()
        return [value for key, value in self.headers if COMPACT.get(key.lower(), key.lower()) == wanted]

    def encode(self) -> bytes:
        """The bytes to send; Content-Length is computed."""
        body = self.body.encode("utf-8", "surrogateescape")
        head = "".join(
            f"{name}: {value}\r\n" for name, value in self.headers if name.lower() != "content-length"
        )
        text = f"{self.first_line}\r\n{head}Content-Length: {len(body)}\r\n\r\n"
        return text.encode("utf-8", "surrogateescape") + body


def parse(data: bytes) -> SipMessage:
    """Reads one datagram. Raises MalformedMessage."""
    head, separator, body = data.decode("utf-8", "surrogateescape").partition("\r\n\r\n")
    first_line, *rest = head.split("\r\n")
    words = first_line.split(" ")
    is_response = words[0] == "SIP/2.0" and len(words) >= 2 and words[1].isascii() and words[1].isdigit()
    is_request = len(words) == 3 and words[2] == "SIP/2.0" and words[0].isalpha()
    if not separator or not (is_response or is_request):
        raise MalformedMessage(first_line)
    message = SipMessage(first_line, tuple(_read_headers(rest)), body)
    cseq = message.header("CSeq").split()
    if len(cseq) != 2 or not (cseq[0].isascii() and cseq[0].isdigit()):
        raise MalformedMessage("CSeq")
    return message


def _read_headers(lines: Iterable[str]) -> list[tuple[str, str]]:
    headers: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in (" ", "\t") and headers:  # a folded line goes on with the header before it
            name, value = headers[-1]
            headers[-1] = (name, f"{value} {line.strip()}")
            continue
        name, colon, value = line.partition(":")
        if not colon:
            raise MalformedMessage(line)
        headers.append((name.strip(), value.strip()))
    return headers


def uri_in(value: str) -> str:
    """The URI of a From, To, Contact or Refer-To value, without brackets and header parameters."""
    if "<" in value:
        return value.partition("<")[2].partition(">")[0]
    return value.partition(";")[0].strip()


def user_in(value: str) -> str:
    """The user part of the URI in a header value, "" when it has none."""
    address = uri_in(value).partition(":")[2].partition(";")[0]
    return address.rpartition("@")[0]


def tag_in(value: str) -> str:
    """The tag parameter of a From or To value, "" when it has none."""
    after_uri = value.rpartition(">")[2] if ">" in value else value
    for parameter in after_uri.split(";")[1:]:
        name, _, content = parameter.strip().partition("=")
        if name.lower() == "tag":
            return content
    return ""
