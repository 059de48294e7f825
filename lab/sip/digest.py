"""Digest authentication of a phone (RFC 7616 with MD5, as RFC 3261 section 22 asks of SIP)."""

import hashlib
import re


def authorization(challenge: str, *, user: str, password: str, method: str, uri: str, cnonce: str) -> str:
    """The Authorization value that answers a WWW-Authenticate or Proxy-Authenticate value."""
    fields = {name.lower(): quoted or bare for name, quoted, bare in _FIELD.findall(challenge)}
    secret = _md5(f"{user}:{fields['realm']}:{password}")
    request = _md5(f"{method}:{uri}")
    answer = {"username": user, "realm": fields["realm"], "nonce": fields["nonce"], "uri": uri}
    tail = ", algorithm=MD5"
    if "auth" in fields.get("qop", "").split(","):
        answer["response"] = _md5(f"{secret}:{fields['nonce']}:00000001:{cnonce}:auth:{request}")
        answer["cnonce"] = cnonce
        tail += ", qop=auth, nc=00000001"
    else:
        answer["response"] = _md5(f"{secret}:{fields['nonce']}:{request}")
    if "opaque" in fields:
        answer["opaque"] = fields["opaque"]
    return "Digest " + ", ".join(f'{name}="{value}"' for name, value in answer.items()) + tail


_FIELD = re.compile(r'(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))')


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
