"""What the editor can do about an issue by itself, as the API tells it: one shape for each kind of edit."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Edit(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SetParam(_Edit):
    """Give the value at `param`, a path like `values.2.value`, this value."""

    kind: Literal["set_param"]
    node: str
    param: str
    value: Any


class RemoveParam(_Edit):
    """Take the parameter or the row at `param` out."""

    kind: Literal["remove_param"]
    node: str
    param: str


class ReplaceText(_Edit):
    """Put `text` in place of `was`: `length` characters (code points) of the text at `param`, from `offset`
    on. Where something else stands there by now, nothing is done.
    """

    kind: Literal["replace_text"]
    node: str
    param: str
    offset: int
    length: int
    text: str
    was: str


class MakeRepeat(_Edit):
    """Make the edge of this output a repeat."""

    kind: Literal["make_repeat"]
    source: str
    key: str
    limit: int


class Connect(_Edit):
    """Draw an edge from this output."""

    kind: Literal["connect"]
    source: str
    key: str
    target: str


class ConnectNew(_Edit):
    """Place a component of this type and draw an edge to it from this output."""

    kind: Literal["connect_new"]
    source: str
    key: str
    type: str


class AddLane(_Edit):
    """Place a component of this type, which begins a lane, below all others."""

    kind: Literal["add_lane"]
    type: str


class Disconnect(_Edit):
    """Take the edge or repeat of this output away."""

    kind: Literal["disconnect"]
    source: str
    key: str


class UnmarkMain(_Edit):
    """Take the key `main` out of this node."""

    kind: Literal["unmark_main"]
    node: str


class Declare(_Edit):
    """Put the declaration into `graph.variables`."""

    kind: Literal["declare"]
    variable: str
    declaration: dict[str, Any]


class RenameVariable(_Edit):
    """Ask `/expressions/rename` for the document, with `merge`."""

    kind: Literal["rename_variable"]
    old: str
    new: str


Edit = Annotated[
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
    | RenameVariable,
    Field(discriminator="kind"),
]
