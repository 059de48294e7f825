"""Which number the caller dialled, and over which line: every kind of trunk puts it somewhere else.

A SIP trunk may put its own name into the request URI and the number that was dialled into To, Diversion or
P-Called-Party-ID; E1 (ISDN) brings it as DNID; an analogue line brings none, and Asterisk says "s" instead.
What is returned comes from outside as it is: normalising it is the scenario's business (normNumber).
"""

import re
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import unquote_to_bytes

from .agi_request import AgiRequest
from .characters import readable

# Longer than any number and any SIP user part that a switch has been seen to send.
_NUMBER_LIMIT = 128

# Extensions that Asterisk enters by itself, so nobody dialled them.
_NOT_DIALLED = frozenset({"s", "i", "t", "h", "e", "T", "unknown", "anonymous"})

_NAME_ADDRESS = re.compile(r'(?:"(?:[^"\\]|\\.)*"\s*|[^<",]*)<([^>]*)>')
_SCHEME = re.compile(r"(sips?|tel):", re.IGNORECASE)
_CHANNEL = re.compile(r"([^/]+)/(.+?)(?:-[0-9a-fA-F]+)?(?:;[12])?")


class CalledSource(StrEnum):
    """Where a trunk puts the called number; a setting of each trunk."""

    REQUEST_URI = "request_uri"
    TO = "to"
    DIVERSION = "diversion"
    P_CALLED_PARTY_ID = "p_called_party_id"
    DNID = "dnid"


# Constant text for GET FULL VARIABLE: with a value from outside in it, the value would be evaluated.
# URIENCODE keeps brackets and line breaks of a SIP header out of the AGI answer. The request URI needs no
# asking: PJSIP enters the dialplan with its user part, and DNID holds it too.
_TEMPLATES = MappingProxyType(
    {
        CalledSource.TO: "${URIENCODE(${PJSIP_HEADER(read,To)})}",
        CalledSource.DIVERSION: "${URIENCODE(${PJSIP_HEADER(read,Diversion)})}",
        CalledSource.P_CALLED_PARTY_ID: "${URIENCODE(${PJSIP_HEADER(read,P-Called-Party-ID)})}",
    }
)


def header_template(source: CalledSource, channel: str) -> str | None:
    """What to ask by GET FULL VARIABLE before `called_number`; None when nothing is to be asked.

    Only PJSIP channels carry SIP headers.
    """
    return _TEMPLATES.get(source) if channel.startswith("PJSIP/") else None


def header_text(header: str) -> str:
    """The SIP header, readable, that Asterisk gave as the answer to `header_template`."""
    return readable(unquote_to_bytes(header))


def called_number(request: AgiRequest, *, source: CalledSource, dialled: str = "", header: str = "") -> str:
    """The number as it came, "" when the line tells none.

    `dialled` is the extension that the call entered the dialplan with (an argument of our dialplan;
    agi_extension is its loop by then). `header` is what `header_text` made of the answer to
    `header_template`. A source that is empty gives way to DNID and then to `dialled`.
    """
    told = "" if source is CalledSource.DNID else user_part(header)
    for candidate in (told, request.known("dnid"), dialled):
        number = readable(candidate).strip()[:_NUMBER_LIMIT]
        if number and number not in _NOT_DIALLED:
            return number
    return ""


def user_part(address: str) -> str:
    """The user part of the first SIP or tel address in a header's value or a URI, "" when there is none.

    `"Office" <sip:+74951234567;npdi@192.0.2.1:5060;user=phone>;tag=1` gives "+74951234567".
    """
    address = address.strip()
    bracketed = _NAME_ADDRESS.match(address)
    uri = (bracketed[1] if bracketed else address.partition(",")[0]).strip()
    scheme = _SCHEME.match(uri)
    if scheme is None:
        return ""
    rest = uri[scheme.end() :]
    if scheme[1].lower() == "tel":
        return re.sub(r"[-.()\s]", "", rest.partition(";")[0])
    user, at, _ = rest.rpartition("@")
    user = user.partition(";")[0].partition(":")[0]
    return readable(unquote_to_bytes(user)) if at else ""


def trunk_of(channel: str) -> str:
    """The trunk of a channel's name: "gate" of "PJSIP/gate-0000001a", "DAHDI/i1" of an E1 call, "DAHDI/3" of
    an analogue one; "" for channels inside Asterisk and for what is no channel's name."""
    match = _CHANNEL.fullmatch(channel)
    if match is None or match[1] == "Local":
        return ""
    technology, rest = match[1], match[2]
    return f"DAHDI/{rest.partition('/')[0]}" if technology == "DAHDI" else rest


def line_of(channel: str) -> str:
    """The number of the analogue line: "3" of "DAHDI/3-1"; "" for every other kind of channel."""
    match = _CHANNEL.fullmatch(channel) if channel.startswith("DAHDI/") else None
    return match[2] if match is not None and match[2].isdecimal() else ""
