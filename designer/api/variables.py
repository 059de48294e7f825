"""The variables of a drawing: for completion, where each is set and read, and another name for one."""

from typing import Annotated, Any, Final, Literal

from django.conf import settings
from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from designer.api.problem import ApiProblem, Place, Shown, Taken, answers, problem
from runtime.checks.drawing import Drawing
from runtime.checks.variable_names import is_writable
from runtime.checks.variables import OF_ERROR_LANE, Variables, variables
from runtime.graph import Document
from runtime.names import NamesOffline
from runtime.reading import read_document
from runtime.renaming import CannotRename, renamed
from runtime.variable_places import places
from runtime.wording import Wording
from scenarios.roles import require

router = Router(tags=["expressions"])
_BAD_NAME: Final = Wording(
    "Имя переменной: до 100 знаков без обратных кавычек и переводов строки, без пробелов по краям.",
    "A variable's name has up to 100 characters, no backticks or line breaks, no spaces at the ends.",
)


class Drawn(Taken):
    """A document as the editor has it."""

    document: dict[str, Any]


class Renaming(Drawn):
    """What a variable is called and is to be called. `merge`: `new` may be a variable already, and the two
    become one.
    """

    old: Annotated[str, Field(min_length=1, max_length=200)]
    new: Annotated[str, Field(min_length=1, max_length=100)]
    merge: bool = False


class ShownVariable(Shown):
    """A variable that expressions of this document may use, and the nodes that set it."""

    name: str
    type: str
    secret: bool
    set_in: list[str]


class VariablePlace(Shown):
    """Where a variable is set or read; `offset` and `length` (code points) are the name's inside the text at
    `param`, null where the whole parameter is the name.
    """

    node: str
    param: str
    kind: Literal["set", "read"]
    offset: int | None
    length: int | None


class UsedVariable(Shown):
    """A variable and its places, in the order of the document; one that nothing sets and nothing declares is
    told too. `is_built_in`: the error lane sets it by itself.
    """

    name: str
    type: str
    secret: bool
    is_declared: bool
    is_built_in: bool
    places: list[VariablePlace]


class Renamed(Shown):
    """The document with the new name, and the places that it stands at."""

    document: dict[str, Any]
    places: list[VariablePlace]


@router.post(
    "/expressions/variables",
    response=answers(list[ShownVariable], 413),
    operation_id="expression_variables",
    summary="Variables for completion",
)
def expression_variables(request: HttpRequest, drawn: Drawn) -> list[ShownVariable]:
    """The variables of a document; of one that cannot be read there are none.

    What is just being written cannot be read yet, so the variables of its node are known by name alone.
    """
    require(request.user, "expression.check")
    known = _known(drawn.document)
    set_in: dict[str, dict[str, None]] = {}
    for place in places(drawn.document):
        if place.kind == "set":
            set_in.setdefault(place.variable, {})[place.node] = None
    types = {**dict.fromkeys(filter(None, set_in), "any"), **known.types}
    return [
        ShownVariable(name=name, type=kind, secret=name in known.secrets, set_in=list(set_in.get(name, ())))
        for name, kind in sorted(types.items())
    ]


@router.post(
    "/expressions/uses",
    response=answers(list[UsedVariable], 413),
    operation_id="expression_uses",
    summary="Where variables are used",
)
def expression_uses(request: HttpRequest, drawn: Drawn) -> list[UsedVariable]:
    """Every variable that a document declares, sets or reads, with its places; sorted by name."""
    require(request.user, "expression.check")
    known, declared = _known(drawn.document), _declared(drawn.document)
    found: dict[str, list[VariablePlace]] = {name: [] for name in declared}
    for place in places(drawn.document):
        found.setdefault(place.variable, []).append(VariablePlace.model_validate(place))
    return [
        UsedVariable(
            name=name,
            type=known.types.get(name, "any"),
            secret=name in known.secrets,
            is_declared=name in declared,
            is_built_in=name in OF_ERROR_LANE,
            places=used,
        )
        for name, used in sorted(found.items())
    ]


@router.post(
    "/expressions/rename",
    response=answers(Renamed, 409, 413),
    operation_id="variable_rename",
    summary="Rename a variable everywhere",
)
def variable_rename(request: HttpRequest, wish: Renaming) -> Renamed:
    """The document with another name for a variable; nothing is saved. 409 `name_taken` when there is one of
    the new name, `built_in` for one that the error lane brings, `cannot_rename` when a text has no room.
    """
    require(request.user, "expression.check")
    if not is_writable(wish.new):
        raise ApiProblem(422, problem("bad_request", _BAD_NAME, param="new"))
    if {wish.old, wish.new} & OF_ERROR_LANE.keys():
        raise ApiProblem(409, problem("built_in", _built_in(wish)))
    own = [place for place in places(wish.document) if place.variable == wish.new]
    is_taken = bool(own) or wish.new in _declared(wish.document)
    if is_taken and not wish.merge and wish.new != wish.old:
        told = Wording(f"переменная «{wish.new}» уже есть", f"there is a variable “{wish.new}” already")
        raise ApiProblem(409, problem("name_taken", told, param="new"))
    try:
        document = renamed(wish.document, wish.old, wish.new)
    except CannotRename as error:
        raise _no_room(error) from error
    at = [VariablePlace.model_validate(place) for place in places(document) if place.variable == wish.new]
    return Renamed(document=document, places=at)


def _built_in(wish: Renaming) -> Wording:
    names = " и ".join(OF_ERROR_LANE), " and ".join(OF_ERROR_LANE)
    return Wording(
        f"переменные {names[0]} задаёт сама ветвь ошибок", f"the error lane itself sets {names[1]}"
    )


def _no_room(error: CannotRename) -> ApiProblem:
    told = Wording("в этом тексте новое имя не помещается", "the new name does not fit into this text")
    shown = problem("cannot_rename", told)
    shown.place = Place(node=error.node, param=error.param)
    return ApiProblem(409, shown)


def _known(document: Document) -> Variables:
    """What the sound part of a document says of its variables."""
    sound = read_document(document).sound
    if sound is None:
        return Variables({}, frozenset(), frozenset(), frozenset())
    return variables(Drawing(sound, NamesOffline(), settings.CALLWRIGHT.region))


def _declared(document: Document) -> frozenset[str]:
    graph = document.get("graph")
    declared = graph.get("variables") if isinstance(graph, dict) else None
    return frozenset(declared) if isinstance(declared, dict) else frozenset()
