"""The names of the PBX between the process that reads them and those that check scenarios by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from django.db import transaction
from django.utils import timezone

from scenarios.pbx.models import PbxNames

PbxKind = Literal["queue", "phone"]
FRESH_S: Final = 120.0
"""How long names count as known; they are read every 30 seconds while AMI is connected."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All names of a kind, and when the oldest of the answers was given."""

    names: frozenset[str]
    read_at: datetime


def keep(server: str, found: Mapping[PbxKind, frozenset[str]]) -> None:
    """Put down what this server's Asterisk has now; a kind that could not be asked keeps its older row."""
    with transaction.atomic():
        for kind, names in found.items():
            PbxNames.objects.update_or_create(
                server=server, kind=kind, defaults={"names": sorted(names), "read_at": timezone.now()}
            )


def known(kind: PbxKind) -> KnownNames | None:
    """The names of all servers together; None when none of them has been able to ask lately."""
    since = timezone.now() - timedelta(seconds=FRESH_S)
    rows = list(PbxNames.objects.filter(kind=kind, read_at__gte=since))
    if not rows:
        return None
    names = frozenset(name for row in rows for name in row.names)
    return KnownNames(names, min(row.read_at for row in rows))
