"""What an administrator sets through environment variables, read once and checked."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import phonenumbers
from django.core.exceptions import ImproperlyConfigured

from runtime.asterisk.called_number import CalledSource

PROJECT: Final = Path(__file__).resolve().parent.parent
LANGUAGES: Final = ("ru", "en")
_LOOPBACK_HOSTS: Final = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of an installation; every field has the variable `CALLWRIGHT_<FIELD>`."""

    data: Path
    language: str
    region: str
    time_zone: str
    web_bind: str
    web_port: int
    hosts: tuple[str, ...]
    https: bool
    agi_bind: str
    agi_port: int
    agi_allow: tuple[IPv4Network | IPv6Network, ...]
    trunk_sources: tuple[tuple[str, str], ...]
    """(trunk, where its called number stands) for trunks that do not put it into the request URI."""
    ami_host: str
    ami_port: int
    ami_user: str
    ami_secret: str = field(repr=False)
    prompt_url: str
    """Where Asterisk fetches prompts, as Asterisk reaches this machine; ends with a slash."""
    recordings: str
    """Asterisk's folder for what callers record."""
    drain_s: float
    """How long a stopping server waits for its calls."""
    history_days: int
    """How long calls are kept."""
    history_gb: int
    """How much room the kept calls may take; the oldest go first. 1 GB holds about a million calls."""
    notification_days: int
    """How long notifications are kept, seen or not."""
    mail_url: str = field(repr=False)
    mail_from: str
    metrics_token: str = field(repr=False)
    """What a Prometheus on another machine has to know; empty: only this machine may ask."""
    log_format: str
    """`line` for people, `json` for programs."""
    admin_password: str = field(repr=False)
    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)


def read_environment(variables: Mapping[str, str]) -> Environment:
    """The settings that `variables` and the defaults give; ImproperlyConfigured names a wrong variable."""
    read = _Reader(variables)
    web_port = read.port("WEB_PORT", 8000)
    return Environment(
        data=Path(read.text("DATA", str(PROJECT / "data"))).expanduser().absolute(),
        language=read.choice("LANGUAGE", LANGUAGES, "ru"),
        region=read.choice("REGION", tuple(sorted(phonenumbers.SUPPORTED_REGIONS)), "RU"),
        time_zone=read.zone("TIME_ZONE", _zone_of_machine()),
        web_bind=read.text("WEB_BIND", "127.0.0.1"),
        web_port=web_port,
        hosts=tuple(dict.fromkeys((*_LOOPBACK_HOSTS, socket.gethostname().lower(), *read.listed("HOSTS")))),
        https=read.choice("HTTPS", ("0", "1"), "0") == "1",
        agi_bind=read.text("AGI_BIND", "127.0.0.1"),
        agi_port=read.port("AGI_PORT", 4573),
        agi_allow=read.networks("AGI_ALLOW"),
        trunk_sources=read.trunk_sources("TRUNK_SOURCES"),
        ami_host=read.text("AMI_HOST", "127.0.0.1"),
        ami_port=read.port("AMI_PORT", 5038),
        ami_user=read.text("AMI_USER", ""),
        ami_secret=read.text("AMI_SECRET", ""),
        prompt_url=read.text("PROMPT_URL", f"http://127.0.0.1:{web_port}/prompts").rstrip("/") + "/",
        recordings=read.text("RECORDINGS", "/var/spool/asterisk/recording"),
        drain_s=read.seconds("DRAIN_S", 30.0),
        history_days=read.whole("HISTORY_DAYS", 365, 1, 36_500),
        history_gb=read.whole("HISTORY_GB", 20, 1, 100_000),
        notification_days=read.whole("NOTIFICATION_DAYS", 90, 8, 36_500),
        mail_url=read.text("MAIL_URL", ""),
        mail_from=read.text("MAIL_FROM", f"callwright@{socket.gethostname().lower()}"),
        metrics_token=read.text("METRICS_TOKEN", ""),
        log_format=read.choice("LOG_FORMAT", ("line", "json"), "line"),
        admin_password=read.text("ADMIN_PASSWORD", ""),
        database_url=variables.get("DATABASE_URL", ""),
        redis_url=_redis_url(variables.get("REDIS_URL", "")),
    )


class _Reader:
    """Single variables, with their name in every complaint."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def text(self, name: str, default: str) -> str:
        return self._variables.get(f"CALLWRIGHT_{name}", "").strip() or default

    def listed(self, name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(name, "").split(",") if part.strip())

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        chosen = self.text(name, default)
        if chosen not in choices:
            shown = ", ".join(choices) if len(choices) < 5 else "a country code such as RU"
            raise self._mistake(name, chosen, shown)
        return chosen

    def port(self, name: str, default: int) -> int:
        return self.whole(name, default, 1, 65_535, "port ")

    def whole(self, name: str, default: int, low: int, high: int, kind: str = "") -> int:
        text = self.text(name, str(default))
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise self._mistake(name, text, f"a {kind or 'whole '}number from {low} to {high}")
        return int(text)

    def seconds(self, name: str, default: float) -> float:
        text = self.text(name, str(default))
        try:
            seconds = float(text)
        except ValueError as error:
            raise self._mistake(name, text, "a number of seconds") from error
        if not 0 <= seconds <= 86_400:
            raise self._mistake(name, text, "a number of seconds from 0 to 86400")
        return seconds

    def zone(self, name: str, default: str) -> str:
        text = self.text(name, default)
        try:
            ZoneInfo(text)
        except (OSError, KeyError, ValueError) as error:
            raise self._mistake(name, text, "a time zone such as Europe/Moscow") from error
        return text

    def networks(self, name: str) -> tuple[IPv4Network | IPv6Network, ...]:
        try:
            return tuple(ip_network(part) for part in self.listed(name))
        except ValueError as error:
            raise self._mistake(name, self.text(name, ""), "networks such as 10.0.0.0/24") from error

    def trunk_sources(self, name: str) -> tuple[tuple[str, str], ...]:
        pairs = [part.partition("=")[::2] for part in self.listed(name)]
        sources = ", ".join(CalledSource)
        for trunk, source in pairs:
            if not trunk or source not in tuple(CalledSource):
                expected = f"pairs such as operator=to, with one of {sources}"
                raise self._mistake(name, self.text(name, ""), expected)
        return tuple((trunk, source) for trunk, source in pairs)

    @staticmethod
    def _mistake(name: str, given: str, expected: str) -> ImproperlyConfigured:
        return ImproperlyConfigured(f"CALLWRIGHT_{name} is {given!r}, but must be {expected}")


def _redis_url(url: str) -> str:
    """The address; what it says is not repeated, as it may hold a password."""
    if url and not url.startswith(("redis://", "rediss://")):
        raise ImproperlyConfigured("REDIS_URL must look like redis://:password@host:6379/0, or rediss://...")
    return url


def _zone_of_machine() -> str:
    """The zone that /etc/localtime points to, else UTC."""
    try:
        _, found, zone = os.readlink("/etc/localtime").partition("zoneinfo/")
    except OSError:
        return "UTC"
    return zone if found else "UTC"
