"""What Asterisk says about a call when it opens an AGI connection."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

from .characters import raw, readable
from .errors import BadRequest

# Asterisk 22 res_agi.c, launch_netscript and setup_env.
_KNOWN_KEYS = frozenset(
    {
        "network",
        "network_script",
        "request",
        "channel",
        "language",
        "type",
        "uniqueid",
        "version",
        "callerid",
        "calleridname",
        "callingpres",
        "callingani2",
        "callington",
        "callingtns",
        "dnid",
        "rdnis",
        "context",
        "extension",
        "priority",
        "enhanced",
        "accountcode",
        "threadid",
    }
)
_ARGUMENT_KEY = re.compile(r"agi_arg_[1-9][0-9]{0,2}")
_NAMES: Final = {f"agi_{name}": name for name in (*_KNOWN_KEYS, "arg_1", "arg_2", "arg_3")}
"""What Asterisk writes -> our name for it: the usual ones, found without taking the key apart."""


class AgiRequest(msgspec.Struct, frozen=True):
    """One AGI request. Everything in it may have been written by the caller, `arguments` apart.

    `path` is "/call" for agi://host/call?x=1 and `query` {"x": "1"}; `arguments` are those of AGI() in the
    dialplan. `headers` have their "agi_" taken off and are readable text, `raw_headers` lose nothing (see
    characters.py). The first occurrence of a key wins; `suspicious` tells that a key came twice, or that a
    line came which Asterisk itself does not write: somebody put line breaks into a name or a number.
    """

    path: str
    query: Mapping[str, str]
    arguments: tuple[str, ...]
    headers: Mapping[str, str]
    raw_headers: Mapping[str, str]
    suspicious: bool
    peer: str

    def known(self, key: str) -> str:
        """The header `key`, or "" when it is missing or Asterisk says "unknown" in it."""
        value = self.headers.get(key, "")
        return "" if value.lower() in {"unknown", "<unknown>"} else value


def parse_request(block: bytes, peer: str) -> AgiRequest:
    """The request in `block`, the bytes before the empty line; BadRequest when it names no script."""
    text = raw(block)
    raw_headers, suspicious = _headers(text.split("\n"))
    if not raw_headers.keys() & {"network_script", "request"}:
        raise BadRequest
    headers = raw_headers
    if not text.replace("\n", "").isprintable():
        headers = {name: readable(value) for name, value in raw_headers.items()}
    path, query, repeats = _script(headers)
    return AgiRequest(
        path=path,
        query=query,
        arguments=_arguments(headers),
        headers=headers,
        raw_headers=raw_headers,
        suspicious=suspicious or repeats,
        peer=peer,
    )


def _headers(lines: list[str]) -> tuple[dict[str, str], bool]:
    """The headers, and whether a line is none that Asterisk writes, or a second one of its kind."""
    try:
        found = {_NAMES[key]: value for key, value in [line.split(": ", 1) for line in lines]}
        if len(found) == len(lines):
            return found, False
    except (KeyError, ValueError):
        pass  # something is unusual: line by line
    sifted: dict[str, str] = {}
    suspicious = False
    for line in lines:
        key, separator, value = line.partition(":")
        name = _NAMES.get(key) or _argument_name(key)
        if not separator or not name or name in sifted:
            suspicious = True
        else:
            sifted[name] = value.removeprefix(" ")
    return sifted, suspicious


def _argument_name(key: str) -> str:
    match = _ARGUMENT_KEY.fullmatch(key)
    return key.removeprefix("agi_") if match else ""


def _script(headers: Mapping[str, str]) -> tuple[str, dict[str, str], bool]:
    """The path with one slash before it, the query, and whether a name stands in the query twice.

    Only %XX is decoded: the dialplan puts numbers in as they are, and a "+" is the first character of a
    number.
    """
    script = headers.get("network_script")
    if script is None:
        try:
            address = urlsplit(headers["request"])
        except ValueError as error:
            raise BadRequest from error
        script = f"{address.path}?{address.query}"
    path, _, text = script.partition("?")
    query: dict[str, str] = {}
    repeats = False
    for pair in filter(None, text.split("&")):
        name, _, value = (readable(unquote(part)) for part in pair.partition("="))
        repeats = repeats or name in query
        query.setdefault(name, value)
    return "/" + path.strip("/"), query, repeats


def _arguments(headers: Mapping[str, str]) -> tuple[str, ...]:
    """agi_arg_1, agi_arg_2 ... up to the first that is missing."""
    arguments: list[str] = []
    while (value := headers.get(f"arg_{len(arguments) + 1}")) is not None:
        arguments.append(value)
    return tuple(arguments)
