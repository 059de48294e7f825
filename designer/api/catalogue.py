"""What scenarios are made of: components and the functions of the expression language."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from designer.api.problem import Shown, Words, answers
from runtime.component import catalogue
from runtime.expressions import functions
from scenarios.roles import require

router = Router(tags=["catalogue"])
OutputKind = Literal["required", "ending", "fallback", "optional"]


class ShownOutput(Shown):
    """A way out that every node of the component has; `kind` says what an unwired one means.

    While the parameter `needs` is empty no call takes it.
    """

    id: str
    kind: OutputKind
    title: Words
    needs: str


class ShownComponent(Shown):
    """A component. `params` is the JSON Schema of its parameters, with labels and help in both languages.

    `known_as` has more words that people look for it by.
    """

    type: str
    title: Words
    known_as: Words
    help: Words
    family: str
    icon: str
    params: dict[str, Any]
    outputs: list[ShownOutput]
    rows_of: str
    rows_kind: OutputKind
    uses_line: bool
    waits: bool
    lane: bool
    executed: bool


class ShownParameter(Shown):
    """A parameter of a function; `type` joins the kinds it takes by `|`."""

    name: str
    type: str
    optional: bool


class ShownFunction(Shown):
    """A function or macro of the expression language. `pure`: its value depends on its arguments alone."""

    name: str
    aliases: list[str]
    params: list[ShownParameter]
    returns: str
    pure: bool
    help: Words


@router.get(
    "/components", response=answers(list[ShownComponent]), operation_id="component_list", summary="Components"
)
def component_list(request: HttpRequest) -> list[dict[str, object]]:
    """Every component, for the palette and the inspector."""
    require(request.user, "catalogue.view")
    return catalogue()


@router.get(
    "/functions", response=answers(list[ShownFunction]), operation_id="function_list", summary="Functions"
)
def function_list(request: HttpRequest) -> list[dict[str, Any]]:
    """Every function and macro of the expression language, with its Russian and English names."""
    require(request.user, "catalogue.view")
    return functions()
