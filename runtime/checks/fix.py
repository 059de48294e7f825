"""A fix: one way to mend what an issue tells, as an edit of the drawing that the editor can carry out.

Nothing is mended by itself: the editor offers a fix beside its issue, and makes it one step that can be
undone. An edit names nodes, outputs and parameters as issues do. A text to be replaced goes along, so that
what somebody has changed meanwhile is left alone.
"""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from runtime.wording import Wording


@dataclass(frozen=True, slots=True)
class SetParam:
    """Give a parameter, or a value inside it, this value."""

    kind: ClassVar[str] = "set_param"
    node: str
    param: str
    value: Any


@dataclass(frozen=True, slots=True)
class RemoveParam:
    """Take a parameter, or a row of it, out."""

    kind: ClassVar[str] = "remove_param"
    node: str
    param: str


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Put `text` in place of `was`, which stands at `offset` and is `length` characters long."""

    kind: ClassVar[str] = "replace_text"
    node: str
    param: str
    offset: int
    length: int
    text: str
    was: str


@dataclass(frozen=True, slots=True)
class MakeRepeat:
    """Make the edge of an output a repeat, taken at most `limit` times a call."""

    kind: ClassVar[str] = "make_repeat"
    source: str
    key: str
    limit: int


@dataclass(frozen=True, slots=True)
class Connect:
    """Draw an edge."""

    kind: ClassVar[str] = "connect"
    source: str
    key: str
    target: str


@dataclass(frozen=True, slots=True)
class ConnectNew:
    """Place a component of this type and draw an edge to it."""

    kind: ClassVar[str] = "connect_new"
    source: str
    key: str
    type: str


@dataclass(frozen=True, slots=True)
class AddLane:
    """Place a component of this type, which begins a lane: no edge leads to it."""

    kind: ClassVar[str] = "add_lane"
    type: str


@dataclass(frozen=True, slots=True)
class Disconnect:
    """Take the edge or repeat of an output away."""

    kind: ClassVar[str] = "disconnect"
    source: str
    key: str


@dataclass(frozen=True, slots=True)
class UnmarkMain:
    """Take the mark of the main output off a node."""

    kind: ClassVar[str] = "unmark_main"
    node: str


@dataclass(frozen=True, slots=True)
class Declare:
    """Declare a variable of the scenario, as `graph.variables` holds it."""

    kind: ClassVar[str] = "declare"
    variable: str
    declaration: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RenameVariable:
    """Write the variable `old` as `new` everywhere, whether `new` is a variable already or not."""

    kind: ClassVar[str] = "rename_variable"
    old: str
    new: str


Edit = (
    SetParam
    | RemoveParam
    | ReplaceText
    | MakeRepeat
    | Connect
    | ConnectNew
    | AddLane
    | Disconnect
    | UnmarkMain
    | Declare
    | RenameVariable
)


@dataclass(frozen=True, slots=True)
class Fix:
    """What the editor's button says, and the edit that it makes; `code` is stable snake_case."""

    code: str
    title: Wording
    edit: Edit

    def as_dict(self) -> dict[str, Any]:
        """The fix as plain JSON data."""
        return {
            "code": self.code,
            "title": self.title._asdict(),
            "edit": {"kind": self.edit.kind, **asdict(self.edit)},
        }
