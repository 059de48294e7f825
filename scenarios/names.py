"""Which names scenarios may use here: sounds in the data directory, scenarios and people in the store, queues
and phones of the PBX.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User

from runtime.errors import Failure
from runtime.names import DialRules, NameKind
from scenarios.models import Scenario
from scenarios.pbx import kept
from scenarios.surroundings import stored_dial_rules

_SOUND_SUFFIX: Final = ".wav"


class AnyName(frozenset[str]):
    """Every name there can be: boxes come into being with their first message."""

    def __contains__(self, name: object) -> bool:
        return True


class PhoneNames(frozenset[str]):
    """The phones of the PBX, and every number that is not dialled as one of them.

    A dial rule may send 2XX to an analogue card or to another PBX: whether those exist nobody here knows.
    """

    _rules: DialRules

    def __new__(cls, names: Iterable[str], rules: DialRules) -> "PhoneNames":
        """`names` are PJSIP endpoints."""
        phones = super().__new__(cls, names)
        phones._rules = rules
        return phones

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str) or super().__contains__(name):
            return True
        try:
            return self._rules.dial_string(name) != f"PJSIP/{name}"
        except Failure:
            return True


class StoredNames:
    """Implements `runtime.names.Names`; queues and phones are known while somebody asks the PBX for them.

    The dial rules are read once: it lives for one look at one scenario or many.
    """

    _dial_rules: DialRules | None = None

    def known(self, kind: NameKind) -> frozenset[str] | None:
        """All names of a kind, or None when nobody here knows them."""
        if kind == "sound":
            return sounds_in(settings.CALLWRIGHT.data / "sounds")
        if kind == "scenario":
            return frozenset(Scenario.objects.filter(archived_at=None).values_list("name", flat=True))
        if kind == "user":
            return frozenset(User.objects.filter(is_active=True).values_list("username", flat=True))
        if kind in ("queue", "phone"):
            found = kept.known(kind)
            if found is None:
                return None
            return found.names if kind == "queue" else PhoneNames(found.names, self.dial_rules())
        return AnyName() if kind == "box" else None

    def dial_rules(self) -> DialRules:
        """Those of this installation."""
        if self._dial_rules is None:
            self._dial_rules = stored_dial_rules()
        return self._dial_rules


def sounds_in(folder: Path) -> frozenset[str]:
    """Names of the sounds kept in a folder: `<name>.wav`, and `<language>/<name>.wav` under the same name."""
    found = (*folder.glob(f"*{_SOUND_SUFFIX}"), *folder.glob(f"??/*{_SOUND_SUFFIX}"))
    return frozenset(path.name.removesuffix(_SOUND_SUFFIX) for path in found)
