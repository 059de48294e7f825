"""What scenarios may name here, for the choices of the inspector."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router

from designer.api.problem import Shown, answers
from runtime.names import NameKind
from scenarios.names import StoredNames
from scenarios.pbx import kept
from scenarios.roles import require, visible_scenarios

router = Router(tags=["names"])
_KINDS: tuple[NameKind, ...] = ("scenario", "sound", "box", "queue", "phone", "user")


class ShownNames(Shown):
    """The names of a kind. `is_known` is false while the PBX cannot be asked: then a check only warns.

    `is_open`: others than those listed may be used too. `read_at`: when the PBX told them.
    """

    kind: NameKind
    names: list[str]
    is_known: bool
    is_open: bool
    read_at: datetime | None


@router.get("/names", response=answers(list[ShownNames]), operation_id="name_list", summary="All names")
def name_list(request: HttpRequest) -> list[ShownNames]:
    """Scenarios that this person may see, sounds, boxes and people from the store; queues and phones as the
    PBX tells them.
    """
    require(request.user, "name.view")
    stored = StoredNames()
    names = {kind: stored.known(kind) for kind in _KINDS}
    names["scenario"] = frozenset(names["scenario"] or ()).intersection(
        visible_scenarios(request.user).values_list("name", flat=True)
    )
    return [_shown(kind, names[kind]) for kind in _KINDS]


def _shown(kind: NameKind, names: frozenset[str] | None) -> ShownNames:
    told = kept.known(kind) if kind in ("queue", "phone") else None
    return ShownNames(
        kind=kind,
        names=sorted(names or ()),
        is_known=names is not None,
        is_open=kind in ("box", "phone"),
        read_at=told.read_at if told else None,
    )
