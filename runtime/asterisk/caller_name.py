"""The caller's name as it was sent, where Asterisk's own copy of it has lost letters.

res_pjsip puts U+FFFD in the place of bytes that are no UTF-8 (Asterisk 22, measured): every letter of
a Russian name from equipment that speaks Windows-1251; the From header still has them.
"""

import re
from typing import Final

from .agi import AgiSession
from .called_number import header_text

# Constant text for GET FULL VARIABLE, encoded so that nothing in the header ends the answer.
_FROM: Final = "${URIENCODE(${PJSIP_HEADER(read,From)})}"
_QUOTED: Final = re.compile(r'\s*"((?:[^"\\]|\\.)*)"\s*<')
_PLAIN: Final = re.compile(r'\s*([^"<]*?)\s*<')
_NAME_LIMIT: Final = 128
_TIMEOUT_S: Final = 5.0
_LOST_LETTER: Final = "\ufffd"


async def caller_name(session: AgiSession) -> str:
    """The name, readable, "" when the line tells none; asks Asterisk only when letters were lost."""
    name = session.request.known("calleridname")
    if _LOST_LETTER not in name or not session.request.known("channel").startswith("PJSIP/"):
        return name
    reply = await session.command("GET", "FULL", "VARIABLE", _FROM, timeout_s=_TIMEOUT_S)
    return display_name(header_text(reply.data)) or name


def display_name(address: str) -> str:
    """The display name of a From header's value, at most 128 characters; "" when it has none."""
    quoted = _QUOTED.match(address)
    if quoted is not None:
        return re.sub(r"\\(.)", r"\1", quoted[1]).strip()[:_NAME_LIMIT]
    plain = _PLAIN.match(address)
    return plain[1][:_NAME_LIMIT] if plain is not None else ""
