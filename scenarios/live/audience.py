"""Whom a notification reaches: the channel-layer groups of its recipients."""

import hashlib
from collections.abc import Iterable

from scenarios.live.batch import Notice

WATCHERS = "watchers"


def group_of(kind: str, name: str) -> str:
    """The group of a user, of a role or of those who watch a scenario, by name.

    Channels takes ASCII letters and digits in a group's name, so the name stands in it as a digest.
    """
    return f"{kind}.{hashlib.sha256(name.encode()).hexdigest()[:32]}"


def recipients_of(notice: Notice) -> list[tuple[str, str]]:
    """(kind, name) of each recipient once; watchers are those of the notification's own scenario."""
    return list(dict.fromkeys(_named(notice.recipients, notice.scenario)))


def groups_of(notice: Notice) -> list[str]:
    """The groups to send it to; a browser can be in several of them."""
    return [group_of(kind, name) for kind, name in recipients_of(notice)]


def _named(recipients: Iterable[dict[str, str]], scenario: str) -> Iterable[tuple[str, str]]:
    for recipient in recipients:
        kind = recipient.get("kind", "")
        yield kind, scenario if kind == WATCHERS else recipient.get("name", "")
