"""Which names scenarios may use here: the sounds in the data directory and the scenarios in the store."""

from pathlib import Path
from typing import Final

from django.conf import settings

from runtime.names import NameKind
from scenarios.models import Scenario

_SOUND_SUFFIX: Final = ".wav"


class AnyName(frozenset[str]):
    """Every name there can be: boxes come into being with their first message."""

    def __contains__(self, name: object) -> bool:
        return True


class StoredNames:
    """Implements `runtime.names.Names`; queues and phones are the PBX's to know: taken on trust."""

    def known(self, kind: NameKind) -> frozenset[str] | None:
        """All names of a kind, or None when nobody here knows them."""
        if kind == "sound":
            return sounds_in(settings.CALLWRIGHT.data / "sounds")
        if kind == "scenario":
            return frozenset(Scenario.objects.values_list("name", flat=True))
        return AnyName() if kind == "box" else None


def sounds_in(folder: Path) -> frozenset[str]:
    """Names of the sounds kept in a folder: `<name>.wav`, and `<language>/<name>.wav` under the same name."""
    found = (*folder.glob(f"*{_SOUND_SUFFIX}"), *folder.glob(f"??/*{_SOUND_SUFFIX}"))
    return frozenset(path.name.removesuffix(_SOUND_SUFFIX) for path in found)
