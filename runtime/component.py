"""What a component is: one declaration from which palette, form, checks, documentation and tests are made."""

import importlib
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, NamedTuple

from runtime import fields
from runtime.wording import Wording

if TYPE_CHECKING:
    from runtime.call import Call

OutputKind = Literal["required", "ending", "fallback", "optional"]
ParamsModel = type[fields.Params]
Family = Literal["control", "voice", "routing", "messages", "drawing"]
ENTRY_POINTS: Final = "callwright.components"
HANG_UP_OUTPUT: Final = "on_hangup"


@dataclass(frozen=True, slots=True)
class Output:
    """One way out of a node. `kind` says what an unwired one means (design: required, ending, fallback,
    optional).
    """

    id: str
    kind: OutputKind
    title: Wording
    unwired: Wording | None = None
    """What the component itself does while a fallback output leads nowhere; None: the call fails over."""
    needs: str = ""
    """The parameter without which no call takes this output: while it is empty, no edge is missing."""


NEXT: Final = Output("next", "ending", Wording("далее", "next"))
ERROR: Final = Output("error", "fallback", Wording("ошибка", "error"))
ON_HANG_UP: Final = Output(HANG_UP_OUTPUT, "optional", Wording("отбой", "caller hung up"))


class Assigned(NamedTuple):
    """A variable that a node gives a value; `type` is "text", "number" ... or "any".

    `output`: only a call that leaves by this output has the value; "" for all but `error` and `on_hangup`.
    `shared`: it outlives the call, so that another call may have set it before.
    """

    name: str
    type: str = "any"
    secret: bool = False
    output: str = ""
    shared: bool = False


class Component(ABC):
    """A kind of node. Subclasses live one per file in `runtime/components/`; the class docstring is the help
    (English); `help_ru` is the same in Russian."""

    type: ClassVar[str]
    title: ClassVar[Wording]
    known_as: ClassVar[Wording] = Wording("", "")
    """What else people call it: words to find it by, shown nowhere."""
    help_ru: ClassVar[str]
    family: ClassVar[Family]
    icon: ClassVar[str]
    Params: ClassVar[ParamsModel] = fields.Params
    outputs: ClassVar[tuple[Output, ...]] = ()
    rows_of: ClassVar[str] = ""
    """Name of the list parameter each row of which is an output of its own (by the row's `id`)."""
    rows_kind: ClassVar[OutputKind] = "ending"
    uses_line: ClassVar[bool] = False
    """Plays, listens, records, rings or answers: not allowed once the caller is gone."""
    waits: ClassVar[bool] = False
    """Takes time on the line, so that the caller may hang up in it: has the optional output `on_hangup`."""
    lane: ClassVar[bool] = False
    """Begins a lane; nothing leads into it."""
    executed: ClassVar[bool] = True
    """False for notes and frames."""
    shown: ClassVar[tuple[str, ...]] = ()
    """Parameters whose text people besides the caller read: no secret variable may stand in them."""

    @abstractmethod
    async def run(self, call: "Call", params: Any) -> str | None:
        """Do the step; the id of the output taken, or None when the scenario ends here.

        Raises `runtime.errors.Failure` for what the error output or lane should handle,
        `runtime.phone.HungUp` when the caller left.
        """

    @classmethod
    def help(cls) -> Wording:
        """What it does, for its user."""
        return Wording(cleandoc(cls.help_ru), cleandoc(cls.__doc__ or ""))

    @classmethod
    def fixed_outputs(cls) -> tuple[Output, ...]:
        """The outputs every node of this kind has."""
        return (*cls.outputs, ON_HANG_UP) if cls.waits else cls.outputs

    @classmethod
    def outputs_of(cls, params: Any) -> tuple[Output, ...]:
        """All outputs of a node with these parameters (a model or its frozen twin), rows first."""
        rows = getattr(params, cls.rows_of) if cls.rows_of else ()
        own = (
            Output(row.id, cls.rows_kind, said_of_row(cls.row_title(row), place))
            for place, row in enumerate(rows, 1)
        )
        return (*own, *cls.fixed_outputs())

    @classmethod
    def assigns(cls, params: Any) -> Iterable[Assigned]:
        """The variables a node with these parameters sets, in the order it sets them."""
        return ()

    @classmethod
    def row_title(cls, row: Any) -> Wording:
        """What the output of this row is called on the drawing."""
        return Wording(row.id, row.id)


@cache
def components() -> dict[str, Component]:
    """Every component by its type: our own files, then packages that announce themselves by entry point."""
    package = importlib.import_module("runtime.components")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"runtime.components.{module.name}")
    for entry_point in entry_points(group=ENTRY_POINTS):
        entry_point.load()
    found: dict[str, Component] = {}
    for kind in _subclasses(Component):
        if kind.type in found:
            raise RuntimeError(f"two components are called {kind.type!r}")
        found[kind.type] = kind()
    return dict(sorted(found.items()))


def _subclasses(base: type[Any]) -> list[type[Component]]:
    return [kind for direct in base.__subclasses__() for kind in (direct, *_subclasses(direct))]


def catalogue() -> list[dict[str, object]]:
    """Every component as JSON data for the palette and the inspector, titles and help in both languages."""
    return [
        {
            "type": kind.type,
            "title": kind.title._asdict(),
            "known_as": kind.known_as._asdict(),
            "help": kind.help()._asdict(),
            "family": kind.family,
            "icon": kind.icon,
            "params": kind.Params.model_json_schema(),
            "outputs": [
                {
                    "id": output.id,
                    "kind": output.kind,
                    "title": output.title._asdict(),
                    "needs": output.needs,
                }
                for output in kind.fixed_outputs()
            ],
            "rows_of": kind.rows_of,
            "rows_kind": kind.rows_kind,
            "uses_line": kind.uses_line,
            "waits": kind.waits,
            "lane": kind.lane,
            "executed": kind.executed,
        }
        for kind in components().values()
    ]


def said_of_row(title: Wording, place: int) -> Wording:
    """What an output of a row is called while nothing is written in the row."""
    return title if title.en else Wording(f"пункт {place}", f"option {place}")
